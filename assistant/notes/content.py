"""What every reader takes and gives: limits, one file's bytes, and its content as text with locations.

Does not know any file format.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from assistant.domain import Location

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a file may be."""

    megabytes: int = 25
    """Of the file as it lies on the disk."""
    pages: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One file as a reader gets it."""

    data: bytes
    filename: str
    """As the practitioner knows it; errors name it."""
    limits: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What a reader found in one file; offsets are 0-based into `text`."""

    text: str
    locations: tuple[Location, ...]
    title: str = ""
    """From the file's own title field; empty where it has none."""
    heading: str = ""
    """The first heading of the text."""
    written: str = ""
    """The date that front matter gives, as it stands there."""
    sent: dt.date | None = None
    """The date of a mail header."""
    left_out: tuple[str, ...] = ()


class Reader(Protocol):
    """One file format."""

    def __call__(self, source: Source) -> Content:
        """Read the file.

        Raises:
            NoteError: the file cannot be read; the subclass says why.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading or table row."""

    text: str
    heading: bool = False
    row: bool = False
    """Whether it is a row of a table; rows stand on lines of their own without a blank line between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Blocks as one text."""

    text: str
    locations: tuple[Location, ...]
    heading: str


def join_blocks(blocks: Iterable[Block]) -> Joined:
    """Join blocks to a text, a blank line between them, and say where each came to stand; empty blocks are dropped."""
    parts: list[str] = []
    locations: list[Location] = []
    heading, offset, after_row = "", 0, False
    for block in blocks:
        text = block.text.strip()
        if not text:
            continue
        if parts:
            parts.append("\n" if block.row and after_row else "\n\n")
            offset += len(parts[-1])
        locations.append(
            Location(unit="paragraph", number=len(locations) + 1, start=offset, end=offset + len(text)),
        )
        parts.append(text)
        offset += len(text)
        after_row = block.row
        heading = heading or (text if block.heading else "")
    return Joined(text="".join(parts), locations=tuple(locations), heading=heading)


def line_locations(text: str, *, first: int = 1) -> tuple[Location, ...]:
    """One location for each line of the text, its line end included.

    Args:
        text: Lines parted by a line feed.
        first: The number of the first line.
    """
    locations: list[Location] = []
    offset = 0
    for number, line in enumerate(_lines(text), start=first):
        locations.append(Location(unit="line", number=number, start=offset, end=offset + len(line)))
        offset += len(line)
    return tuple(locations)


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def row_blocks(cells: list[list[str]]) -> list[Block]:
    """One table row as blocks.

    Short cells come on one line, parted by bars. A cell that holds running text (a template made of a table) stays
    paragraphs.

    Args:
        cells: For each cell its paragraphs.
    """
    filled = [[text.strip() for text in cell if text.strip()] for cell in cells]
    filled = [cell for cell in filled if cell]
    if all(len(cell) == 1 and len(cell[0]) <= 160 for cell in filled):
        return [Block(text=" | ".join(cell[0].replace("\n", " ") for cell in filled), row=True)]
    return [Block(text=text) for cell in filled for text in cell]


Counted = Literal[
    "image",
    "table",
    "comment",
    "footnote",
    "endnote",
    "header",
    "footer",
    "hidden text",
    "deleted text",
    "script",
    "embedded object",
    "attachment",
]
_PLURAL = {"hidden text": "stretches of hidden text", "deleted text": "deleted stretches of tracked changes"}
_SINGLE = {"hidden text": "stretch of hidden text", "deleted text": "deleted stretch of tracked changes"}


def counted(counts: dict[Counted, int]) -> tuple[str, ...]:
    """The counts in plain words ("2 images", "1 table turned into lines of text"), without those that are zero."""
    phrases: list[str] = []
    for thing, number in counts.items():
        if number < 1:
            continue
        name = _SINGLE.get(thing, thing) if number == 1 else _PLURAL.get(thing, f"{thing}s")
        if thing in {"header", "footer"}:
            name = f"page {name}"
        phrases.append(f"{number} {name}" + (" turned into lines of text" if thing == "table" else ""))
    return tuple(phrases)
