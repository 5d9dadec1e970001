"""The nouns that all parts share: frozen, typed, without behaviour beyond what follows from their fields.

Offsets are 0-based and count characters (code points) of `Note.text`; `end` is exclusive, as in Python slices.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

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
Role = Literal["acts", "acted_on", "used", "asked", "mentioned"]
Standing = Literal["abstract", "text", "general", "ours", "your copy"]
DateSource = Literal["front matter", "mail header", "file name", "heading", "you"]

HUMAN_KINDS: tuple[HumanKind, ...] = ("person", "group", "organisation")
MESSAGE = "message"
"""The `note` of a Quote that stands in the practitioner's message and not in a note."""


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a stretch of a note's text stood in its file."""

    unit: Literal["page", "paragraph", "line"]
    number: int
    """Counted from 1."""
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One file or one pasted text of a case."""

    id: str
    filename: str
    """The file's name as the practitioner knows it; unique in its case."""
    title: str
    text: str
    date: dt.date | None = None
    date_source: DateSource | None = None
    """Where the date was read; None where there is none."""
    locations: tuple[Location, ...] = ()
    left_out: tuple[str, ...] = ()
    """What was in the file and is not in the text, in plain words ("2 images", "1 table flattened into lines")."""

    @property
    def words(self) -> int:
        """How many words the text has, parted by white space."""
        return len(self.text.split())

    @property
    def digest(self) -> str:
        """SHA-256 of the text: two notes of one digest have the same content."""
        return digest(self.text)

    @property
    def pages(self) -> int:
        """How many pages the file has; 0 where its format knows none."""
        return max((x.number for x in self.locations if x.unit == "page"), default=0)

    def place(self, start: int) -> str:
        """Where the offset stands, in words: "page 2", "paragraph 5", "line 12"; empty if unknown."""
        inside = [x for x in self.locations if x.start <= start < x.end]
        if not inside:
            return ""
        unit = {"page": 0, "paragraph": 1, "line": 2}
        best = min(inside, key=lambda x: unit[x.unit])
        return f"{best.unit} {best.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Whole sentences of one note; `note.text[start:end] == text`."""

    note: str
    """The note's id."""
    start: int
    end: int
    text: str

    @property
    def id(self) -> str:
        """Stable for the same stretch of the same note."""
        return f"{self.note}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that a search found."""

    passage: Passage
    score: float
    """Between 0 and 1, larger is nearer; comparable within one search only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A stretch of a note that can be checked again at any time."""

    note: str
    """The note's id, or MESSAGE."""
    start: int
    end: int
    text: str

    @property
    def digest(self) -> str:
        """SHA-256 of the quoted text."""
        return digest(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where an actor is named."""

    note: str
    start: int
    end: int
    role: Role


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
    """Why it counts as overlooked, in one plain sentence."""
    quotes: tuple[Quote, ...] = ()
    """Sentences that show it, the most telling first."""
    mentions: tuple[Mention, ...] = ()
    """In the order of the notes."""

    @property
    def human(self) -> bool:
        """Whether it is a person, a group or an organisation."""
        return self.kind in HUMAN_KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One actor does something to, with or through another."""

    a: str
    """The name of the actor that does it."""
    b: str
    verb: str
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How an actor's part, or a pair's relation, differs between two moments of the notes."""

    actors: tuple[str, ...]
    what: str
    """In a few plain words: "arrives", "leaves", "is replaced", "breaks", "is worked around" ..."""
    before: Quote | None
    after: Quote | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentKind:
    """A kind that no note mentions, with what was looked for."""

    kind: Kind
    terms: tuple[str, ...]
    """The words of this kind that were looked for, most common first."""
    nearest: tuple[Quote, ...] = ()
    """Words in the notes that come nearest without being of this kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was found in some notes; overlooked actors stand first, the most consequential first."""

    engine: str
    actors: tuple[Actor, ...] = ()
    relations: tuple[Relation, ...] = ()
    changes: tuple[Change, ...] = ()
    silent_kinds: tuple[SilentKind, ...] = ()

    @property
    def overlooked(self) -> tuple[Actor, ...]:
        """The actors that the notes pass over, in order."""
        return tuple(actor for actor in self.actors if actor.overlooked)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """What did not pass grounding, and why. Its text is for the record and is not shown as an answer."""

    text: str
    reason: str


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
    withheld: tuple[Withheld, ...] = ()
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
class FrameworkHit:
    """A lens card, or a page of the team's own copy of the paper, that a search found."""

    lens: str
    """The lens's id; empty for a page of the team's copy."""
    text: str
    cite: str
    """"Cluley & Radnor 2021", or "your copy, page 7"."""
    score: float


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


Verdict = Literal["accept", "edit", "reject"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the practitioner says of an actor, a relation or an observation; it wins over the reading."""

    id: str
    subject: Literal["actor", "relation", "observation"]
    key: str
    """The actor's name, or the observation's text."""
    verdict: Verdict
    edit: str = ""
    """The new wording, where the verdict is "edit"."""
    at: dt.datetime
