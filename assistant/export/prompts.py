"""A talk as an evaluation prompt, in the form that `noticing eval` reads (YAML)."""

from collections.abc import Sequence

import yaml

from assistant.domain import Note, Turn


def evaluation_prompt(
    name: str, why: str, notes: Sequence[Note], turns: Sequence[Turn], *, actors: Sequence[str], never: Sequence[str]
) -> str:
    """One case: the notes, the talk up to the last message, and what a good reply to it does.

    Args:
        name: The case's id.
        why: Why it is kept.
        notes: Of the case.
        turns: The talk; the last one is what is evaluated.
        actors: Who or what a good reply points at, one of them.
        never: Words that a good reply does not say.
    """
    *before, last = turns
    expect = {"actors": [[actor] for actor in actors], "never": list(never)}
    made = {
        "id": name,
        "why": why,
        "service": "our own",
        "style": "our own",
        "notes": [_note(note) for note in notes],
        "talk": [turn.message for turn in before],
        "message": last.message,
        "expect": {key: value for key, value in expect.items() if value},
    }
    return yaml.safe_dump([made], sort_keys=False, allow_unicode=True, width=120)


def _note(note: Note) -> dict[str, object]:
    date = {"date": note.date.isoformat()} if note.date else {}
    return {"title": note.title, **date, "text": note.text}
