"""Whether a clause says that something is allowed or that it is not.

Knows the phrases. Does not know whether it was so before.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from assistant.reading.clause import Clause
from assistant.reading.parse import Token
from assistant.reading.words import lines

Limit = Literal["tight", "loose", "tighter", "looser", "none", ""]
_LONGEST = 5
_ORDER: tuple[Limit, ...] = ("tighter", "looser", "tight", "loose")


@cache
def _phrases() -> dict[tuple[str, ...], Limit]:
    found: dict[tuple[str, ...], Limit] = {}
    ways: tuple[Limit, ...] = (*_ORDER, "none")
    for line in lines("limits"):
        name, _, phrase = line.partition(":")
        found.update({tuple(phrase.split()): way for way in ways if way == name})
    return found


def limit(clause: Clause) -> Limit:
    """The way of the first comparison ("stricter"); else of what is asked for; else of what is allowed."""
    words = tuple("" if _means_none(token) else token.lower for token in clause.tokens)
    said = set(_said(words))
    return next((way for way in _ORDER if way in said), "")


def _means_none(token: Token) -> bool:
    """Whether a word that may set a limit sets none: the month of May, "the only bench"."""
    if token.lower == "only":
        return token.dep == "amod" or token.tag == "JJ"
    return token.lower == "may" and token.tag != "MD"


def _said(words: tuple[str, ...]) -> list[Limit]:
    """Every phrase once, the longest at each place."""
    at = 0
    found: list[Limit] = []
    while at < len(words):
        lengths = range(_LONGEST, 0, -1)
        length = next((length for length in lengths if words[at : at + length] in _phrases()), 1)
        found.append(_phrases().get(words[at : at + length], ""))
        at += length
    return found
