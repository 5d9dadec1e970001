"""What one note yields by itself, before the notes are put together.

Knows mentions, kinds and signs. Does not know other notes; the result can be kept for as long as the text stays.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import log
from typing import cast

from assistant.domain import HUMAN_KINDS, Kind
from assistant.reading.agency import anchor, governor, signs
from assistant.reading.deeds import Deed, deeds
from assistant.reading.even import even
from assistant.reading.kinds import Kinds
from assistant.reading.labels import labels
from assistant.reading.mentions import Candidate, find
from assistant.reading.parse import Sentence
from assistant.reading.seen import Seen, seen, spans
from assistant.reading.tables import Table
from assistant.reading.tagger import KINDS, Tags
from assistant.reading.trim import named_so
from assistant.reading.ways import of_deed, of_signs
from assistant.reading.words import listed


@dataclass(frozen=True, slots=True)
class Fact:
    """One mention with all that its sentence shows of it; offsets in characters of the note."""

    note: int
    """The note's place in the order of reading."""
    sentence: int
    start: int
    end: int
    surface: str
    """As it is written, with a blank for a line break."""
    key: tuple[str, ...]
    kind: Kind
    proper: bool
    plural: bool
    known: bool
    dep: str
    governor: int
    """The index of the governing token in the sentence."""
    head: int
    signs: frozenset[str]
    doubt: float
    """How much the nearest words speak for naming nothing that takes part, from 0 to 1."""
    seen: Seen
    """What the tagger says of it."""
    kinds: tuple[float, ...]
    """How likely each kind is, all told, in the order of `tagger.KINDS`."""
    label: bool = False
    """Whether it is what somebody is called: "known as a bed blocker"."""
    same_as: tuple[str, ...] = ()
    """The key of another mention that the grammar sets equal: "Anjali, our ward pharmacist"."""
    deeds: tuple[Deed, ...] = ()
    """The verbs that it does, or that are done to it."""
    counted: bool = False
    """Whether a number says how many there are: "two carers"."""
    way: str = ""
    """In which way it makes a difference here; empty where the grammar tells of none."""

    def __hash__(self) -> int:
        """By its place alone, as mentions are looked up often."""
        return hash((self.note, self.start, self.end))


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """The mentions and the sentences of one note."""

    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...]
    tags: Tags

    def numbered(self, note: int) -> NoteFacts:
        """The same as the note of that number."""
        return replace(self, facts=tuple(replace(fact, note=note) for fact in self.facts))


def read_note(
    text: str,
    sentences: tuple[Sentence, ...],
    tags: Tags,
    kinds: Kinds,
    table: Table,
    named: Sequence[tuple[int, int]] = (),
) -> NoteFacts:
    """Find the mentions of one note.

    Args:
        text: The note's text.
        sentences: Its parse; offsets in characters of `text`.
        tags: What the tagger says of it.
        kinds: Tells what the lexicon and word vectors say of the kind of a name.
        table: How much each sign of a kind counts.
        named: Stretches that are known to be names, in characters of `text`.
    """
    facts: list[Fact] = []
    told_items = list(told_of(sentences, tags, kinds, named))
    kinds.meet(word for item, _ in told_items for word in (item.key[-1], even(item.key[-1])))
    for number, items in groupby(told_items, key=lambda pair: pair[0].sentence):
        sentence = sentences[number]
        kept = [(item, _fact(text, sentence, item, told, kinds, table)) for item, told in items]
        people = frozenset(fact.head for _, fact in kept if fact.kind in HUMAN_KINDS)
        facts.extend(_doing(sentence, fact, people, _equal(sentence, item, fact, kept)) for item, fact in kept)
    return NoteFacts(sentences, tuple(facts), tags)


def told_of(
    sentences: Sequence[Sentence], tags: Tags, lexicon: Container[str], named: Sequence[tuple[int, int]] = ()
) -> Iterator[tuple[Candidate, Seen]]:
    """The candidates of a note in order, each with what the tagger says of it; see `read_note`."""
    tagged_spans = spans(tags)
    starts, ends = [start for start, _ in tagged_spans], [end for _, end in tagged_spans]
    bounds = [word.start for word in tags.words], [word.end for word in tags.words]
    for number, sentence in enumerate(sentences):
        tagged = tagged_spans[bisect_right(ends, sentence.start) : bisect_left(starts, sentence.end)]
        given = [span for span in named if sentence.start <= span[0] and span[1] <= sentence.end]
        for item in find(sentence, number, lexicon, tagged, given):
            yield item, seen(tags, *bounds, item.start, item.end)


