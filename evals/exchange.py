"""Texts with words of gender, or first names, exchanged: the same notes about other people.

Knows word lists alone. Does not know what the texts are for: teaching the tagger not to mind, and measuring that.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_PAIRS = (
    ("he", "she"),
    ("himself", "herself"),
    ("man", "woman"),
    ("men", "women"),
    ("gentleman", "lady"),
    ("mr", "mrs"),
    ("husband", "wife"),
    ("son", "daughter"),
    ("sons", "daughters"),
    ("mother", "father"),
    ("mum", "dad"),
    ("brother", "sister"),
    ("uncle", "aunt"),
    ("grandson", "granddaughter"),
    ("grandmother", "grandfather"),
    ("nan", "grandad"),
    ("boy", "girl"),
    ("boys", "girls"),
    ("nephew", "niece"),
)
GENDER: Mapping[str, str] = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])} | {"him": "her", "his": "her"}
"""Each word and the one that it is exchanged for, but for "her", which depends on the word after it."""
_AFTER_OBJECT = _words(
    "to in on at with by for from of and but or as if when while before after because so that again back there here "
    "out up off down into about how what why who where which not"
)
DOUBTFUL = _words(
    "will may mark hope grace rose bill joy sunny faith dawn april june art pat sue rob jack kit ray dale ash ivy "
    "penny frank daisy lily iris holly max gene guy gay dean reed robin jean miles chase carol crystal ruby pearl "
    "amber"
)
"""First names that are common words too; they are left as they are."""
ORIGINS = _words(
    "Amina Kwame Priya Mohammed Siobhan Tunde Wei Oksana Yusuf Ngozi Lakshmi Piotr Fatima Dilip Chidi Mei Tomasz "
    "Zainab Ravi Adaeze Aoife Ibrahim Nkechi Sunita Hamza Ewa"
)
"""First names of many origins."""


def other_gender(word: str, after: str) -> str:
    """The word for the other gender, written in the same way; the word itself where it has none.

    Args:
        word: One word.
        after: The word or mark after it, empty at the end.
    """
    low = word.lower()
    if low == "her":
        found: str | None = "him" if not after[:1].isalnum() or after.lower() in _AFTER_OBJECT else "his"
    else:
        found = GENDER.get(low)
    return _written_like(word, found) if found else word


def _written_like(word: str, found: str) -> str:
    if len(word) > 1 and word.isupper():
        return found.upper()
    return found.capitalize() if word[0].isupper() else found


def swap_gender(text: str) -> str:
    """The text with each word of gender exchanged."""
    tokens = re.findall(r"\w+|\W+", text)
    words = [index for index, token in enumerate(tokens) if token[0].isalnum() or token[0] == "_"]
    after = {index: tokens[index + 1].strip() or _at(tokens, index + 2) for index in words if index + 1 < len(tokens)}
    return "".join(other_gender(token, after.get(index, "")) for index, token in enumerate(tokens))


def _at(tokens: Sequence[str], index: int) -> str:
    return tokens[index] if index < len(tokens) else ""


_DIALECT = {
    "nothing": "nowt",
    "something": "summat",
    "anything": "owt",
    "because": "cos",
    "isn't": "ain't",
    "wasn't": "weren't",
    "mum": "mam",
    "girl": "lass",
    "boy": "lad",
    "child": "bairn",
    "children": "bairns",
    "yes": "aye",
    "was": "were",
    "little": "wee",
    "you": "ye",
}


def swap_dialect(text: str) -> str:
    """The text with common words put as they are said in the north of Britain."""

    def other(match: re.Match[str]) -> str:
        found = _DIALECT.get(match[0].lower())
        return _written_like(match[0], found) if found else match[0]

    return re.sub(r"\w+(?:'\w+)?", other, text)


def swap_names(text: str, known: frozenset[str], chance: random.Random) -> tuple[str, dict[str, str]]:
    """The text with known first names replaced by others of `ORIGINS`, each always by the same one.

    Args:
        text: The text.
        known: First names, lower case; those in `DOUBTFUL` stay.
        chance: Chooses the names.

    Returns:
        The text, and which name stands for which.
    """
    free = [name for name in ORIGINS if name.lower() not in text.lower()]
    chance.shuffle(free)
    put: dict[str, str] = {}

    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word.lower() not in known or word.lower() in DOUBTFUL or (word not in put and not free):
            return word
        return put.setdefault(word, free.pop() if word not in put else "")

    return re.sub(r"\b[A-Z][a-z]+\b", other, text), put
