"""What the notes call settled: always, standard, just how it is.

Knows the phrases. Does not know whether the thing could be otherwise; that is for the practitioner to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from assistant.reading.facts import NoteFacts
from assistant.reading.parse import Sentence
from assistant.reading.words import lines

_LONGEST = 5
_NEGATED = ("not", "n't", "no", "never", "hardly", "used")


@cache
def _phrases() -> Mapping[tuple[str, ...], str]:
    """The phrases by their words, as the parser cuts them."""
    return {tuple(line.replace("n't", " n't").replace("'s", " 's").split()): line for line in lines("fixed")}


def fixed(
    notes: Sequence[NoteFacts], names: Mapping[tuple[int, int], tuple[str, ...]]
) -> Iterator[tuple[int, int, str]]:
    """The sentences that call something settled: note, sentence, and the phrase that says so.

    Args:
        notes: What each note yields.
        names: The actors of each sentence, by number of note and of sentence; a sentence without any is left out.
    """
    for note, number in sorted(names):
        phrase = _said(notes[note].sentences[number])
        if phrase and names[note, number]:
            yield note, number, phrase


def _said(sentence: Sentence) -> str:
    words = [token.lower.replace("’", "'") for token in sentence.tokens]
    for at in range(len(words)):
        for length in range(_LONGEST, 0, -1):
            phrase = _phrases().get(tuple(words[at : at + length]))
            if phrase and not (at and words[at - 1] in _NEGATED) and words[-1] != "?":
                return phrase
    return ""
