"""What one open page shows: which case, what stands in the margin, what is being asked, which files wait.

Frozen values with plain methods that yield the next value. Knows nothing of gradio or of how anything looks.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.services import Incoming

Subject = Literal["nothing", "note", "lens", "about", "writer", "search", "save", "tour", "access", "prompt"]
View = Literal["talk", "actors", "map", "motion", "journal"]
Act = Literal[
    "rename case",
    "delete case",
    "new case",
    "edit note",
    "delete note",
    "paste",
    "correct",
    "add actor",
    "edit entry",
    "add entry",
    "strike entry",
    "forget talk",
]
Place = Literal["cases", "notes", "tray", "margin", "view"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus:
    """What is open in the margin."""

    subject: Subject = "nothing"
    id: str = ""
    """Of the note or the lens; for a search, what is looked for."""
    start: int = 0
    """For the tour, how many of its steps are done."""
    end: int = 0
    """The stretch of the note that is marked; none where both are 0."""
    actor: str = ""
    """Whose mentions can be stepped through; empty for none."""
    done: str = ""
    """What was done here, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A small form or a question to confirm that stands open."""

    act: Act
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One file that was given: read and not yet kept, or refused."""

    name: str
    incoming: Incoming | None = None
    problem: str = ""
    """Why it could not be read or kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A sentence that stands beside the thing that failed."""

    place: Place
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which actors are shown; all where a field is empty."""

    kind: str = ""
    who: str = ""
    """"people" or "things"."""
    note: str = ""
    """A note's id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that one open page shows beyond what the services keep."""

    case: str = ""
    """The open case's id; empty where none is open."""
    view: str = "talk"
    """What stands in the middle: a View, or the name of an extra one."""
    extra: tuple[tuple[str, str], ...] = ()
    """What was last chosen in an extra view: names and values."""
    filter: Filter = field(default_factory=Filter)
    upto: int = 0
    """Up to which note the map is shown, counted from 1; 0 for all."""
    moving: str = ""
    """Whose changes are shown; empty for all."""
    scheme: str = "free"
    """The journal's headings; a key of `journal.SCHEMES`."""
    focus: Focus = field(default_factory=Focus)
    asking: Asking | None = None
    tray: tuple[Waiting, ...] = ()
    problem: Problem | None = None
    typed: tuple[tuple[str, str], ...] = ()
    """What was typed into the form that failed: names and values, without secrets."""

    def opened(self, case: str) -> Page:
        """Another case, or none, with nothing else open."""
        return Page(case=case)

    def looking_at(self, focus: Focus) -> Page:
        """The margin shows this."""
        return replace(self, focus=focus, asking=None, problem=None, typed=())

    def asked(self, act: Act, id: str = "") -> Page:
        """A form or a question stands open."""
        return replace(self, asking=Asking(act=act, id=id), problem=None)

    def settled(self) -> Page:
        """No form, question or problem stands open."""
        return replace(self, asking=None, problem=None, typed=())

    def waiting(self, tray: tuple[Waiting, ...]) -> Page:
        """These files wait to be kept or left out."""
        return replace(self, tray=tray, asking=None, problem=None)

    def failed(self, place: Place, sentence: str) -> Page:
        """What was tried did not work; what was open stays open."""
        return replace(self, problem=Problem(place=place, sentence=sentence))

    def asks(self, act: Act, id: str = "") -> bool:
        """Whether this form or question stands open."""
        return self.asking == Asking(act=act, id=id)

    def problem_at(self, place: Place) -> str:
        """The sentence to show at this place; empty for none."""
        return self.problem.sentence if self.problem and self.problem.place == place else ""


@dataclass(slots=True)
class Session:
    """Holds the page of one browser tab, so that a reply being written can see that another case was opened."""

    page: Page = field(default_factory=Page)
    stopping: bool = False
    """Whether what is being done shall not be waited for."""
    editing: str = ""
    """The id of the turn whose message is being written anew."""
