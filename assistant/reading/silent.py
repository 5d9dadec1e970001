"""Which kinds no note mentions, with the words that were looked for and those that come nearest.

Knows the kind cards and word vectors. Does not know grammar.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from assistant.domain import Kind, KindCard, Note, Quote, SilentKind
from assistant.reading.parse import Parser

NEAR = 0.45
"""How near a word must come to be shown, as the cosine of word vectors."""
SHOWN = 3


def silent_kinds(
    cards: Sequence[KindCard],
    found: Collection[Kind],
    notes: Sequence[Note],
    words: Mapping[str, Quote],
    parser: Parser,
) -> tuple[SilentKind, ...]:
    """Name the kinds that have no actor and none of whose terms is written anywhere.

    Args:
        cards: The kinds and their terms.
        found: The kinds that have an actor.
        notes: The notes.
        words: The nouns of the notes, lower case, each with the first place where it stands.
        parser: Knows the word vectors.
    """
    whole = "\n".join(note.text.casefold() for note in notes)
    if not whole.strip():
        return ()
    silent = [
        card for card in cards if card.kind not in found and not any(_written(term, whole) for term in card.terms)
    ]
    return tuple(
        SilentKind(kind=card.kind, terms=card.terms, nearest=_nearest(card.terms, words, parser)) for card in silent
    )


def _written(term: str, whole: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term.casefold())}(?:s|es)?(?!\w)", whole) is not None


def _nearest(terms: Sequence[str], words: Mapping[str, Quote], parser: Parser) -> tuple[Quote, ...]:
    if not words or not terms:
        return ()
    listed = list(words)
    near = parser.vectors(listed) @ parser.vectors([term.split()[-1].lower() for term in terms]).T
    scores = [(float(score), word) for score, word in zip(near.max(axis=1), listed, strict=True)]
    best = sorted((item for item in scores if item[0] >= NEAR), key=lambda item: (-item[0], item[1]))
    return tuple(words[word] for _, word in best[:SHOWN])
