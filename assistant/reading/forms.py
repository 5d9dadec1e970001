"""The words of names: when two writings are one name, and when two names tell two things apart.

Knows articles, endings, titles and first names. Does not know notes, nor what anybody said of an actor.
"""

from __future__ import annotations

import re
from collections.abc import Set
from difflib import SequenceMatcher

from assistant.reading.words import listed

Form = tuple[str, ...]
ARTICLES = ("the", "a", "an", "this", "that", "these", "those", "our", "my", "their", "his", "her")
SLIP = 0.85
"""From which likeness on two words are one, written with a slip of the pen."""


def form(name: str) -> Form:
    """What two writings of one name have in common: no article, capital, possessive or plural ending."""
    words = [word.removesuffix("'s") for word in re.findall(r"[\w'’&-]+", name.lower().replace("’", "'"))]
    while len(words) > 1 and words[0] in ARTICLES:
        words.pop(0)
    if words and len(words[-1]) > 3 and words[-1].endswith("s") and not words[-1].endswith("ss"):
        words[-1] = words[-1][:-1]
    return tuple(words)


def head(found: Form) -> str:
    """The word that says what it is: the last one that is no number ("room 4"); empty where there is none."""
    return next((word for word in reversed(found) if not word.isdigit()), found[-1] if found else "")


def apart(one: Form, other: Form) -> bool:
    """Whether each of two names for one sort of thing has a word that the other lacks: "consent form", "referral form".

    A title tells people apart only from another title: "Jean Field" may be "Mrs Field", and cannot be "Mr Field".
    """
    if not one or not other or head(one) != head(other):
        return False
    mine, theirs = set(one) - {head(one)}, set(other) - {head(other)}
    mine, theirs = _without(mine, theirs), _without(theirs, mine)
    titles = listed("titles")
    return bool((mine - titles and theirs - titles) or (mine & titles and theirs & titles))


def _without(some: Set[str], others: Set[str]) -> set[str]:
    """The words that no other is, not even with a slip of the pen."""
    return {word for word in some if not any(SequenceMatcher(None, word, other).ratio() >= SLIP for other in others)}


def personal(name: str) -> bool:
    """Whether it is written like the name of a person: with a capital, and a title or a first name in front."""
    found = form(name)
    first = found[0].rstrip(".") if found else ""
    return name[:1].isupper() and (first in listed("titles") or first in listed("first_names"))
