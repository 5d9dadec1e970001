"""Ranks texts by the words that they share with a query (BM25), in memory.

Knows English stop words and word stems. Does not know where the texts come from.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

QUERY_WORDS = 400
"""How many different words of a query count; the first ones do."""
_WORD = re.compile(r"[^\W_]+")


class LexicalIndex:
    """The words of some texts, ready to be searched."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Index the texts.

        Args:
            texts: Each text by its id.
        """
        self._ids = tuple(texts)
        self._scorer = _scorer([stems(text) for text in texts.values()])

    def rank(self, query: str, count: int) -> tuple[str, ...]:
        """The ids of the texts that share a word with the query, the best first, at most `count`."""
        if self._scorer is None:
            return ()
        known = [word for word in dict.fromkeys(stems(query)) if word in self._scorer.vocab_dict][:QUERY_WORDS]
        if not known:
            return ()
        scores = self._scorer.get_scores(known)
        best = (-scores).argsort(kind="stable")[:count]
        return tuple(self._ids[place] for place in best if scores[place] > 0)


def stems(text: str) -> list[str]:
    """The stems of the text's words in order, without stop words and single letters."""
    words = [word for word in _WORD.findall(text.lower()) if len(word) > 1 or word.isdigit()]
    kept = [word for word in words if word not in _stop_words()]
    stemmed: list[str] = _stemmer().stemWords([word.encode("utf-8", "replace").decode() for word in kept])
    return stemmed


def _scorer(texts: Sequence[list[str]]) -> Any:
    """A BM25 over the texts' stems, or None where there is not one stem."""
    if not any(texts):
        return None
    import bm25s

    scorer = bm25s.BM25()
    scorer.index(list(texts), show_progress=False)
    return scorer


@cache
def _stop_words() -> frozenset[str]:
    from bm25s.stopwords import STOPWORDS_EN_PLUS

    return frozenset(STOPWORDS_EN_PLUS)


def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")  # one a call: a stemmer must not be shared by two threads
