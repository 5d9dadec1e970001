"""Stretches of text worth quoting: whole sentences, or a clause where a sentence is long; always word for word.

Knows texts and offsets (0-based, end exclusive). Does not know what a stretch is quoted for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.domain import Quote
from assistant.passages import sentences

MOST_WORDS = 45

_CUT = re.compile(r"[;:–—\n]\s*|, (?=(?:and|but|so|which|because|where|while|then)\b)|(?<=[.!?])\s+")
_BULLET = re.compile(r"^(?:[-*•>#]+|\d{1,2}[.)])\s+")


def clip(text: str, start: int, end: int, *, around: int | None = None) -> tuple[int, int]:
    """Cut a stretch to at most 45 words, at the edges of clauses, keeping the offset `around` inside."""
    start, end = _trim(text, start, end)
    if _words(text, start, end) <= MOST_WORDS:
        return start, end
    at = start if around is None else min(max(around, start), end - 1)
    edges = [start, *(start + found.end() for found in _CUT.finditer(text[start:end])), end]
    clauses = [(a, b) for a, b in zip(edges, edges[1:], strict=False) if text[a:b].strip()]
    middle = next((n for n, (_, b) in enumerate(clauses) if at < b), 0)
    low, high = _grow(text, clauses, middle)
    return _hard(text, *_trim(text, clauses[low][0], clauses[high][1]), at)


def _grow(text: str, clauses: list[tuple[int, int]], middle: int) -> tuple[int, int]:
    low = high = middle
    while high + 1 < len(clauses) and _words(text, clauses[low][0], clauses[high + 1][1]) <= MOST_WORDS:
        high += 1
    while low > 0 and _words(text, clauses[low - 1][0], clauses[high][1]) <= MOST_WORDS:
        low -= 1
    return low, high


def _hard(text: str, start: int, end: int, around: int) -> tuple[int, int]:
    """The last resort, for a clause that is itself too long: a window of words."""
    words = [(start + found.start(), start + found.end()) for found in re.finditer(r"\S+", text[start:end])]
    if len(words) <= MOST_WORDS:
        return start, end
    middle = next((n for n, (_, b) in enumerate(words) if around < b), 0)
    first = min(max(0, middle - MOST_WORDS // 3), len(words) - MOST_WORDS)
    return words[first][0], words[first + MOST_WORDS - 1][1]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and (text[end - 1].isspace() or text[end - 1] in ";:–—,"):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if found := _BULLET.match(text[start:end]):
        start += found.end()
    return start, end


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


class Texts:
    """The texts of one brief, by note id, with their sentences found once."""

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self.by_id = dict(texts)
        self._spans: dict[str, tuple[tuple[int, int], ...]] = {}

    def spans(self, note: str) -> tuple[tuple[int, int], ...]:
        """The sentences of a note, none where it is unknown."""
        if note not in self._spans:
            self._spans[note] = sentences(self.by_id.get(note, ""))
        return self._spans[note]

    def sentence(self, note: str, at: int) -> Quote | None:
        """The sentence around an offset, cut where it is long."""
        for start, end in self.spans(note):
            if start <= at < end:
                return self.quote(note, start, end, around=at)
        return None

    def sentences_in(self, note: str, start: int, end: int) -> tuple[Quote, ...]:
        """The sentences that begin inside a stretch, each cut where it is long."""
        found = (self.quote(note, a, b) for a, b in self.spans(note) if start <= a < end)
        return tuple(quote for quote in found if quote)

    def quote(self, note: str, start: int, end: int, *, around: int | None = None) -> Quote | None:
        """A stretch as a quote; None where it has no word."""
        text = self.by_id.get(note, "")
        start, end = clip(text, max(0, start), min(len(text), end), around=around)
        shown = text[start:end]
        return Quote(note=note, start=start, end=end, text=shown) if any(x.isalnum() for x in shown) else None

    def checked(self, quote: Quote | None, *, around: int | None = None) -> Quote | None:
        """A quote of the reading, cut where it is long; None where it is not where it says."""
        if quote is None or self.by_id.get(quote.note, "")[quote.start : quote.end] != quote.text or not quote.text:
            return None
        return self.quote(quote.note, quote.start, quote.end, around=around)
