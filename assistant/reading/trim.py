"""Where a name begins: without the words that count or judge what it names.

Knows grammar and the list of such words. Does not know which stretches are names.
"""

from __future__ import annotations

from collections.abc import Container

from assistant.reading.parse import Sentence
from assistant.reading.words import listed

STRICT = ("mr", "mrs", "mx", "dr", "ms", "miss", "prof")
"""Titles that are never a role by themselves."""
_ALSO_SMALL = ("mr", "mrs", "mx")
"""Those that are no other word, so that they need no capital."""
_PLURAL = ("NNS", "NNPS")
_SIDED = ("hand", "arm", "leg", "foot", "knee", "hip", "eye", "ear", "side", "shoulder", "ankle", "wrist")


def trimmed(sentence: Sentence, first: int, last: int, lexicon: Container[str]) -> int:
    """The first word of the name that stands from `first` to `last`, both indices of its words."""
    tokens = sentence.tokens
    while first < last and _outside(sentence, first, last):
        if " ".join(token.lower for token in tokens[first : last + 1]) in lexicon:
            break
        first += 1
    return first


def _outside(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the word at `first` only counts or judges: "three commodes", "wrong ward", but "three-bed flat"."""
    tokens = sentence.tokens
    token, following = tokens[first], tokens[first + 1]
    if following.text in ("-", "/") or following.lower in ("o'clock", "past", "'s", "to") or not _noun(sentence, last):
        return False
    if first and token.text[:1].isupper() and following.text[:1].isupper():
        return False
    if token.text.isdigit():
        return tokens[last].tag in _PLURAL and token.head == last
    if token.lower == "right" and tokens[last].lower.removesuffix("s") in _SIDED:
        return False
    return token.lower in listed("judged") and (token.head >= last or token.dep not in ("nummod", "compound"))


def _noun(sentence: Sentence, index: int) -> bool:
    return sentence.tokens[index].pos in ("NOUN", "PROPN")


def titled(sentence: Sentence, first: int, last: int, lexicon: Container[str]) -> bool:
    """Whether the stretch is a title and a name: "Mrs Field", "Nurse Okafor", but "Nurse Manager"."""
    tokens = sentence.tokens[first : last + 1]
    title = tokens[0].lower.rstrip(".")
    if len(tokens) < 2 or title not in listed("titles") or not tokens[1].text[:1].isalpha():
        return False
    if title in _ALSO_SMALL and len(tokens) == 2:
        return True
    written = all(token.text[:1].isupper() or token.text == "-" for token in tokens)
    return written and (title in STRICT or tokens[-1].lower not in lexicon)


def named_so(sentence: Sentence, index: int) -> bool:
    """Whether a word that is a first name as well as another word ("April", "Will") names a person here."""
    tokens = sentence.tokens
    token = tokens[index]
    if token.lower not in listed("names_and_words") or not token.text[:1].isupper() or token.text[1:].isupper():
        return False
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and (after.tag == "CD" or after.pos in ("NOUN", "PROPN")):
        return False
    past = after is not None and after.tag in ("VBD", "VBN")
    if before is None or before.pos in ("PUNCT", "SPACE", "SCONJ", "CCONJ"):
        return past and (token.dep in ("nsubj", "aux") or after is tokens[token.head])
    told = token.dep in ("dobj", "dative") or (token.dep == "nsubj" and past)
    return told and token.pos == "PROPN" and before.tag not in ("DT", "IN", "PRP$", "JJ")
