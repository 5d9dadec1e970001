"""What a practitioner says of an actor -> a judgement that can be kept.

Knows the reading that was in front of the practitioner. Does not know how a judgement changes a reading.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator, Sequence
from typing import get_args

from assistant.domain import Actor, HumanKind, Judgement, NonHumanKind, Note, Reading, Verdict
from assistant.errors import NotFound, ReadingError
from assistant.reading import form

KINDS = (*get_args(HumanKind), *get_args(NonHumanKind))
EFFECTS = ("acts", "does not act")


def judged(
    name: str, verdict: Verdict, edit: str, *, reading: Reading, notes: Sequence[Note], at: dt.datetime
) -> Judgement:
    """The judgement, with the forms under which the actor goes now.

    Raises:
        NotFound: no actor goes by the name; for "add", no note has the words.
        ReadingError: the verdict lacks what it needs.
    """
    edit = " ".join(edit.split())
    _check(verdict, edit, reading)
    if verdict == "add":
        if not any(_stands(name, note.text) for note in notes):
            raise NotFound(f'No note has the words "{name}". Write them as they stand in a note.')
        forms: tuple[str, ...] = ()
    else:
        actor = _actor(name, reading)
        forms = (actor.name.lower(), *actor.aliases)
        # What is rejected is one form of words: an alias may be another thing that was taken for this one.
        name = _written(name, actor) if verdict == "reject" else actor.name
        if verdict == "merge":
            edit = _written(edit, _actor(edit, reading))
        elif verdict == "accept":
            edit = actor.kind
    return Judgement(
        id=uuid.uuid4().hex[:12], subject="actor", key=name, verdict=verdict, edit=edit, forms=forms, at=at
    )


def _check(verdict: Verdict, edit: str, reading: Reading) -> None:
    if verdict in ("kind", "add") and edit not in KINDS:
        raise ReadingError(f'"{edit}" is no kind of actor. Choose one of {", ".join(KINDS)}.')
    if verdict == "effect" and edit not in EFFECTS:
        raise ReadingError(f'"{edit}" says nothing about an effect. Choose "acts" or "does not act".')
    if verdict == "rename" and not edit:
        raise ReadingError("The new name is empty. Write the name that you use for it.")
    if verdict == "merge":
        _actor(edit, reading)


def _actor(name: str, reading: Reading) -> Actor:
    wanted = form(name)
    for actor in reading.actors:
        if wanted in {form(other) for other in (actor.name, *actor.aliases)}:
            return actor
    raise NotFound(f'No actor in this case goes by "{name}". Take a name from the list.')


def _written(name: str, actor: Actor) -> str:
    """The name as the reading writes it."""
    return next(other for other in (actor.name, *actor.aliases) if form(other) == form(name))


def _stands(name: str, text: str) -> bool:
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    return bool(pattern) and re.search(rf"(?<!\w){pattern}", text, re.IGNORECASE) is not None


def gone(judgements: Sequence[Judgement], notes: Sequence[Note]) -> Iterator[Judgement]:
    """The judgements on actors that no note names any more."""
    for item in judgements:
        names = (item.key, *item.forms)
        if item.subject == "actor" and not any(_stands(name, note.text) for name in names for note in notes):
            yield item
