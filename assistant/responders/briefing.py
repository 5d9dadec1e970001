"""A brief -> the texts that a language model is given, within what it can take.

Knows prompts, marks and sizes. Does not know models or what they answer. When the brief is too long, parts are cut in a
fixed order: pages on ways of looking, then the oldest talk, then the reading's lesser actors, then the passages that
are furthest from the message. The message itself is cut last, and keeps its end.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.domain import Actor, Brief, Hit, Lens
from assistant.prompts import Prompt

CHARACTERS_A_TOKEN = 3.2
"""Fewer than English text has, so that a count by characters does not overrun."""
ANSWER_TOKENS = 900
"""What is kept free for the answer."""
TURNS = 4
"""How many earlier turns are told at most."""
NONE = "(none)"

Hide = Callable[[str], str]


def plain(text: str) -> str:
    """The text as it is."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What a model is given for one turn."""

    system: str
    user: str
    mark: str
    """Stands around data."""
    history: str
    """The earlier talk that it sees, as lines."""
    passages: Mapping[str, Hit]
    """The passages that it sees, by mark."""
    cut: tuple[str, ...] = ()
    """What was left out because it did not fit, each in a few words."""


@dataclass(slots=True)
class _Parts:
    passages: list[tuple[str, str]]
    actors: list[str]
    framework: list[str]
    history: list[str]
    message: str
    cut: dict[str, int] = field(default_factory=dict)

    def length(self) -> int:
        lists = (self.actors, self.framework, self.history)
        listed = sum(len(item) + 1 for items in lists for item in items)
        return listed + sum(len(text) + 1 for _, text in self.passages) + len(self.message)


def briefing(
    brief: Brief,
    prompts: Mapping[str, Prompt],
    lenses: Sequence[Lens],
    *,
    context: int,
    hide: Hide = plain,
    mark: str | None = None,
) -> Briefing:
    """Put the texts together.

    Args:
        brief: What the turn is about.
        prompts: Holds `system` and `reflect`.
        lenses: The ways of looking.
        context: How many tokens the model takes, its answer among them.
        hide: Replaces identifiers; every text of the brief goes through it.
        mark: Stands around data; made anew for each turn, so that no note can hold it.
    """
    mark = mark or f"«{secrets.token_hex(6)}»"
    listed = "\n".join(f"- {lens.id}: {lens.name}. {lens.gloss}" for lens in lenses)
    system = prompts["system"].fill(lenses=listed, mark=mark)
    parts = _Parts(
        passages=[(f"p{number}", hide(_passage(hit, brief))) for number, hit in enumerate(brief.passages, start=1)],
        actors=[hide(_actor(actor)) for actor in brief.reading.actors],
        framework=[" ".join(hit.text.split()) for hit in brief.framework],
        history=[hide(line) for turn in brief.history[-TURNS:] for line in (f"They: {turn.message}", _said(turn))],
        message=hide(brief.message),
    )
    frame = prompts["reflect"].fill(mark=mark, passages="", reading="", framework="", history="", message="")
    room = int((context - ANSWER_TOKENS) * CHARACTERS_A_TOKEN) - len(system) - len(frame)
    _fit(parts, max(room, 400))
    hits = dict(zip((f"p{n}" for n in range(1, len(brief.passages) + 1)), brief.passages, strict=True))
    user = prompts["reflect"].fill(
        mark=mark,
        passages="\n".join(f"[{name}] {text}" for name, text in parts.passages) or NONE,
        reading="\n".join(parts.actors) or NONE,
        framework="\n".join(parts.framework) or NONE,
        history="\n".join(parts.history) or NONE,
        message=parts.message,
    )
    seen = {name: hits[name] for name, _ in parts.passages}
    history = "\n".join(parts.history) or NONE
    return Briefing(system=system, user=user, mark=mark, history=history, passages=seen, cut=tuple(_told(parts.cut)))


def _passage(hit: Hit, brief: Brief) -> str:
    note = next((item for item in brief.notes if item.id == hit.passage.note), None)
    where = f"({note.title}{f', {note.date}' if note.date else ''}) " if note else ""
    return where + " ".join(hit.passage.text.split())


def _actor(actor: Actor) -> str:
    told = [
        actor.kind,
        "makes a difference" if actor.acts else "is mentioned",
        *([f"is {'perhaps ' if 'passed over' in actor.doubts else ''}passed over"] if actor.overlooked else []),
        *(["is spoken about and not heard"] if actor.unheard else []),
    ]
    return f"- {actor.name}: {', '.join(told)}"


def _said(turn: object) -> str:
    reply = getattr(turn, "reply", None)
    return f"You asked: {reply.question}" if reply else "You have not answered yet."


def _fit(parts: _Parts, room: int) -> None:
    """Cut until it fits, in the order that the module tells."""
    for name, items, least in (
        ("pages on ways of looking", parts.framework, 0),
        ("lines of earlier talk", parts.history, 0),
        ("actors of the reading", parts.actors, 8),
        ("passages of the notes", parts.passages, 1),
        ("actors of the reading", parts.actors, 0),
    ):
        while parts.length() > room and len(items) > least:
            items.pop(0 if items is parts.history else -1)
            parts.cut[name] = parts.cut.get(name, 0) + 1
    over = parts.length() - room
    if over > 0:
        kept = max(200, len(parts.message) - over)
        if kept < len(parts.message):
            parts.message = parts.message[-kept:]
            parts.cut["characters at the start of your message"] = 1
    if parts.length() > room and parts.passages:
        name, text = parts.passages[0]
        parts.passages[0] = name, text[: max(200, room - len(parts.message))]


def _told(cut: Mapping[str, int]) -> list[str]:
    return [f"{count} {name}" if count > 1 else name for name, count in cut.items()]