def _fact(text: str, sentence: Sentence, item: Candidate, told: Seen, kinds: Kinds, table: Table) -> Fact:
    surface = text[item.start : item.end]
    shares = table.ranking(kind_signs(item, told, kinds, surface), KINDS)
    if item.proper and (
        item.key[0].rstrip(".") in listed("titles") if len(item.key) > 1 else named_so(sentence, item.head)
    ):
        shares = dict.fromkeys(KINDS, 0.0) | {"person": 1.0}  # a title is never anything else
    label = labels(sentence, item, kinds)
    if label:
        shares = dict.fromkeys(KINDS, 0.0) | {"language": 1.0}
    dep, at = governor(sentence, item)
    return Fact(
        note=0,
        sentence=item.sentence,
        start=item.start,
        end=item.end,
        surface=" ".join(surface.split()),
        key=item.key,
        kind=cast("Kind", max(shares, key=lambda kind: (shares[kind], kind))),
        proper=item.proper,
        plural=item.plural,
        known=item.known,
        dep=dep,
        governor=at,
        head=item.head,
        signs=signs(sentence, item),
        doubt=kinds.doubt(even(item.key[-1])),
        seen=told,
        kinds=tuple(shares.values()),
        label=label,
        counted=any(sentence.tokens[at].dep == "nummod" for at in sentence.children[item.head]),
    )


def _doing(sentence: Sentence, fact: Fact, people: frozenset[int], same_as: tuple[str, ...]) -> Fact:
    """The mention with what it does, for which the kinds of the others in its sentence must be known."""
    human = fact.kind in HUMAN_KINDS
    found = tuple(
        Deed(verb, sentence.tokens[verb].lemma, does, _way(sentence, verb, does, human, people - {fact.head}))
        for verb, does in deeds(sentence, anchor(sentence, fact.head), fact.head)
    )
    told = next((deed.way for deed in found if deed.way), "")
    way = told or of_signs(_of_grammar(fact.signs))
    return replace(fact, same_as=same_as, deeds=found, way=way)


def _of_grammar(found: frozenset[str]) -> frozenset[str]:
    """The signs that tell a way without its verb; what the verb depends on stands after "on" or "for"."""
    verbs = {sign for sign in found if sign.startswith("sv:")}
    return found - verbs - (set() if found & {"prep:on", "prep:upon", "prep:for"} else {"depends"})


def _way(sentence: Sentence, verb: int, does: bool, human: bool, people: frozenset[int]) -> str:
    return of_deed(sentence, verb, human=human, people=people) if does else ""


def kind_signs(item: Candidate | Fact, told: Seen, kinds: Kinds, surface: str) -> dict[str, float]:
    """What speaks for one kind or another."""
    listed = kinds.of(item.key, proper=item.proper, plural=item.plural, surface=surface.lower())
    found = {f"tagger:{kind}": log(share + 0.003) for kind, share in zip(KINDS, told.kinds, strict=True)}
    found[f"listed:{listed or 'nothing'}"] = 1.0
    found[f"{'known' if item.known else 'unknown'}:{listed or 'nothing'}"] = 1.0
    found["name" if item.proper else "no name"] = 1.0
    found["plural" if item.plural else "singular"] = 1.0
    if _personal(item):  # what the words of a personal name mean otherwise says nothing of whom it names
        return found | {"personal name": 1.0}
    word = even(item.key[-1])
    for kind, share in kinds.nearest(word)[:4]:
        found[f"near:{kind or 'nothing'}"] = share
    found[f"word:{word}"] = 1.0
    return found


def _personal(item: Candidate | Fact) -> bool:
    """Whether it is written like a name and has a title or a first name: "Mrs Field", "Hope"."""
    titled = len(item.key) > 1 and item.key[0].rstrip(".") in listed("titles")
    return item.proper and (titled or (len(item.key) == 1 and item.key[0] in listed("first_names")))


def _in_brackets(sentence: Sentence, item: Candidate) -> bool:
    """Whether it stands in brackets that began before it: in "(ward manager, Larch)" Larch is where, and not who."""
    before = [word.text for word in sentence.tokens[: item.first]]
    return before.count("(") > before.count(")") and before[-1] != "("


def _equal(sentence: Sentence, item: Candidate, fact: Fact, others: list[tuple[Candidate, Fact]]) -> tuple[str, ...]:
    """The name or role that this one stands beside: "Anjali, our ward pharmacist", "a neighbour, Pete"."""
    token = sentence.tokens[item.head]
    if token.dep != "appos" or fact.kind != "person" or fact.plural or (fact.proper and _in_brackets(sentence, item)):
        return ()
    for other, named in others:
        if other.first <= token.head <= other.last and named.kind == "person" and named.proper != fact.proper:
            between = [word.text for word in sentence.tokens[other.last + 1 : item.first]]
            close = fact.proper and not between
            return named.key if not named.plural and (close or {*between} & {",", "(", "-", "–"}) else ()
    return ()
