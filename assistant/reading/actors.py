"""Which mentions, over all notes, name the same actor.

Knows names, kinds and abbreviations. Does not know what an actor does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Kind
from assistant.reading.facts import Fact
from assistant.reading.words import listed

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """All mentions of one actor, in the order of the notes."""

    name: str
    aliases: tuple[str, ...]
    kind: Kind
    facts: tuple[Fact, ...]


def merge(facts: Sequence[Fact], abbreviations: Mapping[str, str]) -> tuple[Group, ...]:
    """Put the mentions of one actor together.

    Args:
        facts: The mentions of all notes, in order.
        abbreviations: Short forms and their long forms, lower case.
    """
    by_key: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_key[_key(fact, abbreviations)].append(fact)
    target = _targets(by_key)
    merged: dict[Key, list[Fact]] = defaultdict(list)
    for key, items in by_key.items():
        merged[_final(key, target)].extend(items)
    groups = [_group(sorted(items, key=lambda fact: (fact.note, fact.start))) for items in merged.values()]
    return tuple(sorted(groups, key=lambda group: (group.facts[0].note, group.facts[0].start)))


def _key(fact: Fact, abbreviations: Mapping[str, str]) -> Key:
    """What makes two mentions the same at first sight."""
    long = abbreviations.get(" ".join(fact.key))
    key = tuple(long.split()) if long else fact.key
    if fact.kind == "person" and fact.proper and len(key) > 1 and key[0].rstrip(".") in ("mr", "dr", "miss", "ms"):
        return (key[0].rstrip("."), *key[1:])
    return (*key[:-1], key[-1] + "+") if fact.kind == "group" and fact.plural else key


def _final(key: Key, target: Mapping[Key, Key]) -> Key:
    for _ in range(5):
        if key not in target:
            return key
        key = target[key]
    return key


def _targets(by_key: Mapping[Key, Sequence[Fact]]) -> dict[Key, Key]:
    """Which shorter name stands for which longer one."""
    target: dict[Key, Key] = {}
    longer: dict[str, list[Key]] = defaultdict(list)
    for key in by_key:
        if len(key) > 1:
            for word in {key[-1], key[0]} if _is_name(by_key[key]) else {key[-1]}:
                longer[word].append(key)
    for key, facts in by_key.items():
        if len(key) == 1 and len(longer[key[0]]) == 1 and key[0] not in listed("titles"):
            other = longer[key[0]][0]
            if _is_name(facts) == _is_name(by_key[other]):
                target[key] = other
    for key, facts in by_key.items():
        for fact in facts:
            if fact.same_as and fact.same_as in by_key and _final(fact.same_as, target) != key and key not in target:
                target[key] = fact.same_as
    return target


def _is_name(facts: Sequence[Fact]) -> bool:
    return facts[0].proper and facts[0].kind == "person"


def _group(facts: list[Fact]) -> Group:
    kinds = Counter(fact.kind for fact in facts)
    kind = max(kinds, key=lambda item: (kinds[item], item))
    name = max(
        (fact.surface for fact in facts), key=lambda text: (len(text.split()), text[:1].isupper() and kind == "person")
    )
    first = next(fact.surface for fact in facts if len(fact.surface.split()) == len(name.split()))
    others = sorted({fact.surface.lower() for fact in facts} - {first.lower()})
    return Group(first, tuple(others), kind, tuple(facts))
