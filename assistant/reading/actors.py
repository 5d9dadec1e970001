"""Which mentions, over all notes, name the same actor, and of which kind it is.

Knows names and kinds. Does not know what an actor does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import cast

from assistant.domain import HUMAN_KINDS, Kind
from assistant.reading.facts import Fact
from assistant.reading.named import Named, last_words, likeness, names, pairs, same_signs, slips
from assistant.reading.same import apart, spelled_out, sure, two_people
from assistant.reading.tables import Table
from assistant.reading.tagger import KINDS
from assistant.reading.trim import STRICT
from assistant.reading.words import listed


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
    joined = [*sure(named, slips(named)), *((a, b) for a, (_, b) in order)]
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
    wholes = {named[index].key for index in (*some, *others)}
    between = ((named[x], named[y]) for x in some for y in others)
    # "Nasreen" and "Malik" are one person's where "Nasreen Malik" is among the names.
    return any(
        apart(one, other) or (two_people(one, other) and not {one.key + other.key, other.key + one.key} & wholes)
        for one, other in between
    )


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
