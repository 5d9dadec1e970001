"""What the notes call settled: always, standard, just how it is.

Knows the phrases. Does not know whether the thing could be otherwise; that is for the practitioner to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from assistant.reading.agency import PASSIVE_SUBJECTS, SUBJECTS
from assistant.reading.asserted import verb_of
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.parse import Sentence
from assistant.reading.words import lines

_NEGATED = ("not", "n't", "no", "never", "hardly", "used")
_PAST = (("used", "to"), ("no", "longer"), ("any", "more"), ("any", "longer"))
"""Words by which a sentence tells of what is no more."""
_HABITS = (
    "always",
    "always been",
    "always was",
    "always has been",
    "as usual",
    "as per usual",
    "same as ever",
    "as ever",
    "has to be",
    "have to be",
    "without fail",
)
"""Phrases that tell of a person's habit rather than of what is settled, where a person is their subject."""
_SOMEBODY = ("he", "she", "i", "who", "someone", "somebody", "they", "we", "you")
_SHORT = {"n't": " n't", "'s": " 's", "'ve": " 've", "'re": " 're", "cannot": "can not"}


@cache
def _phrases() -> Mapping[tuple[str, ...], str]:
    """The phrases by their words, as the parser cuts them, hyphens left out."""
    found = {}
    for line in lines("fixed"):
        written = line.replace("-", " ")
        for whole, cut in _SHORT.items():
            written = written.replace(whole, cut)
        found[tuple(written.split())] = line
    return found


@cache
def _longest() -> int:
    return max(map(len, _phrases()))


def fixed(
    notes: Sequence[NoteFacts], names: Mapping[tuple[int, int], tuple[str, ...]]
) -> Iterator[tuple[int, int, str, tuple[str, ...]]]:
    """The sentences that call something settled: note, sentence, the phrase that says so, and the actors.

    Args:
        notes: What each note yields.
        names: The actors of each sentence, by number of note and of sentence. A sentence without any is left out,
            unless it has a pronoun for those of the sentence before.
    """
    for note, read in enumerate(notes):
        for number, sentence in enumerate(read.sentences):
            here = names.get((note, number)) or _taken_up(sentence, names.get((note, number - 1), ()))
            phrase = _said(sentence, [fact for fact in read.facts if fact.sentence == number]) if here else ""
            if phrase:
                yield note, number, phrase, here


def _taken_up(sentence: Sentence, before: tuple[str, ...]) -> tuple[str, ...]:
    """The actors of the sentence before, where a pronoun of this one stands for them."""
    words = {token.lower for token in sentence.tokens if token.dep != "det"}
    if words & {"this", "that", "these", "those", "they", "there"}:
        return before
    return before[:1] if "it" in words else ()


def _said(sentence: Sentence, facts: Sequence[Fact]) -> str:
    kept = [index for index, token in enumerate(sentence.tokens) if token.text not in ("-", "‐", "‑")]
    words = [sentence.tokens[index].lower for index in kept]
    if words[-1:] == ["?"] or _is_past(words):
        return ""
    for at in range(len(words)):
        for length in range(_longest(), 0, -1):
            phrase = _phrases().get(tuple(words[at : at + length]))
            if phrase and not (at and words[at - 1] in _NEGATED) and _counts(sentence, facts, phrase, kept[at], length):
                return phrase
    return ""


def _is_past(words: Sequence[str]) -> bool:
    """Whether the sentence tells of what is no more: "used to say", "no longer"."""
    pairs = set(zip(words, words[1:], strict=False))
    return bool(pairs & set(_PAST)) or "anymore" in words


def _counts(sentence: Sentence, facts: Sequence[Fact], phrase: str, at: int, length: int) -> bool:
    """Whether the phrase says that something is settled, not what a person is wont to do or how much there is."""
    if phrase == "a given":
        after = sentence.tokens[at + length : at + length + 1]
        return not (after and after[0].pos in ("NOUN", "PROPN", "ADJ"))
    if phrase not in _HABITS and not phrase.endswith("always been"):
        return True
    verb = verb_of(sentence, at)
    subject = _subject(sentence, verb)
    if subject is None:
        return False
    token = sentence.tokens[subject]
    if token.lower in ("there", *_SOMEBODY):
        return False
    people = [fact for fact in facts if fact.head == subject and fact.kind in ("person", "group")]
    return not people or (token.dep in PASSIVE_SUBJECTS and not people[0].proper)


def _subject(sentence: Sentence, verb: int) -> int | None:
    """The index of the verb's subject, or of the one that it shares with the verb that it is joined to."""
    for _ in range(4):
        for index in sentence.children[verb]:
            if sentence.tokens[index].dep in (*SUBJECTS, *PASSIVE_SUBJECTS, "expl"):
                return index
        token = sentence.tokens[verb]
        if token.dep not in ("conj", "xcomp") or token.head == verb:
            return None
        verb = token.head
    return None
