"""What is found in notes: who and what takes part, relations, changes, what is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.domain.notes import Quote

HumanKind = Literal["person", "group", "organisation"]
NonHumanKind = Literal[
    "technology",
    "document",
    "rule",
    "money",
    "place",
    "object",
    "time",
    "language",
    "atmosphere",
    "body",
    "nature",
]
Kind = HumanKind | NonHumanKind
HUMAN_KINDS: tuple[HumanKind, ...] = ("person", "group", "organisation")
Doubt = Literal["actor", "kind", "effect", "passed over"]
PERHAPS = 0.5
"""Below this likelihood a finding is shown with "perhaps"."""
Role = Literal["acts", "acted_on", "used", "asked", "mentioned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where an actor is named."""

    note: str
    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One sentence that shows that an actor makes a difference, and in which way."""

    way: str
    """In a word or two: "enables", "prevents", "delays", "decides", "is the reason" ..."""
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who or what takes part."""

    name: str
    """The fullest form that the notes use, in their own spelling, without article."""
    kind: Kind
    acts: bool
    """Whether the notes say that it makes a difference."""
    aliases: tuple[str, ...] = ()
    """Other surface forms, lower case."""
    overlooked: bool = False
    """Not human, makes a difference, and the writer does not stay with it."""
    why: str = ""
    """Why it counts as overlooked or unheard, in one plain sentence."""
    quotes: tuple[Quote, ...] = ()
    """Sentences that show it, the most telling first."""
    mentions: tuple[Mention, ...] = ()
    """In the order of the notes."""
    confidence: float = 1.0
    """How likely it takes part, from 0 to 1."""
    kind_confidence: float = 1.0
    """How likely the kind is right, from 0 to 1."""
    acts_confidence: float = 1.0
    """How likely the notes say that it makes a difference, from 0 to 1."""
    overlooked_confidence: float = 1.0
    """How likely it makes a difference and the writer does not stay with it, from 0 to 1; for people 0."""
    effects: tuple[Effect, ...] = ()
    """In which ways it makes a difference, the clearest first; only ways that the notes name."""
    also: Kind | None = None
    """The kind that the name has by itself, where the notes use it for another: "the desk" that answers the phone."""
    unheard: bool = False
    """A person or group that the notes speak about and that never acts or speaks in them."""
    judged: bool = False
    """Whether the practitioner has confirmed or corrected it."""
    bare: bool = False
    """Whether it takes no article although it is written small: somebody's name or initials, as in "kaz" or "jt"."""

    @property
    def human(self) -> bool:
        """Whether it is a person, a group or an organisation."""
        return self.kind in HUMAN_KINDS

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is shown of it and is less likely than not; none where the practitioner said something of it."""
        shown: tuple[tuple[Doubt, bool, float], ...] = (
            ("actor", True, self.confidence),
            ("kind", self.also is None, self.kind_confidence),
            ("effect", self.acts and not self.overlooked, self.acts_confidence),
            ("passed over", self.overlooked, self.overlooked_confidence),
        )
        return tuple(what for what, there, likely in shown if there and likely < PERHAPS and not self.judged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One actor does something to, with or through another."""

    a: str
    """The name of the actor that does it."""
    b: str
    verb: str
    quote: Quote
    """The sentence or sentences that show it best."""
    way: str = ""
    """In which way, in a word or two; empty where the verb tells of none."""
    others: tuple[Quote, ...] = ()
    """Other places that show it, in the order of the notes."""
    dyadic: bool = False
    """Whether it runs only between somebody who works in the service and somebody who uses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How an actor's part, or a pair's relation, differs between two moments of the notes."""

    actors: tuple[str, ...]
    what: str
    """In a few plain words: "arrives", "leaves", "is replaced", "breaks", "is worked around" ..."""
    before: Quote | None
    after: Quote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A sentence that calls something settled: always, standard, just how it is."""

    actors: tuple[str, ...]
    phrase: str
    """The words that say so, lower case."""
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentKind:
    """A kind that no note mentions, with what was looked for."""

    kind: Kind
    terms: tuple[str, ...]
    """The words of this kind that were looked for, most common first."""
    nearest: tuple[Quote, ...] = ()
    """Words in the notes that come nearest without being of this kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCard:
    """A kind of actor, for people."""

    kind: Kind
    name: str
    """As the page calls it: "Forms and papers"."""
    description: str
    """One plain sentence."""
    terms: tuple[str, ...]
    """The words to look for before saying that no note mentions this kind, the most common first."""
    short: str = ""
    """Its name inside a sentence, lower case: "forms and papers"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was found in some notes; overlooked actors stand first, the most consequential first."""

    engine: str
    actors: tuple[Actor, ...] = ()
    relations: tuple[Relation, ...] = ()
    changes: tuple[Change, ...] = ()
    silent_kinds: tuple[SilentKind, ...] = ()
    settled: tuple[Settled, ...] = ()

    @property
    def overlooked(self) -> tuple[Actor, ...]:
        """The actors that the notes pass over, in order."""
        return tuple(actor for actor in self.actors if actor.overlooked)

    @property
    def unheard(self) -> tuple[Actor, ...]:
        """The people who are spoken about and never act or speak, those named most often first."""
        return tuple(sorted((actor for actor in self.actors if actor.unheard), key=lambda actor: -len(actor.mentions)))
