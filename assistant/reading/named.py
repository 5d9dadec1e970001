"""The names that the notes have, which two of them are compared, and what speaks for one actor.

Knows how names are written and where they stand. Does not know how much a sign counts: that is in a learned table.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from assistant.reading.facts import Fact
from assistant.reading.same import apart, slip, stem
from assistant.reading.seen import alike
from assistant.reading.words import listed

if TYPE_CHECKING:
    import numpy as np

Key = tuple[str, ...]
ALIKE = 1.0
"""How like each other names must be that share no word."""
MOST_ALIKE = 4
AT_ONCE = 128
"""Names that are compared with all others at a time, so that a large case does not fill the memory."""


@dataclass(frozen=True)
class Named:
    """The mentions that are written the same way."""

    key: Key
    facts: tuple[Fact, ...]

    @cached_property
    def places(self) -> frozenset[tuple[int, int]]:
        """The sentences in which it stands."""
        return frozenset((fact.note, fact.sentence) for fact in self.facts)

    @cached_property
    def kinds(self) -> tuple[float, ...]:
        """How likely each kind is."""
        return tuple(sum(shares) / len(self.facts) for shares in zip(*(fact.kinds for fact in self.facts), strict=True))

    @cached_property
    def person(self) -> bool:
        """Whether it is the name of a person."""
        return self.facts[0].proper and self.facts[0].kind == "person"

    @cached_property
    def bare(self) -> Key:
        """The key without titles."""
        kept = tuple(word for word in self.key if word.rstrip(".") not in listed("titles"))
        return kept or self.key


def names(facts: Sequence[Fact], abbreviations: Mapping[str, str]) -> list[Named]:
    """The mentions put together that are the same at first sight, the shortest names first."""
    by_key: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_key[_key(fact, abbreviations)].append(fact)
    order = sorted(by_key, key=lambda key: (len(key), key))
    return [Named(key, tuple(by_key[key])) for key in order]


def _key(fact: Fact, abbreviations: Mapping[str, str]) -> Key:
    """What makes two mentions the same at first sight."""
    long = abbreviations.get(" ".join(fact.key))
    key = tuple(long.split()) if long else tuple(word.removesuffix("'s") for word in fact.key)
    if len(key) > 1 and key[0].rstrip(".") in ("mr", "dr", "miss", "ms", "mrs"):
        return (key[0].rstrip("."), *key[1:])
    return key


def likeness(named: Sequence[Named]) -> np.ndarray:
    """How strongly the tagger holds each two names to be one actor's, by the two mentions that are most alike."""
    import numpy as np

    if not named:
        return np.zeros((0, 0))
    who = np.stack([fact.seen.who for item in named for fact in item.facts])
    begins = np.cumsum([0, *(len(item.facts) for item in named)])
    near = np.empty((len(named), len(named)), dtype="float32")
    for low in range(0, len(named), AT_ONCE):
        high = min(low + AT_ONCE, len(named))
        rows = np.maximum.reduceat(alike(who[begins[low] : begins[high]], who), begins[:-1], axis=1)
        near[low:high] = np.maximum.reduceat(rows, begins[low:high] - begins[low], axis=0)
    return near


def pairs(named: Sequence[Named], near: np.ndarray) -> Iterator[tuple[int, int]]:
    """Two names that may be one actor's, the shorter first, as indices.

    Args:
        named: All names of the case.
        near: Their `likeness`.
    """
    by_word: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(named):
        for word in dict.fromkeys(stem(word) for word in item.bare):
            by_word[word].append(index)
    by_key = {item.key: index for index, item in enumerate(named)}
    found = set()
    for index, item in enumerate(named):
        for fact in item.facts:
            if fact.same_as in by_key:
                other = by_key[fact.same_as]
                found.add((min(index, other), max(index, other)))
    for indices in by_word.values():
        found.update((a, b) for a in indices for b in indices if a < b)
    found.update(slips(named))
    found.update(_likened(near))
    yield from sorted((a, b) for a, b in found if a != b and not apart(named[a], named[b]))


