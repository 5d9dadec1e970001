"""Text -> words -> word pieces, in windows that the tagger's network can take.

Knows the tokenizer of the packaged model. Does not know the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.reading.even import evened

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW = 254
"""The most word pieces in a window, its two end marks apart."""
AROUND = 40
"""Word pieces of the text on either side that a window sees beside its own."""
MOST_A_WORD = 12
"""Pieces of one word that are kept: a longer word is hardly a word."""
START, END = 101, 102
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a text; `start` and `end` count its characters."""

    text: str
    start: int
    end: int
    shape: int
    """0 lower case, 1 a capital first, 2 capitals, 3 with a digit, 4 a mark."""
    gap: int
    """0 after white space, 1 after a new line or at the start, 2 at once after the word before."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words, of which those from `first` up to `last` are to be answered for."""

    words: tuple[int, ...]
    """Indices of the words in the text."""
    first: int
    last: int


def words(text: str) -> list[Word]:
    """The words and marks of a text, in order."""
    found: list[Word] = []
    before = 0
    for match in _WORD.finditer(text):
        between = text[before : match.start()]
        gap = 1 if "\n" in between or not found else 0 if between else 2
        found.append(Word(match.group(), match.start(), match.end(), shape(match.group()), gap))
        before = match.end()
    return found


def shape(word: str) -> int:
    """How the word is written; see `Word.shape`."""
    if not word[0].isalnum():
        return 4
    if any(letter.isdigit() for letter in word):
        return 3
    if len(word) > 1 and word.isupper():
        return 2
    return int(word[0].isupper())


def tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer in a model's folder, without cutting or padding."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(folder / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def pieces(made: Tokenizer, listed: Sequence[Word]) -> list[list[int]]:
    """The ids of each word's pieces, at least one a word; the words are evened out first (see `even`)."""
    texts = [text.encode("utf-8", "replace").decode() for text in evened([word.text for word in listed])]
    encoded = made.encode_batch_fast(texts, add_special_tokens=False)
    return [item.ids[:MOST_A_WORD] or [100] for item in encoded]


def pieces_of(listed: Sequence[Word], cut: Sequence[list[int]], chosen: Iterable[int]) -> list[list[int]]:
    """What the network takes of some words: ids, shapes and gaps of their pieces, and each word's first piece.

    Args:
        listed: The words of a text.
        cut: The pieces of each.
        chosen: The indices of the words that are taken, in order.
    """
    ids, shapes, gaps, first = [START], [0], [0], []
    for index in chosen:
        first.append(len(ids))
        ids += cut[index]
        shapes += [listed[index].shape] * len(cut[index])
        gaps += [listed[index].gap] * len(cut[index])
    return [[*ids, END], [*shapes, 0], [*gaps, 0], first]


def windows(lengths: Sequence[int], breaks: Sequence[bool], most: int = WINDOW) -> Iterator[Window]:
    """Cut a text into windows of about equal length, at the ends of lines and sentences where it can.

    Args:
        lengths: How many pieces each word has.
        breaks: Whether a window may well begin at each word.
        most: The most pieces in a window.
    """
    total = sum(lengths)
    if not total:
        return
    inner = most if total <= most else most - 2 * AROUND
    share = total / -(-total // inner)
    bounds, run, aim = [0], 0, share
    for index, length in enumerate(lengths):
        near = run >= aim - share * 0.15 and breaks[index]
        if index and index > bounds[-1] and (near or run + length > aim) and total - run > share * 0.3:
            bounds.append(index)
            aim = run + share
        run += length
    bounds.append(len(lengths))
    for first, last in zip(bounds, bounds[1:], strict=False):
        low, high = first, last
        room = most - sum(lengths[first:last])
        before = min(room // 2, AROUND)
        while low > 0 and before >= lengths[low - 1]:
            low -= 1
            before -= lengths[low]
        after = min(most - sum(lengths[low:last]), AROUND)
        while high < len(lengths) and after >= lengths[high]:
            after -= lengths[high]
            high += 1
        yield Window(tuple(range(low, high)), first - low, last - low)
