"""What the words of a clause say of its time: what was, what is now, what has ceased, what is to come.

Knows the words of time. Does not know verbs of change.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from assistant.reading.clause import Clause
from assistant.reading.words import closed, lines

_LONGEST = 5
_BE = frozenset(["is", "are", "am", "was", "were", "be", "been", "get", "got", "getting", "'s", "'re", "'m", "being"])
_PAST = frozenset(["VBD"])
_CLOCK = frozenset(["o'clock", "am", "pm", "noon", "midnight", "lunch", "morning", "evening", "end", "tea"])
_SOON = frozenset(["in", "on", "by", "from", "next", "this", "here", "back", "before", "soon", "any"])
_DATED = closed("days to come")


@cache
def _phrases() -> dict[tuple[str, ...], str]:
    found = {}
    for line in lines("times"):
        time, _, phrase = line.partition(":")
        found[tuple(phrase.split())] = time
    return found


def times(clause: Clause) -> frozenset[str]:
    """Which of the times in `words/times.txt` the clause is marked with."""
    return frozenset(_found(clause)) - {"none"}


def _found(clause: Clause) -> Iterator[str]:
    at, words = 0, clause.words
    while at < len(words):
        length, time = _at(words, at)
        if time and _means(clause, at, words[at : at + length]):
            yield time
        at += length
    if _opens_before(clause) or _till_a_date(clause):
        yield "was"
    if _from_a_date(clause):
        yield "promised"


def _at(words: tuple[str, ...], at: int) -> tuple[int, str]:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        time = _phrases().get(words[at : at + length])
        if time:
            return length, time
    return 1, ""


def _means(clause: Clause, at: int, phrase: tuple[str, ...]) -> bool:
    """Whether a phrase stands for its time here, and not for something else that is written alike."""
    words, token = clause.words, clause.tokens[at]
    before = words[at - 1] if at else ""
    if phrase == ("used", "to"):
        return before not in _BE and at + 2 < len(words) and clause.tokens[at + 2].tag in ("VB", "RB", "VBP")
    if phrase == ("since",):
        return _since_then(clause, at)
    if phrase in (("any", "more"), ("anymore",), ("any", "longer")):
        return bool(set(words) & {"not", "n't", "never", "nobody", "no", "none", "nothing", "hardly"})
    if phrase == ("now",):
        return before not in ("until", "till", "by") and words[at + 1 : at + 2] != ("?",)
    if phrase == ("will",):
        return token.tag == "MD" and words[at + 1 : at + 2] != ("not",)
    if phrase == ("due",):
        to_do = words[at + 1 : at + 2] == ("to",) and clause.tokens[min(at + 2, len(words) - 1)].tag == "VB"
        return to_do or bool(set(words[at + 1 : at + 2]) & _SOON)
    if phrase == ("going", "to"):
        return at + 2 < len(words) and clause.tokens[at + 2].tag == "VB"
    if phrase in (("is", "to"), ("are", "to")):
        return at + 2 < len(words) and clause.tokens[at + 2].tag in ("VB", "VBP")
    return True


def _since_then(clause: Clause, at: int) -> bool:
    """Whether "since" tells a time; where a clause in the present follows, it tells a reason."""
    token = clause.tokens[at]
    if token.dep != "mark":
        return True
    after = clause.tokens[at + 1 : at + 8]
    verb = next((item for item in after if item.pos in ("VERB", "AUX")), None)
    return clause.words[at + 1 : at + 2] == ("then",) or verb is None or verb.tag in ("VBD", "VBN")


def _opens_before(clause: Clause) -> bool:
    """Whether it opens with "Before the app" or "Before,", or ends with "before"."""
    words = clause.words
    if words[0] == "before":
        return clause.tokens[0].dep != "mark"
    bare = [token for token in clause.tokens if token.pos != "PUNCT"]
    return bool(bare) and bare[-1].lower == "before" and bare[-1].dep in ("advmod", "prep") and len(bare) > 2


def _till_a_date(clause: Clause) -> bool:
    """Whether it holds until a date or an event that is past: "Until May", but not "until eight"."""
    for at, token in enumerate(clause.tokens):
        if token.lower in ("until", "till") and token.dep == "prep":
            after = clause.tokens[at + 1 : at + 5]
            day = any(item.lower in _DATED or (item.pos == "NUM" and len(item.text) == 4) for item in after)
            clock = not day and any(item.lower in _CLOCK or item.pos == "NUM" for item in after[:2])
            held = not any(item.tag == "MD" and item.lower not in ("could", "would") for item in clause.tokens)
            return (day or at == 0) and not clock and held
    return False


def _from_a_date(clause: Clause) -> bool:
    """Whether it holds from a date on and nothing in it is past: "From Monday we need two signatures"."""
    words = clause.words
    dated = any(
        word in ("from", "starting") and set(words[at + 1 : at + 3]) & _DATED or words[at : at + 2] == ("as", "of")
        for at, word in enumerate(words)
    )
    return dated and "now" not in words and not any(token.tag in _PAST for token in clause.tokens)
