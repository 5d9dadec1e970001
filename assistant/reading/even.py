"""Words as the models are given them: gender, dialect and first names evened out.

The same note about other people must be read alike. So before words go to the tagger and to the parser, words of gender
and dialect are put into one form, and first names are replaced by common ones in the order in which they come. What is
shown and quoted is always the text itself. Knows word lists. Does not know what the models make of the words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from assistant.reading.words import lines, listed


@cache
def _evened() -> Mapping[str, str]:
    pairs = (line.partition(" = ") for line in lines("evened"))
    return {word.strip(): other.strip() for word, _, other in pairs}


@cache
def _first_names() -> frozenset[str]:
    """First names that are no common words."""
    return listed("first_names") - listed("names_and_words")


def evened(words: Sequence[str]) -> list[str]:
    """The words of one text as the models are given them, in the same number and order.

    After the last of the common names, further first names stay as they are.
    """
    names: dict[str, str] = {}
    common = [name.title() for name in lines("common_names")]
    found = []
    for word in words:
        low = word.lower().replace("’", "'")
        if low in _first_names() and word[:1].isupper() and not (word.isupper() and len(word) > 1):
            if low not in names and len(names) < len(common):
                names[low] = common[len(names)]
            found.append(names.get(low, word))
        else:
            found.append(_other(word, low))
    return found


def even(word: str) -> str:
    """One lower-case word in its evened form."""
    return _evened().get(word, word)


def _other(word: str, low: str) -> str:
    """The word in its evened form, written in the same way; capitals may be an abbreviation ("MS") and stay."""
    other = _evened().get(low)
    if other is None or (word.isupper() and len(word) > 1) or (low == "miss" and word == low):
        return word
    return other[:1].upper() + other[1:] if word[:1].isupper() else other
