"""What grammar and spelling say of two names, whatever the learned table makes of them: never one actor's, or always.

Knows titles, words that describe, initials and slips of the pen. Does not know how likely anything else is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.reading.facts import Fact
from assistant.reading.trim import STRICT
from assistant.reading.words import closed, listed

if TYPE_CHECKING:
    from assistant.reading.named import Named

Key = tuple[str, ...]
_HERS, _ANY_DOCTOR = ("mrs", "ms", "miss"), ("dr", "prof", "professor")
_OPPOSED = frozenset(
    frozenset(pair.split())
    for pair in (
        "old new",
        "first second",
        "upper lower",
        "day night",
        "left right",
        "front back",
        "early late",
        "former current",
        "previous new",
        "former new",
        "male female",
        "upstairs downstairs",
    )
)
_SMALL = ("of", "the", "and", "for", "to", "in", "on", "at", "with", "from")
_DETERMINING = ("a", "an", "the", "this", "that", "these", "those", "my", "our", "your", "his", "her", "its", "their")
_SHORT_NAME = 3
"""Letters that a name has at least that is short for a longer one."""
_SHORTEST, _LONGEST, _INITIALS_ALONE = 2, 6, 3
_NUMBERS = closed("numbers")
_SLIP_FROM = 5
"""Letters that a word has at least that may be a slip for another."""


def apart(one: Named, other: Named) -> bool:
    """Whether two names can never be one actor's: siblings ("housing officer", "benefits officer") or other titles."""
    title, title_other = _title(one.key), _title(other.key)
    if title and title_other and not _same_title(title, title_other):
        return True
    if _share_a_number(one.bare, other.bare) or _counted_and_single(one, other) or _counted_and_single(other, one):
        return True
    if _two_whole_names(one, other):
        return True
    if one.bare == other.bare:
        return _named_and_thing(one, other)
    return _siblings(one.bare, other.bare) or _named_and_thing(one, other)


def _share_a_number(one: Key, other: Key) -> bool:
    """Whether they share a number or an ordinal and nothing else: "phase two", "two o'clock"."""
    shared = {stem(word) for word in one} & {stem(word) for word in other}
    numbered = bool(shared) and all(word in _NUMBERS or word.isdigit() for word in shared)
    return numbered and not any(set(key) <= _NUMBERS for key in (one, other))


def _two_whole_names(one: Named, other: Named) -> bool:
    """Whether they are people with one first name and two surnames."""
    if not (one.person and other.person and min(len(one.bare), len(other.bare)) > 1):
        return False
    last, last_other = one.bare[-1], other.bare[-1]
    return one.bare[0] == other.bare[0] and last != last_other and not slip((last,), (last_other,))


def _counted_and_single(one: Named, other: Named) -> bool:
    """Whether one is a counted plural ("two carers") and the other a single person with a name."""
    counted = all(fact.plural and fact.counted for fact in one.facts)
    return counted and other.person and not any(fact.plural for fact in other.facts)


def two_people(one: Named, other: Named) -> bool:
    """Whether they are two people by one name each, neither of which can be short for the other or a slip for it.

    Two such names that no list has may be a first name and a surname, unless they stand in one sentence.
    """
    x, y = one.key[0], other.key[0]
    single = len(one.key) == len(other.key) == 1 and _mostly_a_person(one) and _mostly_a_person(other)
    sure_of = {x, y} <= listed("first_names") | listed("names_and_words") or bool(one.places & other.places)
    return single and sure_of and x[:2] != y[:2] and not slip((x,), (y,))


def _mostly_a_person(item: Named) -> bool:
    return 2 * sum(fact.proper and fact.kind == "person" for fact in item.facts) > len(item.facts)


def _title(key: Key) -> str:
    word = key[0].rstrip(".")
    return word if len(key) > 1 and word in STRICT else ""


def _same_title(one: str, other: str) -> bool:
    return one == other or any({one, other} <= {*group} for group in (_HERS, _ANY_DOCTOR))


