"""Which sentences tell that something is no longer as it was, and the signs of it.

Knows the words of time and change. Does not know how much each counts: that is in a learned table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.reading.facts import NoteFacts
from assistant.reading.parse import Sentence
from assistant.reading.seen import told_by_sentence
from assistant.reading.tables import logit

_TIME = frozenset(
    [
        "now",
        "since",
        "until",
        "still",
        "again",
        "instead",
        "anymore",
        "today",
        "finally",
        "already",
        "yet",
        "once",
        "before",
        "after",
        "first",
        "back",
        "used",
        "since",
        "longer",
        "till",
        "then",
        "ago",
        "suddenly",
        "new",
        "old",
        "gone",
        "meanwhile",
        "later",
        "last",
        "everybody",
        "nobody",
    ]
)
_WHAT: tuple[tuple[str, frozenset[str]], ...] = (
    ("is replaced", frozenset(["replace", "swap", "instead", "switch", "substitute"])),
    ("is worked around", frozenset(["workaround", "bypass", "round", "around", "dodge", "avoid"])),
    (
        "leaves",
        frozenset(
            [
                "go",
                "gone",
                "leave",
                "lose",
                "remove",
                "withdraw",
                "close",
                "end",
                "stop",
                "retire",
                "vanish",
                "disappear",
                "scrap",
                "cancel",
            ]
        ),
    ),
    (
        "arrives",
        frozenset(
            [
                "arrive",
                "new",
                "start",
                "launch",
                "introduce",
                "open",
                "begin",
                "install",
                "come",
                "get",
                "appear",
                "bring",
            ]
        ),
    ),
    ("breaks", frozenset(["break", "fail", "crash", "jam", "down", "die", "fall", "block", "flood"])),
    ("loosens", frozenset(["allow", "let", "ease", "relax", "bend", "waive", "lift", "agree", "free"])),
    ("takes over", frozenset(["take", "become", "turn", "run", "decide", "own"])),
    ("moves", frozenset(["move", "shift", "transfer", "send"])),
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A sentence that may tell of a change, and who and what is in it."""

    note: int
    sentence: int
    names: tuple[str, ...]
    signs: dict[str, float]


def turns(notes: Sequence[NoteFacts], names: Mapping[tuple[int, int], tuple[str, ...]]) -> Iterator[Turn]:
    """All sentences that name an actor, with their signs of change.

    Args:
        notes: What each note yields, the notes by date.
        names: The actors of each sentence, by number of note and of sentence.
    """
    seen: dict[str, int] = {}
    spread: dict[str, set[int]] = {}
    for (note, _), found in names.items():
        for name in found:
            spread.setdefault(name, set()).add(note)
    for note, read in enumerate(notes):
        told = _told(read)
        for number, sentence in enumerate(read.sentences):
            here = names.get((note, number), ())
            if here:
                signs = dict.fromkeys(_signs(sentence, note, len(notes), here, seen, spread), 1.0) | told[number]
                yield Turn(note, number, here, signs)
            for name in here:
                seen.setdefault(name, note)


def _told(note: NoteFacts) -> list[dict[str, float]]:
    """What the tagger says of each sentence: does it tell of before or after a change, of a relation?"""
    asked = ("before", "after", "tie")
    columns = [told_by_sentence(note.tags, note.sentences, question) for question in asked]
    names = [f"tagger:{question}" for question in asked]
    return [dict(zip(names, map(logit, shares), strict=True)) for shares in zip(*columns, strict=True)]


def _signs(
    sentence: Sentence,
    note: int,
    notes: int,
    here: tuple[str, ...],
    seen: Mapping[str, int],
    spread: Mapping[str, set[int]],
) -> Iterator[str]:
    words = [token.lower for token in sentence.tokens]
    for word in set(words) & _TIME:
        yield f"time:{word}"
    yield "some time" if set(words) & _TIME else "no time"
    pairs = set(zip(words, words[1:], strict=False))
    for pair in (("used", "to"), ("no", "longer"), ("from", "now"), ("no", "more"), ("n't", "any"), ("so", "now")):
        if pair in pairs:
            yield f"time:{' '.join(pair)}"
    if "?" in words:
        yield "asked"
    for token in sentence.tokens:
        if token.pos in ("VERB", "AUX") and token.dep in ("ROOT", "conj", "ccomp", "advcl"):
            yield f"verb:{token.lemma}"
            yield f"tense:{token.tag}"
    yield from (f"turn:{what}" for what, lemmas in _WHAT if lemmas & {token.lemma for token in sentence.tokens})
    yield "first note" if note == 0 else "last note" if note == notes - 1 else "middle note"
    before = sum(seen.get(name, note) < note for name in here)
    yield f"seen before:{min(before, 3)}"
    yield f"lasting:{min(sum(len(spread[name]) > 1 for name in here), 3)}"
    yield f"actors:{min(len(here), 5)}"
    yield f"length:{min(len(words) // 6, 5)}"
    if notes == 1:
        yield "only note"
