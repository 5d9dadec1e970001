"""Turns of a talk as evaluation prompts of a team's own, one file each."""

import re
from pathlib import Path

from assistant import export
from assistant.domain import Note, Turn
from assistant.errors import NotFound, StoreError
from assistant.export.prompts import Expected
from assistant.settings import Settings


def folder(settings: Settings) -> Path:
    """Where a team's own evaluation prompts are."""
    return settings.evals or settings.home / "evals"


EXCHANGES = ("gender", "names", "dialect")
"""What can be exchanged in a case and must make no difference."""


def kept_prompt(
    settings: Settings,
    notes: tuple[Note, ...],
    turns: tuple[Turn, ...],
    turn_id: str,
    *,
    why: str,
    expected: Expected,
) -> Path:
    """Keep a turn, with the notes and the talk before it, as an evaluation prompt of the team's own.

    Args:
        settings: Say where: `NOTICING_EVALS`, or else `evals` in the home folder.
        notes: Of the case.
        turns: The case's talk.
        turn_id: The turn that is evaluated.
        why: Why it is kept.
        expected: What a good reply does.

    Returns:
        The file.

    Raises:
        StoreError: no reason is given, no reply could meet what is expected, or the file cannot be written.
        NotFound: the talk has no such turn.
    """
    ids = [turn.id for turn in turns]
    if turn_id not in ids:
        raise NotFound("This message is no longer in the talk. Load the page again.")
    if not why.strip():
        raise StoreError("Say in a sentence why you keep this. Whoever runs it later needs to know.")
    _check(expected, notes)
    until = turns[: ids.index(turn_id) + 1]
    words = re.sub(r"[^a-z0-9]+", "-", until[-1].message.lower()).strip("-")[:40].strip("-")
    name = f"{words or 'talk'}-{turn_id[:6]}"
    path = folder(settings) / f"{name}.yaml"
    text = export.evaluation_prompt(name, " ".join(why.split()), notes, until, expected)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError(f'"{path}" cannot be written: {error.strerror}.') from error
    return path


def _check(expected: Expected, notes: tuple[Note, ...]) -> None:
    """Refuse what no reply could meet: such a case would fail for ever, and nobody would know why."""
    if expected.danger and (expected.actors or expected.contradicts):
        raise StoreError(
            "Where somebody may be in danger, the reply is the pointer to the local procedure alone. "
            "Take out what else it should point at or quote, or take away the tick."
        )
    texts = [note.text.lower() for note in notes]
    for words in expected.contradicts:
        if not any(words.lower() in text for text in texts):
            raise StoreError(f"“{words}” stands in none of the notes. Copy the words from a note, letter by letter.")
