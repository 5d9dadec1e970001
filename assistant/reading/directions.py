"""Which of two actors does it to the other, with which verb and in which way, as the grammar tells it.

Knows the deeds of mentions. Does not know whether a pair is tied at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.reading.deeds import Deed
from assistant.reading.facts import NoteFacts
from assistant.reading.relations import Pair, governing

Place = tuple[float, Pair]
"""How likely a place shows a tie, and the pair of mentions there."""


def clear(pair: Pair) -> Deed | None:
    """The deed that the first does to the second, where one verb has the one as its doer and reaches the other."""
    if pair.a.sentence != pair.b.sentence or pair.a.note != pair.b.note:
        return None
    undergone = {deed.verb for deed in pair.b.deeds if not deed.does}
    return next((deed for deed in pair.a.deeds if deed.does and deed.verb in undergone), None)


def told(pair: Pair) -> Pair:
    """The pair with the one first that does it, where the grammar tells that clearly."""
    turned = replace(pair, a=pair.b, b=pair.a, names=(pair.names[1], pair.names[0]))
    return turned if clear(pair) is None and clear(turned) is not None else pair


def parted(places: Sequence[Place]) -> list[list[Place]]:
    """The places of one pair of actors: in two lists, one each way, where sentences tell both clearly.

    Args:
        places: In the order of the notes.
    """
    turned = [(share, told(pair)) for share, pair in places]
    ways = dict.fromkeys(pair.names for _, pair in turned if clear(pair) is not None)
    if len(ways) < 2:
        return [turned]
    return [[(share, pair) for share, pair in turned if pair.names == names] for names in ways]


def spoken(pair: Pair, note: NoteFacts) -> tuple[str, str]:
    """The verb with which the first does it, and the way that it tells of; see `ways`."""
    sentence = note.sentences[pair.a.sentence]
    deed = clear(pair) or next((deed for deed in pair.a.deeds if deed.does), None)
    if deed is not None:
        way = "" if _apart(pair) else deed.way or _of_grammar(pair)
        return sentence.tokens[deed.verb].lower, way
    return sentence.tokens[governing(sentence, pair.a.head)].lower, _of_grammar(pair)


def _apart(pair: Pair) -> bool:
    """Whether each of the two does something of its own in the sentence, and neither does it to the other."""
    if pair.a.sentence != pair.b.sentence or clear(pair) is not None:
        return False
    own = {deed.verb for deed in pair.b.deeds if deed.does}
    return bool(own) and not own & {deed.verb for deed in pair.a.deeds}


def _of_grammar(pair: Pair) -> str:
    """The way of the first mention where its construction tells it and no verb of its own."""
    return "" if any(deed.way for deed in pair.a.deeds) else pair.a.way
