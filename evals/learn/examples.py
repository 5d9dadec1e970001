"""Annotated notes -> what the network is taught from: pieces, labels and pairs.

Knows the annotation and how the tagger cuts text. Does not know how the network learns.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from assistant.reading.pieces import Word, pieces, pieces_of, shape, words
from assistant.reading.tagger import KINDS, NEAR, QUESTIONS
from evals.learn.gold import Case, find_quote

if TYPE_CHECKING:
    from tokenizers import Tokenizer

NONE = -100
"""A label that counts for nothing."""
MOST_SENTENCES = 10_000
"""More sentences than a note has."""


@dataclass(slots=True)
class Lesson:
    """One note with a label for each word."""

    case: str
    words: list[Word]
    pieces: list[list[int]]
    spans: list[int]
    kinds: list[int]
    asked: list[list[int]]
    mentions: list[tuple[int, int, int, int]]
    """First word, last word, actor, sentence."""
    ties: dict[tuple[int, int], list[tuple[int, int]]] = field(default_factory=dict)
    """For each pair of actors, doer first, the word ranges of the quotes that show it."""


def lessons(case: Case, made: Tokenizer) -> list[Lesson]:
    """One lesson for each note of a case."""
    return [_lesson(case, number, made) for number in range(len(case.texts))]


def _lesson(case: Case, number: int, made: Tokenizer) -> Lesson:
    text, raw = case.texts[number], case.raw
    listed = words(text)
    count = len(listed)
    asked = [[NONE] * len(QUESTIONS) for _ in listed]
    lesson = Lesson(case.id, listed, pieces(made, listed), [0] * count, [NONE] * count, asked, [])
    sentence = _sentences(listed)
    quoted = _quoted(case, text, listed)
    for spot in case.spots[number]:
        inside = [i for i, word in enumerate(listed) if word.start < spot.end and word.end > spot.start]
        if not inside:
            continue
        actor = raw["actors"][spot.actor]
        here = actor["acts"] and any(low <= inside[0] < high for low, high in quoted.get(spot.actor, []))
        for i in inside:
            lesson.spans[i] = 2
            lesson.kinds[i] = KINDS.index(actor["kind"])
            lesson.asked[i][:3] = [int(actor["acts"]), int(here), int(actor["overlooked"])]
        lesson.spans[inside[0]] = 1
        lesson.mentions.append((inside[0], inside[-1], spot.actor, sentence[inside[0]]))
    _mark(lesson.asked, 3, [_range(text, listed, item["before"]) for item in raw["changes"]])
    _mark(lesson.asked, 4, [_range(text, listed, item["after"]) for item in raw["changes"]])
    _mark(lesson.asked, 5, [_range(text, listed, item["quote"]) for item in raw["relations"]])
    names = _names(case)
    for item in raw["relations"]:
        found = _range(text, listed, item["quote"])
        a, b = names.get(item["a"].lower()), names.get(item["b"].lower())
        if found and a is not None and b is not None:
            lesson.ties.setdefault((a, b), []).append(found)
    return lesson


def _names(case: Case) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, actor in enumerate(case.raw["actors"]):
        for name in (actor["name"].lower(), *actor["aliases"]):
            found.setdefault(name, number)
    return found


def _quoted(case: Case, text: str, listed: list[Word]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for number, actor in enumerate(case.raw["actors"]):
        ranges = [_range(text, listed, quote) for quote in actor["quotes"]]
        found[number] = [item for item in ranges if item]
    return found


def _range(text: str, listed: list[Word], quote: str | None) -> tuple[int, int] | None:
    place = find_quote(text, quote or "")
    if place is None:
        return None
    inside = [i for i, word in enumerate(listed) if word.start < place[1] and word.end > place[0]]
    return (inside[0], inside[-1] + 1) if inside else None


def _mark(asked: list[list[int]], column: int, ranges: Sequence[tuple[int, int] | None]) -> None:
    for row in asked:
        row[column] = 0
    for found in ranges:
        for index in range(*found) if found else ():
            asked[index][column] = 1


def _sentences(listed: list[Word]) -> list[int]:
    """A rough number of the sentence for each word: marks and line ends part them."""
    numbers, at = [], 0
    for index, word in enumerate(listed):
        if index and (word.gap == 1 or (listed[index - 1].text in ".?!" and word.gap == 0)):
            at += 1
        numbers.append(at)
    return numbers


def varied(lesson: Lesson, made: Tokenizer, chance: random.Random) -> Lesson:
    """The lesson all in lower case, or with slips of the pen, as another writer would put it."""
    listed = lesson.words
    if chance.random() < 0.12:
        listed = [replace(word, shape=0 if word.shape in (1, 2) else word.shape) for word in listed]
    if chance.random() < 0.1:
        listed = [_slip(word, chance) if chance.random() < 0.03 else word for word in listed]
    if listed is lesson.words:
        return lesson
    return replace(lesson, words=listed, pieces=pieces(made, listed))


def _slip(word: Word, chance: random.Random) -> Word:
    """The word with two letters changed round."""
    if len(word.text) < 5 or word.shape == 3:
        return word
    at = chance.randrange(1, len(word.text) - 2)
    text = word.text[:at] + word.text[at + 1] + word.text[at] + word.text[at + 2 :]
    return replace(word, text=text, shape=shape(text))


@dataclass(slots=True)
class Batch:
    """Windows of notes as tensors; see `assistant.reading.net.Net.forward`."""

    pieces: Tensor
    shapes: Tensor
    gaps: Tensor
    first: Tensor
    spans: Tensor
    kinds: Tensor
    asked: Tensor
    pairs: Tensor
    """N x 8: window, first and last word of the doer, first and last word of the other, sentences apart, label, and a
    number for all pairs that end in the same sentence."""
    same: Tensor
    """N x 6: window, first and last word of two mentions that are written in different ways, and whether they name one
    actor."""


def cut(lesson: Lesson, most: int, chance: random.Random | None) -> list[tuple[Lesson, int, int]]:
    """Stretches of words of at most `most` pieces; begun at a random place where chance is given."""
    lengths = [len(item) for item in lesson.pieces]
    if sum(lengths) <= most:
        return [(lesson, 0, len(lengths))]
    found, low, run = [], 0, chance.randrange(most // 2) if chance else 0
    for index, length in enumerate(lengths):
        if run + length > most:
            found.append((lesson, low, index))
            low, run = index, 0
        run += length
    return [*found, (lesson, low, len(lengths))]


def batch(stretches: Sequence[tuple[Lesson, int, int]]) -> Batch:
    """Put stretches of notes side by side."""
    rows = [_row(*item) for item in stretches]
    pairs = [
        [number, *pair, number * MOST_SENTENCES + sentence]
        for number, item in enumerate(stretches)
        for *pair, sentence in _pairs(*item)
    ]

    same = [[number, *pair] for number, item in enumerate(stretches) for pair in _same(*item)]

    def pad(key: int, value: int) -> Tensor:
        return torch.nn.utils.rnn.pad_sequence([item[key] for item in rows], batch_first=True, padding_value=value)

    return Batch(
        pieces=pad(0, 0),
        shapes=pad(1, 0),
        gaps=pad(2, 0),
        first=pad(3, 0),
        spans=pad(4, NONE),
        kinds=pad(5, NONE),
        asked=pad(6, NONE),
        pairs=torch.tensor(pairs, dtype=torch.long).reshape(-1, 8),
        same=torch.tensor(same, dtype=torch.long).reshape(-1, 6),
    )


def _row(lesson: Lesson, low: int, high: int) -> list[Tensor]:
    given = pieces_of(lesson.words, lesson.pieces, range(low, high))
    labels = [lesson.spans[low:high], lesson.kinds[low:high], lesson.asked[low:high]]
    return [torch.tensor(item, dtype=torch.long) for item in (*given, *labels)]


def _same(lesson: Lesson, low: int, high: int) -> list[list[int]]:
    """Mentions of a stretch by twos, where the words say nothing: those written alike are left out."""
    inside = [item for item in lesson.mentions if low <= item[0] and item[1] < high]
    names = [" ".join(word.text.lower() for word in lesson.words[item[0] : item[1] + 1]) for item in inside]
    return [
        [one[0] - low, one[1] - low, other[0] - low, other[1] - low, int(one[2] == other[2])]
        for number, one in enumerate(inside)
        for place, other in enumerate(inside[:number])
        if names[number] != names[place]
    ]


def _pairs(lesson: Lesson, low: int, high: int) -> list[list[int]]:
    inside = [item for item in lesson.mentions if low <= item[0] and item[1] < high]
    found = []
    for one in inside:
        for other in inside:
            if one[2] == other[2] or abs(one[3] - other[3]) > NEAR:
                continue
            label = _tied(lesson, one, other)
            if label is not None:
                places = [one[0] - low, one[1] - low, other[0] - low, other[1] - low]
                found.append([*places, abs(one[3] - other[3]), label, max(one[3], other[3])])
    return found


def _tied(lesson: Lesson, one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> int | None:
    """Whether a quote shows the pair here; None where it shows it, but not clearly at these mentions."""
    quotes = lesson.ties.get((one[2], other[2]), [])
    if not quotes:
        return 0
    for low, high in quotes:
        inside = [low <= item[0] < high for item in (one, other)]
        if all(inside):
            return 1
        if any(inside):
            out = other if inside[0] else one
            return 1 if _nearest(lesson, out, low) else None
    return None


def _nearest(lesson: Lesson, item: tuple[int, int, int, int], low: int) -> bool:
    """Whether it is its actor's last mention before the word, or the first of all after it."""
    places = [first for first, _, actor, _ in lesson.mentions if actor == item[2]]
    before = [place for place in places if place < low]
    return item[0] == (max(before) if before else min(places))
