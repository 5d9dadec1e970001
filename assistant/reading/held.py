"""Which sentences tell of no change: what they name is as it was, or somebody has died.

Knows phrases of staying, and deaths. Does not know which sentence is set against which.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from assistant.reading.clause import Clause, objects, subjects
from assistant.reading.events import LEAVES
from assistant.reading.said import Said
from assistant.reading.words import closed, lines

_REMAINS = frozenset(["remain"])
_MOVED_ON = frozenset(["was", "now", "ceased"])
_KIN, _DIES = closed("kin"), closed("dies")


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(line.split()) for line in lines("unchanged"))


def held(parts: Sequence[Said], *, settled: bool) -> bool:
    """Whether a sentence tells of no change.

    Args:
        parts: Its clauses.
        settled: Whether a phrase in it calls something settled: "that is just how it is".
    """
    if any(map(_bereaved, parts)):
        return not any(_eventful(part) and not _bereaved(part) for part in parts)
    staying = [any(_stays(part.clause)) for part in parts]
    if any(staying):
        return not any(_eventful(part) and not stays for part, stays in zip(parts, staying, strict=True))
    return settled and not any(_eventful(part) or part.times & _MOVED_ON for part in parts)


def _eventful(part: Said) -> bool:
    return bool(part.event and part.event.sure)


def _stays(clause: Clause) -> Iterator[bool]:
    """Whether the words say that something is as it was."""
    words = clause.words
    longest = max(map(len, _phrases()))
    for at in range(len(words)):
        yield any(words[at : at + length] in _phrases() for length in range(1, longest + 1))
    for at in clause.verbs:
        yield clause.sentence.tokens[at].lemma in _REMAINS


def _bereaved(part: Said) -> bool:
    """Whether it tells of a death: "lost her husband", "his mother died", "passed away"."""
    sentence = part.clause.sentence
    for at in part.clause.verbs:
        lemma = sentence.tokens[at].lemma
        if lemma == "lose" and any(sentence.tokens[place].lemma in _KIN for place in objects(sentence, at)):
            return True
        away = lemma != "pass" or any(sentence.tokens[child].lower == "away" for child in sentence.children[at])
        if lemma in _DIES and away and (_people(part, at) or lemma == "pass"):
            return True
    return False


def _people(part: Said, at: int) -> bool:
    """Whether somebody, and not a battery, does what the verb says."""
    tokens = [part.clause.sentence.tokens[place] for place in subjects(part.clause.sentence, at)]
    human = any(token.lemma in _KIN or token.lower in ("he", "she", "who", "they") for token in tokens)
    return human or bool(part.event and part.event.what == LEAVES)
