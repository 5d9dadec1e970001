"""What a case is made of: notes, their passages, and quotes that can be checked again.

Offsets are 0-based and count characters (code points) of `Note.text`; `end` is exclusive, as in Python slices.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

DateSource = Literal["front matter", "mail header", "file name", "heading", "you"]
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
