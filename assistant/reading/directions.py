"""Which of two actors does it to the other, with which verb and in which way, as the grammar tells it.

Knows the links between mentions. Does not know whether a pair is tied at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.deeds import Deed
from assistant.reading.facts import NoteFacts
from assistant.reading.linked import Link, link, said
from assistant.reading.relations import Pair

Place = tuple[float, Pair]
"""How likely a place shows a tie, and the pair of mentions there."""
Read = Sequence[NoteFacts]


def clear(pair: Pair) -> Deed | None:
    """The deed that the first does to the second, where one verb has the one as its doer and reaches the other."""
    if not _together(pair):
        return None
    undergone = {deed.verb for deed in pair.b.deeds if not deed.does}
    return next((deed for deed in pair.a.deeds if deed.does and deed.verb in undergone), None)


def _together(pair: Pair) -> bool:
    return pair.a.sentence == pair.b.sentence and pair.a.note == pair.b.note


def linking(pair: Pair, read: Read) -> Link | None:
    """What the first truly does to the second; None where the grammar tells no such thing."""
    return link(read[pair.a.note].sentences[pair.a.sentence], pair.a, pair.b) if _together(pair) else None


def told(pair: Pair, read: Read) -> Pair:
    """The pair with the one first that does it, where the grammar tells that clearly."""
    turned = replace(pair, a=pair.b, b=pair.a, names=(pair.names[1], pair.names[0]))
    for of in (lambda one: linking(one, read), clear):
        if of(pair) is not None:
            return pair
        if of(turned) is not None:
            return turned
    return pair


def parted(places: Sequence[Place], read: Read) -> list[list[Place]]:
    """The places of one pair of actors: in two lists, one each way, where sentences tell both clearly.

    Args:
        places: In the order of the notes.
        read: The notes.
    """
    turned = [(share, told(pair, read)) for share, pair in places]
    ways = dict.fromkeys(pair.names for _, pair in turned if clear(pair) is not None)
    if len(ways) < 2:
        return [turned]
    return [[(share, pair) for share, pair in turned if pair.names == names] for names in ways]


def spoken(pair: Pair, read: Read, *, plural: bool) -> tuple[str, str]:
    """The verb with which the first does it, and the way that it tells of; both empty where nothing of it is sure.

    Args:
        pair: The two mentions.
        read: The notes.
        plural: Whether the first is many.
    """
    found = linking(pair, read)
    if found is None:
        return "", ""
    return said(read[pair.a.note].sentences[pair.a.sentence], found, plural=plural), found.way
