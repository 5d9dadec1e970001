"""What kind of thing a name stands for.

Knows the lexicon, lists of first names, places and titles, and word vectors for what none of them has. Does not know
what the thing does in the notes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from assistant.domain import Kind
from assistant.reading.parse import Parser
from assistant.reading.words import listed

if TYPE_CHECKING:
    import numpy as np

Ranking = tuple[tuple[str, float], ...]
"""Kinds, and "" for what takes no part, each with its share; the likeliest first."""

NEIGHBOURS = 9
_SUFFIXES: tuple[tuple[str, Kind], ...] = (
    ("itis", "body"),
    ("ist", "person"),
    ("woman", "person"),
    ("man", "person"),
    ("keeper", "person"),
    ("ol", "object"),
)


class Kinds:
    """Tells the kind of a name; remembers what it has worked out."""

    def __init__(self, lexicon: Mapping[str, Kind], parser: Parser) -> None:
        self._lexicon = lexicon
        self._parser = parser
        self._seen: dict[str, Ranking] = {}
        self._words: list[str] = []
        self._labels: list[str] = []
        self._rows: np.ndarray | None = None

    def __contains__(self, phrase: object) -> bool:
        """Whether the lexicon has the phrase."""
        return phrase in self._lexicon

    def of(self, key: tuple[str, ...], *, proper: bool, plural: bool, surface: str) -> Kind | None:
        """The kind of a name; None where it most likely takes no part.

        Args:
            key: The name's words, lower case, the last one singular.
            proper: Whether it is written like a name.
            plural: Whether it is written in the plural.
            surface: The name as written, lower case.
        """
        if proper and (key[0].rstrip(".") in listed("titles") or key[-1] in listed("first_names")):
            return "person"
        named = self._listed(key, surface, plural=plural)
        if named is not None:
            return named
        if proper:
            return self._name(key)
        label, _ = self.nearest(key[-1])[0]
        return _counted(cast("Kind", label), plural=plural) if label else None

    def _listed(self, key: tuple[str, ...], surface: str, *, plural: bool) -> Kind | None:
        phrase = self.entry(key, surface)
        if phrase is None:
            return None
        kind = self._lexicon[phrase]
        return kind if phrase == surface else _counted(kind, plural=plural)

    def entry(self, key: tuple[str, ...], surface: str) -> str | None:
        """The lexicon's phrase that a name rests on: the whole of it or its end; None where there is none."""
        phrases = (surface, *(" ".join(key[first:]) for first in range(len(key))))
        return next((phrase for phrase in phrases if phrase in self._lexicon), None)

    def listed_as(self, phrase: str) -> Kind:
        """The kind of a phrase that the lexicon has."""
        return self._lexicon[phrase]

    def neighbours(self, word: str, most: int = 4) -> tuple[tuple[str, str], ...]:
        """The listed words whose vectors are nearest to this word's, each with its kind, "" where it names nothing."""
        self._learn()
        assert self._rows is not None
        (vector,) = self._parser.vectors([word])
        near = self._rows @ vector
        best = (-near).argsort(kind="stable")[: most + 1] if vector.any() else ()
        return tuple((self._words[at], self._labels[at]) for at in best if self._words[at] != word)[:most]

    def _name(self, key: tuple[str, ...]) -> Kind:
        """The kind of what is written like a name and is in no list of common words."""
        if key[0].rstrip(".") in listed("titles") or key[0] in listed("first_names"):
            return "person"
        if key[-1] in listed("places"):
            return "place"
        if key[-1] in listed("first_names"):
            return "person"
        label, share = self.nearest(key[-1])[0]
        return cast("Kind", label) if label and share > 0.5 else "person"

    def doubt(self, word: str) -> float:
        """How much of the nearest words names nothing that takes part, from 0 to 1."""
        return dict(self.nearest(word)).get("", 0.0)

    def nearest(self, word: str) -> Ranking:
        """The kinds of the listed words whose vectors are nearest to this word's."""
        if word not in self._seen:
            self.meet([word])
        return self._seen[word]

    def meet(self, words: Iterable[str]) -> None:
        """Work out what is nearest to many words at once, which is much faster than one by one."""
        import numpy as np

        fresh = sorted(set(words) - self._seen.keys())
        if not fresh:
            return
        self._learn()
        assert self._rows is not None
        vectors = self._parser.vectors(fresh)
        near = vectors @ self._rows.T
        best = np.argpartition(-near, min(NEIGHBOURS, near.shape[1]) - 1, axis=1)[:, :NEIGHBOURS]
        for number, word in enumerate(fresh):
            if vectors[number].any():
                votes: dict[str, float] = defaultdict(float)
                for index in best[number]:
                    votes[self._labels[index]] += float(near[number, index]) ** 4
                total = sum(votes.values()) or 1.0
                order = sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))
                self._seen[word] = tuple((label, share / total) for label, share in order)
            else:
                ending = next((kind for end, kind in _SUFFIXES if word.endswith(end)), "object")
                self._seen[word] = ((ending, 0.3),)

    def _learn(self) -> None:
        if self._rows is not None:
            return
        pairs = sorted(self._labelled())
        rows = self._parser.vectors([word for word, _ in pairs])
        kept = [index for index in range(len(pairs)) if rows[index].any()]
        self._labels = [pairs[index][1] for index in kept]
        self._words = [pairs[index][0] for index in kept]
        self._rows = rows[kept]

    def _labelled(self) -> Iterable[tuple[str, str]]:
        for word, kind in self._lexicon.items():
            if " " not in word:
                yield word, kind
        for word in listed("not_actors") - set(self._lexicon):
            yield word, ""
        for word in listed("first_names") - set(self._lexicon):
            yield word, "person"
        for word in listed("places") - set(self._lexicon):
            yield word, "place"


def _counted(kind: Kind, *, plural: bool) -> Kind:
    """Several people are a group."""
    return "group" if plural and kind == "person" else kind