def _likened(near: np.ndarray) -> Iterator[tuple[int, int]]:
    """For each name the few others that the tagger holds to be the same one's."""
    for index, row in enumerate(near):
        others = (int(other) for other in (-row).argsort(kind="stable") if other != index and row[other] >= ALIKE)
        yield from ((min(index, other), max(index, other)) for other in islice(others, MOST_ALIKE))


def slips(named: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """Names that differ by one slip of the pen; only those of one first letter and near length are compared."""
    listed: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, item in enumerate(named):
        text = " ".join(item.key)
        listed[text[:1], len(text)].append(index)
    for (letter, length), indices in listed.items():
        others = [*indices, *listed.get((letter, length + 1), ())]
        for a in indices:
            for b in others:
                if a != b and slip(named[a].key, named[b].key):
                    yield min(a, b), max(a, b)


def last_words(named: Sequence[Named]) -> Counter[str]:
    """How many names end with each word."""
    return Counter(stem(item.bare[-1]) for item in named)


def same_signs(named: Sequence[Named], ends: Mapping[str, int], a: int, b: int, near: float) -> dict[str, float]:
    """What speaks for or against that two names are one actor's.

    Args:
        named: All names of the case, the shortest first.
        ends: Their `last_words`.
        a: The index of the shorter.
        b: The index of the longer.
        near: Their likeness.
    """
    one, other = named[a], named[b]
    short, long = [stem(word) for word in one.bare], [stem(word) for word in other.bare]
    shape = _shape(short, long)
    rivals = ends[short[-1]] - 1 - (long[-1] == short[-1])
    people = one.person and other.person
    found = {
        shape: 1.0,
        f"{shape}&words:{min(len(short), 3)}>{min(len(long), 4)}": 1.0,
        f"{shape}&rivals:{min(rivals, 3)}": 1.0,
        f"{shape}&{'people' if people else 'things'}": 1.0,
        "alike": near,
        f"{shape}&alike": near,
        "alike in kind": sum(min(x, y) for x, y in zip(one.kinds, other.kinds, strict=True)),
    }
    if one.places & other.places:
        found["in one sentence"] = found[f"{shape}&in one sentence"] = 1.0
    elif _neighbours(one, other):
        found["in next sentence"] = found[f"{shape}&in next sentence"] = 1.0
    if any(fact.same_as == other.key for fact in one.facts) or any(fact.same_as == one.key for fact in other.facts):
        found["set equal"] = 1.0
    if one.person != other.person:
        found[f"{shape}&one is a name"] = 1.0
    if {fact.plural for fact in one.facts} != {fact.plural for fact in other.facts}:
        found[f"{shape}&one is plural"] = 1.0
    determined = sum("det:the" in fact.signs or "det:this" in fact.signs for fact in one.facts) / len(one.facts)
    found[f"{shape}&the"] = determined
    first, first_other = ((item.facts[0].note, item.facts[0].start) for item in (one, other))
    found[f"{shape}&{'shorter' if first < first_other else 'longer'} comes first"] = 1.0
    if {note for note, _ in one.places} & {note for note, _ in other.places}:
        found[f"{shape}&in one note"] = 1.0
    return found


def _neighbours(one: Named, other: Named) -> bool:
    """Whether they stand in two sentences of which one follows the other."""
    return any((note, number + step) in other.places for note, number in one.places for step in (-1, 1))


def _shape(short: Sequence[str], long: Sequence[str]) -> str:
    if list(short) == list(long):
        return "same words"
    if set(short) <= set(long):
        if short[-1] == long[-1]:
            return "same end"
        return "same start" if short[0] == long[0] else "inside"
    if short[-1] == long[-1]:
        return "same end, other start"
    return "share a word" if set(short) & set(long) else "other words"
