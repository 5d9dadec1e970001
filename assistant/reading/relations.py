"""Which two actors do something to, with or through each other.

Knows the grammar between two mentions. Does not know how much a sign counts: that is in a learned table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from assistant.domain import HUMAN_KINDS, Note, Quote
from assistant.reading.agency import OBJECTS, PASSIVE_SUBJECTS, SUBJECTS
from assistant.reading.asserted import verb_of
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.parse import Sentence
from assistant.reading.seen import told_by_sentence
from assistant.reading.tables import logit
from assistant.reading.tagger import NEAR
from assistant.reading.weigh import Found

MOST_IN_SENTENCE = 12
"""Mentions of one sentence that are paired; the rest of a longer list is left."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions that stand near each other; `a` is the one that does it."""

    a: Fact
    b: Fact
    names: tuple[str, str]
    signs: dict[str, float]

    @property
    def sentence(self) -> int:
        """The number of the sentence that shows it: the later one."""
        return max(self.a.sentence, self.b.sentence)

    @property
    def place(self) -> tuple[int, int, int]:
        """The note, and the first and last sentence, that show it."""
        return self.a.note, min(self.a.sentence, self.b.sentence), self.sentence


Tied = Callable[[Sequence[tuple[int, int, int, int, int]]], list[float]]
"""How likely the tagger holds pairs of mentions to be tied; see `Tagger.tied`."""


def pairs(note: NoteFacts, names: Mapping[Fact, str], found: Mapping[str, Found], tied: Tied) -> list[Pair]:
    """All pairs of different actors that stand in one sentence, or in two that are near, with their signs.

    Args:
        note: The note.
        names: The name of each mention's actor.
        found: The actors by name.
        tied: Asks the tagger.
    """
    by_sentence: dict[int, list[Fact]] = defaultdict(list)
    for fact in note.facts:
        if fact in names and len(by_sentence[fact.sentence]) < MOST_IN_SENTENCE:
            by_sentence[fact.sentence].append(fact)
    couples = []
    for number in sorted(by_sentence):
        here = by_sentence[number]
        couples += list(combinations(here, 2))
        known = {names[fact] for fact in here}
        for back in range(1, NEAR + 1):
            last = {names[fact]: fact for fact in by_sentence.get(number - back, ())}
            couples += [(fact, other) for name, fact in last.items() if name not in known for other in here]
            known |= set(last)
    couples = [(a, b) for a, b in couples if names[a] != names[b] and not (a.start < b.end and b.start < a.end)]
    asked = [
        (one.seen.first, one.seen.last, other.seen.first, other.seen.last, abs(one.sentence - other.sentence))
        for a, b in couples
        for one, other in ((a, b), (b, a))
    ]
    told = tied(asked)
    quoted = told_by_sentence(note.tags, note.sentences, "tie")
    shown = {
        number: dict.fromkeys(_words(note.sentences[number]), 1.0) | {"quoted": logit(quoted[number])}
        for number in by_sentence
    }
    return [
        _pair(note, a, b, names, found, (told[2 * index], told[2 * index + 1]), shown, by_sentence)
        for index, (a, b) in enumerate(couples)
    ]


def _pair(
    note: NoteFacts,
    first: Fact,
    second: Fact,
    names: Mapping[Fact, str],
    found: Mapping[str, Found],
    told: tuple[float, float],
    shown: Mapping[int, Mapping[str, float]],
    by_sentence: Mapping[int, Sequence[Fact]],
) -> Pair:
    forward = told[0] - told[1] + 0.1 * (_part(first) - _part(second)) >= 0
    a, b = (first, second) if forward else (second, first)
    force = [found[names[fact]].force for fact in (a, b)]
    place = max(a.sentence, b.sentence)
    signs = dict(shown[place])
    if a.sentence == b.sentence:
        signs |= dict.fromkeys(_signs(note.sentences[place], a, b, by_sentence[place]), 1.0)
    else:
        signs |= dict.fromkeys(_across(note.sentences[place], a, b, by_sentence[place]), 1.0)
    most = logit(max(told))
    signs |= {
        "tied most": most,
        "tied least": logit(min(told)),
        f"tied most&apart:{abs(a.sentence - b.sentence)}": most,
        "force most": logit(max(force)),
        "force least": logit(min(force)),
        "here most": logit(max(a.seen.here, b.seen.here)),
        "here least": logit(min(a.seen.here, b.seen.here)),
        "part": logit(found[names[a]].part) + logit(found[names[b]].part),
    }
    return Pair(a, b, (names[a], names[b]), signs)


