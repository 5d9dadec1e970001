"""Joins the lines of PDF pages to paragraphs by where they stand, and finds page headers and footers.

Knows lines and places only. Does not know PDF.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

_ITEM = re.compile(
    r"(?:[-*•‣▪◦●○–—·]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s|\d{1,2}[:.]\d\d\b|[A-Z][\w'’.]*(?: [A-Z][\w'’.]*){0,2}:\s"
)
_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s*#(?:\s*(?:of|/)\s*#)?\s*[-–]?", re.IGNORECASE)
_BROKEN = re.compile(r"([^\W\d_]+)[-\xad]$")
# A hyphen after one of these belongs to the word.
_PREFIX = re.compile(
    r"all|anti|co|cross|ex|face|follow|full|half|hand|high|inter|long|low|mid|multi|non|off|one|on|out|over|part|post"
    r"|pre|pro|re|self|semi|short|single|sub|two|three|under|well",
    re.IGNORECASE,
)
_FEWEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a page; places in points from the page's lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The text of all pages, and where each page stands in it."""

    text: str
    spans: tuple[tuple[int, int], ...]
    """Start and end for each page, 0-based; they follow on each other without a gap."""


def running_lines(pages: Sequence[Sequence[Line]]) -> frozenset[Line]:
    """The first and last lines of pages that stand at the same place on most of them, but for figures."""
    edges = [{id(line): line for line in (*page[:2], *page[-2:])}.values() for page in pages if len(page) > 1]
    seen = Counter(key for page in edges for key in {_key(line) for line in page})
    enough = max(_FEWEST, len(edges) // 2 + 1)
    return frozenset(line for page in edges for line in page if seen[_key(line)] >= enough and _runs(line, pages))


def _key(line: Line) -> tuple[str, int]:
    return _FIGURES.sub("#", line.text), round(line.bottom / 4)


def _runs(line: Line, pages: Sequence[Sequence[Line]]) -> bool:
    """A page number is one anywhere; other lines only where they repeat word for word or count pages."""
    key = _FIGURES.sub("#", line.text)
    return bool(_PAGE_NUMBER.search(key)) or "#" not in key


def join_pages(pages: Iterable[Sequence[Line]]) -> Pages:
    """Join lines to paragraphs, and paragraphs and pages to one text."""
    pieces: list[str] = []
    firsts: list[int] = []
    before: Line | None = None
    for page in pages:
        firsts.append(len(pieces))
        room = _Room.of(page)
        for number, line in enumerate(page):
            gap = "" if before is None else room.gap(before, line) if number else _page_gap(before, line)
            if before is not None and gap == " ":
                pieces[-1], gap = _joined(pieces[-1], line.text)
            if gap:
                pieces[-1] = pieces[-1].replace("\xad", "-") + gap
            pieces.append(line.text)
            before = line
    if pieces:
        pieces[-1] = pieces[-1].replace("\xad", "-")
    starts = [0, *accumulate(map(len, pieces))]
    spans = pairwise([*(starts[first] for first in firsts), starts[-1]])
    return Pages(text="".join(pieces), spans=tuple(spans))


def _joined(end: str, begin: str) -> tuple[str, str]:
    """A line and what parts it from the next one of the same paragraph: a word broken by a hyphen is made whole."""
    broken = _BROKEN.search(end)
    if broken is None or not begin[:1].isalpha():
        return end, "" if end.endswith("-") and begin[:1].isalnum() else " "
    if not begin[0].islower() or _PREFIX.fullmatch(broken.group(1)):
        return end[:-1] + "-", ""
    return end[:-1], ""


def _unfinished(before: Line, line: Line) -> bool:
    return not _END.search(before.text) and (line.text[0].islower() or before.text.endswith((",", "-", "\xad")))


def _page_gap(before: Line, line: Line) -> str:
    return " " if _unfinished(before, line) and not _ITEM.match(line.text) else "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """How the lines of one page usually stand."""

    lines: Sequence[Line]
    pitch: float
    """From one line to the next within a paragraph."""

    @classmethod
    def of(cls, page: Sequence[Line]) -> "_Room":
        steps = sorted(a.bottom - b.bottom for a, b in pairwise(page) if a.bottom - b.bottom > a.height / 2)
        return cls(lines=page, pitch=steps[len(steps) // 4] if steps else 0.0)

    def gap(self, before: Line, line: Line) -> str:
        """What parts two lines of this page: a space within a paragraph, a line end in a list, else a blank line."""
        step = before.bottom - line.bottom
        if step < -before.height / 2:
            return _page_gap(before, line)
        if abs(step) < before.height / 3:
            return " "
        if (
            step > 1.35 * min(self.pitch, 1.6 * before.height)
            or not 0.8 < (line.height or 1) / (before.height or 1) < 1.25
        ):
            return "\n\n"
        if _ITEM.match(line.text) and not _unfinished(before, line):
            return "\n"
        if line.left > before.left + before.height / 2 and _END.search(before.text):
            return "\n\n"
        if before.text.endswith("\xad"):
            return " "
        return "\n" if self._ended_early(before, line) else " "

    def _ended_early(self, before: Line, line: Line) -> bool:
        """Whether the next line's first word would still have fitted: then the writer ended the line."""
        letter = (before.right - before.left) / max(len(before.text), 1)
        edge = max(x.right for x in self.lines if abs(x.left - before.left) < 40)
        return edge - before.right > letter * (len(line.text.split(" ", 1)[0]) + 2)
