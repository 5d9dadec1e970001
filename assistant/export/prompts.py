"""A talk as an evaluation prompt, in the form that `noticing eval` reads (YAML)."""

from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from assistant.domain import Note, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a good reply does; what is empty is not looked at."""

    actors: tuple[str, ...] = ()
    """One of these is pointed at."""
    contradicts: tuple[str, ...] = ()
    """Words in the notes that speak against the message; a quote holds some of them."""
    never: tuple[str, ...] = ()
    """Words that are not said."""
    danger: bool = False
    """Whether somebody may be in danger, so that the reply points to the local procedure; it must not otherwise."""
    equal: tuple[str, ...] = ()
    """Which exchanges must make no difference."""


def evaluation_prompt(name: str, why: str, notes: Sequence[Note], turns: Sequence[Turn], expected: Expected) -> str:
    """One case: the notes, the talk up to the last message, and what a good reply to it does.

    Args:
        name: The case's id.
        why: Why it is kept.
        notes: Of the case.
        turns: The talk; the last one is what is evaluated.
        expected: What a good reply does.
    """
    *before, last = turns
    expect = {
        "actors": [[actor] for actor in expected.actors],
        "contradicts": list(expected.contradicts),
        "danger": expected.danger,
        "never": list(expected.never),
    }
    made = {
        "id": name,
        "why": why,
        "service": "our own",
        "style": "our own",
        "notes": [_note(note) for note in notes],
        "talk": [turn.message for turn in before],
        "message": last.message,
        "expect": {key: value for key, value in expect.items() if value},
        **({"equal": list(expected.equal)} if expected.equal else {}),
    }
    return yaml.safe_dump([made], sort_keys=False, allow_unicode=True, width=120)


def _note(note: Note) -> dict[str, object]:
    date = {"date": note.date.isoformat()} if note.date else {}
    return {"title": note.title, **date, "text": note.text}
