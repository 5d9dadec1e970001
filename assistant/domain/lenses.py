"""The framework: lenses with their sources, and the questions of the bank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.domain.reading import Kind

Standing = Literal["abstract", "text", "general", "ours", "your copy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A published work that a lens leans on."""

    key: str
    cite: str
    """Short, for the page: "Cluley & Radnor 2021"."""
    reference: str
    """In full, with the doi or address."""
    standing: Standing
    """How well it is known: its abstract read, its text read, common knowledge, or our own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """One way of looking, as a card of the framework."""

    id: str
    name: str
    gloss: str
    """One plain sentence."""
    fits: str
    """When to use it, in one plain sentence."""
    sources: tuple[Source, ...]
    text: str = ""
    """The card's body, plain Markdown."""

    @property
    def source(self) -> str:
        """All sources, short."""
        return "; ".join(source.cite for source in self.sources)

    @property
    def standing(self) -> Standing:
        """The standing of the first source."""
        return self.sources[0].standing


Situation = Literal[
    "overlooked",
    "acts",
    "relation",
    "change",
    "pair",
    "silent",
    "unheard",
    "new",
    "contradiction",
    "open",
    "closing",
]
"""What a question or a sentence frame suits.

overlooked: a thing that makes a difference and is passed over; acts: a thing that makes a difference; relation: two
actors and what runs between them; change: something differs between two moments; pair: only worker and service user
are in view; silent: a kind that no note mentions; unheard: a person who is spoken about and never acts or speaks;
new: a thing that the message names for the first time; contradiction: the message and a note differ; open: fits
always; closing: the practitioner is ready to end.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One open question of the bank, with `$slots` that the notes' words fill."""

    id: str
    lens: str
    """The lens's id."""
    text: str
    suits: tuple[Situation, ...]
    slots: tuple[str, ...] = ()
    """The slots in the text: thing, other, person, kind."""
    kinds: tuple[Kind, ...] = ()
    """The kinds of `$thing` that the question makes sense for; empty for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkHit:
    """A lens card, or a page of the team's own copy of the paper, that a search found."""

    lens: str
    """The lens's id; empty for a page of the team's copy."""
    text: str
    cite: str
    """"Cluley & Radnor 2021", or "your copy, page 7"."""
    score: float
