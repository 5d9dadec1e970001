"""The conversation: what a responder is given, what it hands on, what is shown and kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from assistant.domain.lenses import FrameworkHit
from assistant.domain.notes import Hit, Note, Quote
from assistant.domain.reading import Reading

WAYS = ("Stay with this", "Another way of looking", "Skip", "What now")
"""What can be sent with one click after a reply; it says how to go on and nothing of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing that a reply points at, with its evidence."""

    text: str
    lens: str
    """The lens's id."""
    actors: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    frame: str = ""
    """Which sentence frame made the text, so that it is not used again soon; empty where none did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What did not pass grounding, and why. Its text is for the record and is not shown as an answer."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a responder hands to grounding: nothing of it has been checked."""

    observations: tuple[Observation, ...]
    question: str
    lens: str
    """The id of the lens that the question comes from."""
    question_id: str = ""
    """The question's id in the bank; empty where the wording is a model's own."""
    about: tuple[str, ...] = ()
    """The actors that the question names."""
    opening: str = ""
    """A sentence before the observations that answers the message; claims nothing about the notes."""
    notice: str = ""
    """What is said before all else: the pointer to the local procedure when someone may be in danger."""
    engine: str = ""
    """Who wrote it, where that is not the conversation's own responder."""
    aside: str = ""
    """How the reply came about, in a sentence: why no language model wrote it, what it did not see."""
    withheld: tuple[Withheld, ...] = ()
    """What the responder itself left out, and why."""
    beside: tuple[Observation, ...] = ()
    """What the reading without a language model points at, where a language model wrote the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the practitioner sees: a draft that passed grounding."""

    engine: str
    observations: tuple[Observation, ...]
    question: str
    lens: str
    question_id: str = ""
    about: tuple[str, ...] = ()
    opening: str = ""
    notice: str = ""
    aside: str = ""
    """How the reply came about; empty where there is nothing to say."""
    withheld: tuple[Withheld, ...] = ()
    beside: tuple[Observation, ...] = ()
    """What the reading without a language model points at, where a language model wrote the rest."""
    passages: tuple[Hit, ...] = ()
    """What the search brought for this turn."""

    @property
    def text(self) -> str:
        """The reply as plain text, quotes in quotation marks."""
        parts = [self.notice, self.opening]
        for item in self.observations:
            parts.append(item.text)
            parts.extend(f"“{quote.text}”" for quote in item.quotes)
        return "\n\n".join(part for part in [*parts, self.question] if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One message and its reply."""

    id: str
    message: str
    at: dt.datetime
    """With time zone."""
    reply: Reply | None = None
    """None while it is being written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that a responder is given for one turn."""

    message: str
    notes: tuple[Note, ...] = ()
    history: tuple[Turn, ...] = ()
    """Earlier turns, oldest first, without this one."""
    passages: tuple[Hit, ...] = ()
    """From the case, the nearest to the message first."""
    framework: tuple[FrameworkHit, ...] = ()
    reading: Reading = field(default_factory=lambda: Reading(engine="none"))
    """Of the case's notes."""
    message_reading: Reading = field(default_factory=lambda: Reading(engine="none"))
    """Of the message alone; the notes' id in it is MESSAGE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The notes, reading and conversation of one redesign."""

    id: str
    name: str
    created: dt.datetime


Verdict = Literal["accept", "edit", "reject", "rename", "merge", "kind", "effect", "add"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the practitioner says of an actor, a relation or an observation; it wins over the reading."""

    id: str
    subject: Literal["actor", "relation", "observation"]
    key: str
    """The actor's name, or the observation's text."""
    verdict: Verdict
    edit: str = ""
    """What the verdict needs: for "edit" the new wording, for "rename" the name, for "merge" the name of the actor that
    it is the same as, for "kind" and "add" a kind, for "accept" the kind that is right, for "effect" "acts" or "does
    not act"."""
    forms: tuple[str, ...] = ()
    """The names under which the actor went when it was judged, lower case."""
    at: dt.datetime
