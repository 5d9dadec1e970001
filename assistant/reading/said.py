"""What each sentence of the notes says in its clauses: of whom, of what time, of which change.

Knows actors, times and events. Does not know which sentence is set against which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.reading.clause import Clause, clauses, whole
from assistant.reading.events import Event
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.outcomes import event
from assistant.reading.parse import Sentence
from assistant.reading.times import times
from assistant.reading.weigh import Found
from assistant.reading.words import closed

_THINKS = closed("thinks")
_EVERYWHERE = closed("everywhere")
_STANDS_FOR = closed("stands for somebody named")


@dataclass(frozen=True)
class Said:
    """A clause, or a whole sentence, with what it says."""

    note: int
    number: int
    """Of the sentence in its note."""
    clause: Clause
    names: tuple[str, ...]
    """The actors, those to whom the change happens first, then in the order of the text."""
    times: frozenset[str]
    event: Event | None
    borrowed: bool = False
    """Whether a pronoun stands for its actor."""

    @property
    def place(self) -> tuple[int, int]:
        """Its note and sentence."""
        return self.note, self.number

    @property
    def doubted(self) -> bool:
        """Whether it is only asked or supposed."""
        return self.clause.sentence.tokens[-1].text == "?" or "supposed" in self.times

    @property
    def sure(self) -> bool:
        """Whether its words alone say that something is no longer as it was."""
        if self.doubted or not self.names:
            return False
        if self.event and self.event.sure:
            return True
        return self.set_apart and "still" not in self.times

    @property
    def set_apart(self) -> bool:
        """Whether a word sets it against what was before: "now", "no longer", "Since the ..."."""
        lemmas = {self.clause.sentence.tokens[at].lemma for at in self.clause.verbs}
        holds = any(token.tag in ("VBZ", "VBP", "MD") for token in self.clause.tokens)
        since = holds and "since" in self.times and self.clause.words[0] in ("since", "ever")
        return (since or bool(self.times & {"now", "ceased"})) and not lemmas & _THINKS

    @property
    def firm(self) -> bool:
        """Whether it is told as lasting, not perhaps as a step in a scene."""
        return self.set_apart or bool(self.event and self.event.sure and self.event.firm)


Story = Mapping[tuple[int, int], tuple[Said, ...]]
"""The clauses of each sentence, by number of note and of sentence."""


def story(found: Sequence[Found], read: Sequence[NoteFacts]) -> Story:
    """What every sentence says, in the order of the notes."""
    by_place: dict[tuple[int, int], list[tuple[Fact, Found]]] = defaultdict(list)
    for item in found:
        for fact in item.group.facts:
            by_place[fact.note, fact.sentence].append((fact, item))
    told: dict[tuple[int, int], tuple[Said, ...]] = {}
    for number, note in enumerate(read):
        near: tuple[str, ...] = ()
        for at, sentence in enumerate(note.sentences):
            facts = sorted(by_place[number, at], key=lambda pair: (pair[0].start, pair[0].end))
            told[number, at] = tuple(_parts(number, at, sentence, facts, near))
            near = next((part.names for part in told[number, at] if part.names), ())[:1]
    return told


def _parts(
    note: int, number: int, sentence: Sentence, facts: Sequence[tuple[Fact, Found]], near: tuple[str, ...]
) -> Iterator[Said]:
    """The clauses of a sentence; a pronoun stands for the actor named just before."""
    for clause in clauses(sentence):
        part = said(note, number, clause, facts)
        if not part.names and near and _STANDS_FOR & set(clause.words):
            part = replace(part, names=near, borrowed=True)
        near = part.names[:1] or near
        yield part


def said(note: int, number: int, clause: Clause, facts: Sequence[tuple[Fact, Found]]) -> Said:
    """What one clause says.

    Args:
        note: The number of its note.
        number: The number of its sentence.
        clause: The clause.
        facts: The mentions of its sentence with their actors, in the order of the text.
    """
    tokens = clause.sentence.tokens
    start, end = clause.tokens[0].start, clause.tokens[-1].end
    here = [(fact, item) for fact, item in facts if start <= fact.start < end]
    who = {
        at: item.group.kind
        for fact, item in here
        for at in range(clause.first, clause.last + 1)
        if fact.start <= tokens[at].start < fact.end
    }
    marked = times(clause)
    happens = event(clause, who, marked)
    of = happens.of if happens else ()
    names = dict.fromkeys(
        item.name for place in of for fact, item in here if fact.start <= tokens[place].start < fact.end
    )
    names |= dict.fromkeys(item.name for _, item in here)
    return Said(note, number, clause, tuple(names), marked, happens)


def together(parts: Sequence[Said]) -> Said:
    """The sentence as one: the surest event of its clauses, their actors first."""
    first = next((part for part in parts if part.sure and part.event), None)
    first = first or next((part for part in parts if part.sure), None) or parts[0]
    names = dict.fromkeys(name for part in (first, *parts) for name in part.names if part is first or not part.borrowed)
    marks = frozenset().union(*(part.times for part in parts))
    return replace(first, clause=whole(first.clause.sentence), names=tuple(names), times=marks)


def alike(some: Clause, other: Clause) -> bool:
    """Whether two sentences have nearly the same words, none that counts apart."""
    one, two = some.content, other.content
    apart = one.keys() ^ two.keys()
    both = {**one, **two}
    return all(both[lemma] == "ADJ" for lemma in apart) and len(both) - len(apart) >= 0.75 * len(both)


def within(some: Clause, other: Clause) -> bool:
    """Whether one sentence has no word that counts beyond those of the other."""
    return set(some.content) <= set(other.content)


def shared_words(some: Clause, other: Clause) -> int:
    """How many nouns and verbs two sentences share, verbs of every sentence left out."""
    nouns = [
        {lemma for lemma, pos in item.content.items() if pos in ("NOUN", "PROPN", "VERB")} for item in (some, other)
    ]
    return len((nouns[0] & nouns[1]) - _EVERYWHERE)
