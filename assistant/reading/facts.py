"""What one note yields by itself, before the notes are put together.

Knows mentions, kinds and signs. Does not know other notes; the result can be kept for as long as the text stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.domain import Kind
from assistant.reading.agency import governor, signs
from assistant.reading.kinds import Kinds
from assistant.reading.mentions import Candidate, find
from assistant.reading.parse import Sentence


@dataclass(frozen=True, slots=True)
class Fact:
    """One mention with all that its sentence shows of it; offsets in characters of the note."""

    note: int
    """The note's place in the order of reading."""
    sentence: int
    start: int
    end: int
    surface: str
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
    same_as: tuple[str, ...] = ()
    """The key of another mention that the grammar sets equal: "Anjali, our ward pharmacist"."""


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """The mentions and the sentences of one note."""

    sentences: tuple[Sentence, ...]
    facts: tuple[Fact, ...]

    def numbered(self, note: int) -> NoteFacts:
        """The same as the note of that number."""
        return NoteFacts(self.sentences, tuple(replace(fact, note=note) for fact in self.facts))


def read_note(text: str, sentences: tuple[Sentence, ...], kinds: Kinds) -> NoteFacts:
    """Find the mentions of one note.

    Args:
        text: The note's text.
        sentences: Its parse; offsets in characters of `text`.
        kinds: Tells the kind of a name.
    """
    facts: list[Fact] = []
    for number, sentence in enumerate(sentences):
        found = find(sentence, number, kinds)
        made = [(item, _fact(text, sentence, item, kinds)) for item in found]
        kept = [(item, fact) for item, fact in made if fact is not None]
        facts.extend(replace(fact, same_as=_equal(sentence, item, fact, kept)) for item, fact in kept)
    return NoteFacts(sentences, tuple(facts))


def _fact(text: str, sentence: Sentence, item: Candidate, kinds: Kinds) -> Fact | None:
    surface = text[item.start : item.end]
    kind = kinds.of(item.key, proper=item.proper, plural=item.plural, surface=surface.lower())
    if kind is None:
        return None
    dep, at = governor(sentence, item)
    return Fact(
        note=0,
        sentence=item.sentence,
        start=item.start,
        end=item.end,
        surface=surface,
        key=item.key,
        kind=kind,
        proper=item.proper,
        plural=item.plural,
        known=item.known,
        dep=dep,
        governor=at,
        head=item.head,
        signs=signs(sentence, item),
        doubt=kinds.doubt(item.key[-1]),
    )


def _equal(sentence: Sentence, item: Candidate, fact: Fact, others: list[tuple[Candidate, Fact]]) -> tuple[str, ...]:
    """The name that this role stands beside: "Anjali, our ward pharmacist", "Yodit (peer)"."""
    token = sentence.tokens[item.head]
    if token.dep != "appos" or fact.kind != "person" or fact.proper:
        return ()
    for other, named in others:
        if other.first <= token.head <= other.last and named.kind == "person" and named.proper:
            between = {word.text for word in sentence.tokens[other.last + 1 : item.first]}
            return named.key if between & {",", "(", "-", "–"} else ()
    return ()
