"""Which two actors of a sentence do something to, with or through each other.

Knows the grammar between two mentions. Does not know how much a sign counts: that is in `words/pairs.txt`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.domain import HUMAN_KINDS, Quote, Relation
from assistant.reading.agency import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS
from assistant.reading.facts import Fact
from assistant.reading.parse import Sentence

MOST_IN_SENTENCE = 12
"""Mentions of one sentence that are paired; the rest of a longer list is left."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions in one sentence; `a` is the one that does it."""

    a: Fact
    b: Fact
    names: tuple[str, str]
    signs: frozenset[str]


def pairs(
    sentence: Sentence, facts: Sequence[Fact], names: Mapping[Fact, str], force: Mapping[str, float]
) -> Iterator[Pair]:
    """All pairs of different actors in a sentence, with their signs.

    Args:
        sentence: The sentence.
        facts: The mentions in it, in order.
        names: The name of each mention's actor.
        force: How likely each actor makes a difference, from 0 to 1.
    """
    known = [fact for fact in facts if fact in names][:MOST_IN_SENTENCE]
    for first, second in combinations(known, 2):
        if names[first] != names[second]:
            a, b = (second, first) if _part(second) > _part(first) else (first, second)
            strong = [force[names[a]], force[names[b]]]
            signs = frozenset(_signs(sentence, a, b, strong, known))
            yield Pair(a, b, (names[a], names[b]), signs)


def _part(fact: Fact) -> int:
    """How much the mention looks like the one that does something; larger is more."""
    if fact.dep in SUBJECTS or "agent" in fact.signs or "cause" in fact.signs:
        return 2
    return 0 if fact.dep in OBJECTS or fact.dep in ("pobj", *PASSIVE_SUBJECTS) else 1


def _signs(sentence: Sentence, a: Fact, b: Fact, strong: list[float], known: Sequence[Fact]) -> Iterator[str]:
    kinds = ["human" if fact.kind in HUMAN_KINDS else "thing" for fact in (a, b)]
    parts = [_name_of_part(fact) for fact in (a, b)]
    yield f"{parts[0]}>{parts[1]}"
    yield f"{kinds[0]}>{kinds[1]}"
    yield f"{kinds[0]} {parts[0]}"
    yield f"a:{a.kind}"
    yield f"b:{b.kind}"
    yield f"force:{int(strong[0] * 4)}>{int(strong[1] * 4)}"
    yield f"most:{int(max(strong) * 5)}"
    yield f"least:{int(min(strong) * 5)}"
    if "agent" in a.signs | b.signs:
        yield "agent"
    if (a.signs | b.signs) & {"cause", "blocks"}:
        yield "cause"
    yield f"crowd:{min(len(known), 7)}"
    between = abs(known.index(a) - known.index(b)) - 1
    yield f"between:{min(between, 4)}"
    yield f"far:{min(abs(a.head - b.head) // 4, 6)}"
    if _clause(sentence, a.head) == _clause(sentence, b.head):
        yield "one clause"
        yield f"one clause {parts[0]}>{parts[1]}"
    if a.governor == b.governor:
        yield "one governor"
    if _within(sentence, b.head, a.head) or _within(sentence, a.head, b.head):
        yield "one inside the other"


def _name_of_part(fact: Fact) -> str:
    if fact.dep in SUBJECTS:
        return "subject"
    if fact.dep in PASSIVE_SUBJECTS:
        return "passive"
    if "agent" in fact.signs:
        return "agent"
    if fact.dep in OBJECTS:
        return "object"
    if fact.dep == "pobj":
        return next((sign for sign in sorted(fact.signs) if sign.startswith("prep:")), "pobj")
    return fact.dep


def _clause(sentence: Sentence, index: int) -> int:
    """The index of the verb that governs the word, or of the root."""
    for _ in range(len(sentence.tokens)):
        token = sentence.tokens[index]
        if token.head == index or (token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass")):
            return index
        index = token.head
    return index


def _within(sentence: Sentence, index: int, head: int) -> bool:
    for _ in range(12):
        token = sentence.tokens[index]
        if token.pos in ("VERB", "AUX") or token.head == index:
            return False
        index = token.head
        if index == head:
            return True
    return False


def relation(pair: Pair, sentence: Sentence, note: str, text: str) -> Relation:
    """The relation that a pair stands for, quoted by its whole sentence."""
    verb = sentence.tokens[_clause(sentence, pair.a.head)]
    quote = Quote(note=note, start=sentence.start, end=sentence.end, text=text[sentence.start : sentence.end])
    return Relation(a=pair.names[0], b=pair.names[1], verb=verb.lower, quote=quote)
