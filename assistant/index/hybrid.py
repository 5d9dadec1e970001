"""Searches the same texts by meaning and by words, and joins both rankings.

Does not know what the texts are.
"""

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.index.chroma import Stamp
from assistant.index.encoder import Encoder
from assistant.index.fusion import fuse
from assistant.index.lexical import LexicalIndex
from assistant.index.semantic import Entry, SemanticIndex

CANDIDATES = 50
"""How deep each ranking is read at least."""
QUERY_START, QUERY_END = 120, 60
"""How many words of a long query's start and end are searched by meaning: a message often asks at its end."""
LONGEST_WORD = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A text that a search found."""

    entry: Entry
    score: float
    """From 0 to 1; 1 where it is the nearest by meaning and by words."""


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """The texts as they were at one moment."""

    stamp: Stamp
    entries: dict[str, Entry]
    lexical: LexicalIndex


class HybridIndex:
    """The texts of one folder, found by meaning and by words."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Take the folder, which need not exist; nothing is read or written yet."""
        self.semantic = SemanticIndex(folder, encoder)
        self._lock = threading.Lock()
        self._snapshot: _Snapshot | None = None

    def entries(self) -> tuple[Entry, ...]:
        """All texts.

        Raises:
            IndexFailure: the folder cannot be read as an index.
        """
        return self.semantic.read().entries

    def search(self, query: str, count: int) -> tuple[Match, ...]:
        """The texts nearest to the query, the nearest first; of texts that read the same, only the first.

        A query without a letter or digit finds nothing.

        Raises:
            IndexFailure: the folder cannot be read as an index.
            ModelMissing: the encoder has no model.
        """
        if count < 1 or not any(character.isalnum() for character in query):
            return ()
        depth = max(CANDIDATES, 5 * count)
        snapshot = self._current()
        if not snapshot.entries:
            return ()
        rankings = [self.semantic.nearest(shortened(query), depth), snapshot.lexical.rank(query, depth)]
        matches = [
            Match(entry=snapshot.entries[fused.id], score=fused.score)
            for fused in fuse(rankings)
            if fused.id in snapshot.entries
        ]
        return distinct(matches)[:count]

    def _current(self) -> _Snapshot:
        """The texts as they are; read and indexed again only if they changed."""
        with self._lock:
            if self._snapshot is None or self._snapshot.stamp != self.semantic.stamp:
                contents = self.semantic.read()
                lexical = LexicalIndex({entry.id: entry.text for entry in contents.entries})
                self._snapshot = _Snapshot(contents.stamp, {entry.id: entry for entry in contents.entries}, lexical)
            return self._snapshot


def distinct(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Without those whose text reads the same as that of an earlier one, white space and capitals aside."""
    first: dict[str, Match] = {}
    for match in matches:
        first.setdefault(" ".join(match.entry.text.casefold().split()), match)
    return tuple(first.values())


def shortened(query: str) -> str:
    """The query as the encoder gets it: of a long one the start and the end."""
    words = [word[:LONGEST_WORD] for word in re.split(r"\s+", query.strip())]
    if len(words) > QUERY_START + QUERY_END:
        words = words[:QUERY_START] + words[-QUERY_END:]
    return " ".join(words)