def _named_and_thing(one: Named, other: Named) -> bool:
    """Whether one is a titled person and the other a thing of the same word: "Mrs Ward" and "the ward"."""
    for named, thing in ((one, other), (other, one)):
        fact = thing.facts[0]
        if _title(named.key) and named.facts[0].proper and not fact.proper:
            owns = len(thing.key) > len(named.key) and thing.key[: len(named.key)] == named.key
            small = any(item.surface[:1].islower() for item in thing.facts)
            if owns or (named.bare[-1] == thing.bare[-1] and fact.known and small):
                return True
    return False


def _siblings(one: Key, other: Key) -> bool:
    """Whether the last word is the same, and what stands before it tells the two apart."""
    if stem(one[-1]) != stem(other[-1]):
        return False
    before, before_other = _modifiers(one), _modifiers(other)
    if any(frozenset((x, y)) in _OPPOSED for x in one[:-1] for y in other[:-1]):
        return True
    if not before or not before_other or before & before_other:
        return False
    joined, joined_other = " ".join(one[:-1]), " ".join(other[:-1])
    if joined.replace(" ", "").replace("-", "") == joined_other.replace(" ", "").replace("-", ""):
        return False
    short = initials(one[:-1]) == {joined_other} or initials(other[:-1]) == {joined}
    begins = any(x.startswith(y[:4]) or x[1:] == y[1:] for x in before for y in before_other)
    return not (short or begins or slip((joined,), (joined_other,)))


def _modifiers(key: Key) -> set[str]:
    """What stands before the last word and tells it from others."""
    barred = {*listed("describing"), *listed("judged"), *_DETERMINING, *_SMALL, "old", "new"}
    owned = {word for word, after in pairwise(key) if after in ("'s", "'", "’s", "")}
    found = {stem(word) for word in key[:-1] if word not in barred | owned and word[:1].isalpha()}
    return found - {"s"}


def stem(word: str) -> str:
    """The word without the ending of the plural."""
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word


def initials(key: Sequence[str]) -> set[str]:
    """The initials of a longer name, with and without its small words; none of one word."""
    words = [part for word in key for part in word.split("-") if part[:1].isalpha()]
    full = [word for word in words if word not in _SMALL]
    return {"".join(word[0] for word in some) for some in (words, full) if len(some) > 1}


def spelled_out(facts: Sequence[Fact]) -> tuple[dict[str, str], list[Fact]]:
    """The abbreviations that the notes explain, and the mentions with the kinds of the longer names.

    Args:
        facts: The mentions of all notes, in order.

    Returns:
        Short forms and their long forms, lower case; and the mentions.
    """
    longer: dict[str, dict[Key, Fact]] = defaultdict(dict)
    for fact in facts:
        for short in initials(fact.key):
            longer[short].setdefault(fact.key, fact)
    beside = {(one.surface, other.key): True for one, other in _bracketed(facts)}
    found: dict[str, Fact] = {}
    for fact in facts:
        short = fact.surface.lower()
        keys = longer.get(short, {})
        told = [long for key, long in keys.items() if (fact.surface, key) in beside]
        alone = list(keys.values()) if len(keys) == 1 and len(short) >= _INITIALS_ALONE else []
        if _initialled(fact.surface) and (told or alone):
            found.setdefault(short, (told or alone)[0])
    kept = [_like(fact, found[fact.surface.lower()]) if _short(fact, found) else fact for fact in facts]
    return {short: " ".join(long.key) for short, long in found.items()}, kept


def _short(fact: Fact, found: Mapping[str, Fact]) -> bool:
    return _initialled(fact.surface) and fact.surface.lower() in found


def _like(fact: Fact, long: Fact) -> Fact:
    return replace(fact, kind=long.kind, kinds=long.kinds)


def _initialled(surface: str) -> bool:
    return surface.isalpha() and surface.isupper() and _SHORTEST <= len(surface) <= _LONGEST