def _words(sentence: Sentence) -> Iterator[str]:
    words = {token.lower for token in sentence.tokens}
    yield f"length:{min(len(sentence.tokens) // 8, 5)}"
    if "?" in words:
        yield "asked"
    if words & {"he", "she", "it", "they", "him", "her", "them", "this", "that", "who", "which"}:
        yield "pronoun"
    if not any(token.pos in ("VERB", "AUX") for token in sentence.tokens):
        yield "no verb"


def _across(sentence: Sentence, a: Fact, b: Fact, known: Sequence[Fact]) -> Iterator[str]:
    """The signs of a pair that stands in two sentences."""
    apart = abs(a.sentence - b.sentence)
    later = a if a.sentence > b.sentence else b
    yield f"apart:{apart}"
    yield f"apart:{apart}&later:{_name_of_part(later)}"
    yield f"apart:{apart}&crowd:{min(len(known), 5)}"
    kinds = ["human" if fact.kind in HUMAN_KINDS else "thing" for fact in (a, b)]
    yield f"apart&{kinds[0]}>{kinds[1]}"
    opening = next((token for token in sentence.tokens if token.pos != "PUNCT"), None)
    if opening is not None and opening.pos in ("PRON", "VERB", "AUX"):
        yield f"apart:{apart}&opens:{opening.pos}"
    if any(token.pos == "PRON" and token.dep in SUBJECTS for token in sentence.tokens):
        yield f"apart:{apart}&pronoun acts"
    earlier = b if later is a else a
    yield f"apart:{apart}&earlier:{_name_of_part(earlier)}"


def _part(fact: Fact) -> int:
    """How much the mention looks like the one that does something; larger is more."""
    if fact.dep in SUBJECTS or "agent" in fact.signs or "cause" in fact.signs:
        return 2
    return 0 if fact.dep in OBJECTS or fact.dep in ("pobj", *PASSIVE_SUBJECTS) else 1


def _signs(sentence: Sentence, a: Fact, b: Fact, known: Sequence[Fact]) -> Iterator[str]:
    kinds = ["human" if fact.kind in HUMAN_KINDS else "thing" for fact in (a, b)]
    parts = [_name_of_part(fact) for fact in (a, b)]
    yield f"{parts[0]}>{parts[1]}"
    yield f"{kinds[0]}>{kinds[1]}"
    yield f"{kinds[0]} {parts[0]}"
    yield f"a:{a.kind}"
    yield f"b:{b.kind}"
    if "agent" in a.signs | b.signs:
        yield "agent"
    if (a.signs | b.signs) & {"cause", "blocks"}:
        yield "cause"
    yield f"crowd:{min(len(known), 7)}"
    between = abs(known.index(a) - known.index(b)) - 1
    yield f"between:{min(between, 4)}"
    yield f"far:{min(abs(a.head - b.head) // 4, 6)}"
    if verb_of(sentence, a.head) == verb_of(sentence, b.head):
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


def _within(sentence: Sentence, index: int, head: int) -> bool:
    for _ in range(12):
        token = sentence.tokens[index]
        if token.pos in ("VERB", "AUX") or token.head == index:
            return False
        index = token.head
        if index == head:
            return True
    return False


def pair_quote(pair: Pair, note: NoteFacts, source: Note) -> Quote:
    """The sentence that holds both, or all from the one that holds the first to the one that holds the second."""
    start = note.sentences[min(pair.a.sentence, pair.b.sentence)].start
    end = note.sentences[pair.sentence].end
    return Quote(note=source.id, start=start, end=end, text=source.text[start:end])
