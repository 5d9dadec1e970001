"""Figures of speech: which words of a sentence belong to one, so that the things in them name nobody.

Knows the list of idioms and the forms of words. Does not know what the figure means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from assistant.reading.parse import Sentence, Token
from assistant.reading.words import lines

GAP = 3
"""The most words that may stand where the list has "*"."""
_END = -1
"""Stands behind the last word of what was matched."""
OWNER = "one's"
_OWNERS = ("PRP$", "POS")


@cache
def _by_word() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The idioms by their first word."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for line in lines("idioms"):
        words = tuple(line.split())
        found[words[0]].append(words)
    return {word: tuple(items) for word, items in found.items()}


def figurative(sentence: Sentence) -> frozenset[int]:
    """The indices of the words that belong to a figure of speech."""
    tokens = sentence.tokens
    found: set[int] = set()
    for at, token in enumerate(tokens):
        for form in _forms(token.lower, token.lemma):
            for idiom in _by_word().get(form, ()):
                found.update(_matched(tokens, at, idiom))
    return frozenset(found - {_END})


def _matched(tokens: Sequence[Token], at: int, idiom: tuple[str, ...]) -> tuple[int, ...]:
    """The words from `at` on that the idiom is written with here; none where it does not stand here."""
    if not idiom:
        return (_END,)
    if idiom[0] == "*":
        rests = (_matched(tokens, at + skipped, idiom[1:]) for skipped in range(GAP + 1))
        return next((rest for rest in rests if rest), ())
    if at >= len(tokens) or not _fits(tokens[at], idiom[0]):
        return ()
    rest = _matched(tokens, at + 1, idiom[1:])
    return (at, *rest) if rest else ()


def _fits(token: Token, word: str) -> bool:
    return token.tag in _OWNERS if word == OWNER else word in _forms(token.lower, token.lemma)


@lru_cache(maxsize=20_000)
def _forms(word: str, lemma: str) -> frozenset[str]:
    """The word as written, in its base form, and without its ending, where the parser knows no base form."""
    bare = {word.removesuffix(ending) for ending in ("s", "ing", "ed", "d")}
    return frozenset({word, lemma, *bare, f"{word.removesuffix('ing')}e"})