def _bracketed(facts: Sequence[Fact]) -> Iterator[tuple[Fact, Fact]]:
    """Initials that stand in brackets after a longer name, or the other way round."""
    for one, other in pairwise(facts):
        if (one.note, one.sentence) == (other.note, other.sentence) and 1 <= other.start - one.end <= 2:
            if _initialled(other.surface):
                yield other, one
            elif _initialled(one.surface):
                yield one, other


def sure(named: Sequence[Named], slips: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Names that are one actor's: a role and the name beside it ("my neighbour Tariq"), or a slip of the pen.

    Args:
        named: All names of the case.
        slips: Those that differ by one slip, as indices.
    """
    by_key = {item.key: index for index, item in enumerate(named)}
    equal: dict[int, set[int]] = defaultdict(set)
    for index, item in enumerate(named):
        for other in {by_key[fact.same_as] for fact in item.facts if fact.same_as in by_key} - {index}:
            role, name = (index, other) if not item.person else (other, index)
            equal[role].add(name)
    yield from ((role, min(names)) for role, names in equal.items() if len(names) == 1)
    yield from _surnames(named)
    yield from _first_names(named)
    yield from _written_together(named)
    yield from (pair for pair in slips if _slipped(named[pair[0]], named[pair[1]]))


def _surnames(named: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """A surname by itself ("Field was angry") and the one titled name that it stands for."""
    titled: dict[Key, list[int]] = defaultdict(list)
    for index, item in enumerate(named):
        if _title(item.key) and item.facts[0].proper:
            titled[item.bare].append(index)
    for index, item in enumerate(named):
        bare = all(fact.surface[:1].isupper() and not _determined(fact) for fact in item.facts)
        if len(item.key) == 1 and bare and len(titled[item.key]) == 1:
            yield index, titled[item.key][0]


def _first_names(named: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """A first name by itself and the one whole name that begins with it."""
    whole: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(named):
        if item.person and len(item.key) == len(item.bare) > 1:
            whole[item.key[0]].append(index)
    for index, item in enumerate(named):
        if item.person and len(item.key) == 1:
            found = whole[item.key[0]] or _short_for(item.key[0], whole)
            if len(found) == 1:
                yield index, found[0]


def _short_for(word: str, whole: Mapping[str, list[int]]) -> list[int]:
    """The whole names whose first name a word that is no listed name is short for: "Nas", "Nasreen Malik"."""
    if len(word) < _SHORT_NAME or word in listed("first_names"):
        return []
    return [index for first, found in whole.items() if first.startswith(word) for index in found]


def _written_together(named: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """Names that are equal without their blanks and hyphens: "white board", "whiteboard"."""
    met: dict[str, int] = {}
    for index, item in enumerate(named):
        joined = "".join(item.key).replace("-", "")
        if joined in met:
            yield met[joined], index
        met.setdefault(joined, index)


def _determined(fact: Fact) -> bool:
    return any(sign.startswith("det:") for sign in fact.signs)


def _slipped(one: Named, other: Named) -> bool:
    """Whether it is one name that was once misspelt, and not two names that look alike."""
    differing = [(x, y) for x, y in zip(one.key, other.key, strict=False) if x != y]
    if len(one.key) != len(other.key) or len(differing) != 1 or one.places & other.places:
        return False
    x, y = differing[0]
    if not (x.isalpha() and y.isalpha()) or min(len(x), len(y)) < _SLIP_FROM or stem(x) == stem(y):
        return False
    names = listed("first_names") | listed("places")
    if one.person and other.person:
        return not {x, y} <= names
    known, known_other = one.facts[0].known, other.facts[0].known
    return x == one.key[-1] and known != known_other and not {x, y} & names


def slip(a: Key, b: Key) -> bool:
    """Whether two names differ by one letter, left out, put in or changed, or by two changed round."""
    one, other = " ".join(a), " ".join(b)
    if min(len(one), len(other)) < 6 or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    first = next((i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))
    rest, rest_other = one[first:], other[first:]
    changed = rest[1:] == rest_other[1:] or rest[1:] == rest_other or rest == rest_other[1:]
    return changed or (rest[:2] == rest_other[1::-1] and rest[2:] == rest_other[2:])
