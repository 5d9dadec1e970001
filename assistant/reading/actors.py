"""Which mentions, over all notes, name the same actor.

Knows names, kinds and abbreviations. Does not know what an actor does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, cast

from assistant.domain import HUMAN_KINDS, Kind
from assistant.reading.facts import Fact
from assistant.reading.same import apart, slip, spelled_out, stem, sure, two_people
from assistant.reading.seen import alike
from assistant.reading.tables import Table
from assistant.reading.tagger import KINDS
from assistant.reading.trim import STRICT
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
class Group:
    """All mentions of one actor, in the order of the notes."""

    name: str
    aliases: tuple[str, ...]
    kind: Kind
    facts: tuple[Fact, ...]
    also: Kind | None = None
    """The kind that the name has by itself, where it stands for the people who are there."""
    told: bool = False
    """Whether the kind is what the practitioner said."""

    @property
    def human(self) -> bool:
        """Whether it is a person, a group or an organisation."""
        return self.kind in HUMAN_KINDS

    @cached_property
    def kind_share(self) -> float:
        """How likely the kind is, from 0 to 1, over all mentions."""
        if self.told:
            return 1.0
        return sum(fact.kinds[KINDS.index(self.kind)] for fact in self.facts) / len(self.facts)


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


Together = Callable[[Sequence[Sequence[str]]], Iterable[tuple[int, int]]]
"""Given all writings of each name, which two (by index) somebody said are one actor's."""


def merge(
    facts: Sequence[Fact],
    abbreviations: Mapping[str, str],
    table: Table,
    together: Together = lambda _: (),
) -> tuple[Group, ...]:
    """Put the mentions of one actor together.

    Args:
        facts: The mentions of all notes, in order.
        abbreviations: Short forms and their long forms, lower case.
        table: How much each sign counts for two names being one actor's.
        together: What is known to be one actor's, whatever the signs say.
    """
    explained, facts = spelled_out(facts)
    named = names(facts, {**abbreviations, **explained})
    best: dict[int, tuple[float, int]] = {}
    ends, near = last_words(named), likeness(named)
    for a, b in pairs(named, near):
        share = table.likely(same_signs(named, ends, a, b, float(near[a, b])))
        if share >= table.limit:
            best[a] = max(best.get(a, (0.0, -1)), (share, b))
    order = sorted(best.items(), key=lambda item: -item[1][0])
    joined = [*sure(named, _slips(named)), *((a, b) for a, (_, b) in order)]
    root = _joined(named, joined, together([[fact.surface for fact in item.facts] for item in named]))
    merged: dict[int, list[Fact]] = defaultdict(list)
    for index, item in enumerate(named):
        merged[root[index]].extend(item.facts)
    groups = [group(sorted(items, key=lambda fact: (fact.note, fact.start))) for items in merged.values()]
    return tuple(sorted(groups, key=lambda item: (item.facts[0].note, item.facts[0].start)))


def _joined(named: Sequence[Named], found: Iterable[tuple[int, int]], told: Iterable[tuple[int, int]]) -> list[int]:
    """For each name the number of its actor.

    Args:
        named: All names of the case.
        found: Which two belong together, the surest first; they stay apart where that would join two that never do.
        told: Which two were said to belong together, whatever else.
    """
    of = list(range(len(named)))
    members = {index: [index] for index in of}
    for sure_of, two in chain(((False, pair) for pair in found), ((True, pair) for pair in told)):
        a, b = (of[index] for index in two)
        if a == b or (not sure_of and _never(named, members[a], members[b])):
            continue
        members[b] += members.pop(a)
        for index in members[b]:
            of[index] = b
    return of


def _never(named: Sequence[Named], some: Sequence[int], others: Sequence[int]) -> bool:
    """Whether joining these would make one actor of names that never are one's."""
    between = ((x, y) for x in some for y in others)
    return any(apart(named[x], named[y]) or two_people(named[x], named[y]) for x, y in between)


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
    found.update(_slips(named))
    found.update(_likened(near))
    yield from sorted((a, b) for a, b in found if a != b and not apart(named[a], named[b]))


def _likened(near: np.ndarray) -> Iterator[tuple[int, int]]:
    """For each name the few others that the tagger holds to be the same one's."""
    for index, row in enumerate(near):
        others = (int(other) for other in (-row).argsort(kind="stable") if other != index and row[other] >= ALIKE)
        yield from ((min(index, other), max(index, other)) for other in islice(others, MOST_ALIKE))


def _slips(named: Sequence[Named]) -> Iterator[tuple[int, int]]:
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


def group(facts: Sequence[Fact]) -> Group:
    """One actor of these mentions, in the order of the notes."""
    totals = [sum(shares) for shares in zip(*(fact.kinds for fact in facts), strict=True)]
    kind = cast("Kind", KINDS[max(range(len(KINDS)), key=totals.__getitem__)])
    if any(fact.proper and len(fact.key) > 1 and fact.key[0].rstrip(".") in STRICT for fact in facts):
        kind = "person"
    name = max(
        (fact.surface for fact in facts), key=lambda text: (len(text.split()), text[:1].isupper() and kind == "person")
    )
    first = next(fact.surface for fact in facts if len(fact.surface.split()) == len(name.split()))
    others = tuple(sorted({fact.surface.lower() for fact in facts} - {first.lower()}))
    if kind in HUMAN_KINDS and facts[-1].key[-1] in listed("stations"):
        return Group(first, others, kind, tuple(facts), _station(facts[-1].key[-1]))
    if kind not in HUMAN_KINDS and any(_speaks(fact) for fact in facts):
        return Group(first, others, "group", tuple(facts), kind)
    return Group(first, others, kind, tuple(facts))


def _speaks(fact: Fact) -> bool:
    """Whether a place or desk does here what only people do: "the desk said", "hung up", "put me on hold"."""
    if fact.key[-1] not in listed("stations"):
        return False
    for line in listed("speech"):
        verb, *particle = line.split()
        if f"sv:{verb}" in fact.signs and (not particle or "clause:prt" in fact.signs):
            return True
    return {"sv:put", "clause:object-person", "clause:prep"} <= fact.signs


def _station(word: str) -> Kind:
    return "technology" if word in ("line", "helpline", "switchboard") else "place"
