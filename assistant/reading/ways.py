"""In which way an actor makes a difference at one mention, in a word: enables, prevents, delays, decides ...

Knows verbs of effect and the names of grammatical signs. Does not know whether the actor makes a difference at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from assistant.reading.words import lines

_TURNED = {"enables": "prevents", "prevents": "enables", "invites": "puts off", "settles": "wears", "tells": "hides"}
"""What a way becomes where the verb is negated: "does not allow" prevents."""
_BY_SIGN = (("blocks", "delays"), ("lacking", "is missed"), ("cause", "is the reason"), ("depends", "is the reason"))
"""The ways that stand in the grammar rather than in a verb."""


@cache
def _ways() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in lines("ways"):
        way, _, verbs = line.partition(":")
        for verb in verbs.split():
            found.setdefault(verb, way)
    return found


def of_verb(lemma: str, *, negated: bool = False) -> str:
    """The way that a verb tells of; empty where it tells of none."""
    way = _ways().get(lemma, "")
    return _TURNED.get(way, "") if negated else way


def of_signs(signs: frozenset[str]) -> str:
    """The way that the signs of one mention tell of; empty where they tell of none.

    Args:
        signs: The grammatical signs of the mention; see `agency.signs`.
    """
    verb = next((sign.removeprefix("sv:") for sign in sorted(signs) if sign.startswith("sv:")), "")
    found = of_verb(verb, negated="clause:neg" in signs)
    return found or next((way for sign, way in _BY_SIGN if sign in signs), "")
