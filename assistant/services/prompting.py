"""Turns of a talk as evaluation prompts of a team's own, one file each."""

import re
from collections.abc import Sequence
from pathlib import Path

from assistant import export
from assistant.domain import Note, Turn
from assistant.errors import NotFound, StoreError
from assistant.settings import Settings


def folder(settings: Settings) -> Path:
    """Where a team's own evaluation prompts are."""
    return settings.evals or settings.home / "evals"


def kept_prompt(
    settings: Settings,
    notes: tuple[Note, ...],
    turns: tuple[Turn, ...],
    turn_id: str,
    *,
    why: str,
    actors: Sequence[str],
    never: Sequence[str],
) -> Path:
    """Keep a turn, with the notes and the talk before it, as an evaluation prompt of the team's own.

    Args:
        settings: Say where: `NOTICING_EVALS`, or else `evals` in the home folder.
        notes: Of the case.
        turns: The case's talk.
        turn_id: The turn that is evaluated.
        why: Why it is kept.
        actors: Who or what a good reply points at, one of them.
        never: Words that a good reply does not say.

    Returns:
        The file.

    Raises:
        StoreError: no reason is given, or the file cannot be written.
        NotFound: the talk has no such turn.
    """
    ids = [turn.id for turn in turns]
    if turn_id not in ids:
        raise NotFound("This message is no longer in the talk. Load the page again.")
    if not why.strip():
        raise StoreError("Say in a sentence why you keep this. Whoever runs it later needs to know.")
    until = turns[: ids.index(turn_id) + 1]
    words = re.sub(r"[^a-z0-9]+", "-", until[-1].message.lower()).strip("-")[:40].strip("-")
    name = f"{words or 'talk'}-{turn_id[:6]}"
    path = folder(settings) / f"{name}.yaml"
    text = export.evaluation_prompt(name, " ".join(why.split()), notes, until, actors=actors, never=never)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(f'"{path}" cannot be written: {error.strerror}.') from error
    return path
