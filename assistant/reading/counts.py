"""Which nouns only count, colour or cut a verb short, so that they name nobody: "x2", "20 min wait", "is red".

Knows closed lists and the grammar of one sentence. Does not know the lexicon.
"""

from __future__ import annotations

import re

from assistant.reading.parse import Sentence, Token
from assistant.reading.words import closed

_TIMES = re.compile(r"x\d+|\d+x", re.IGNORECASE)
_CUT = re.compile(r"\w{2,}['’]d", re.IGNORECASE)


def cut_short(token: Token) -> bool:
    """Whether it is the past of a verb that is cut short: "disc'd"."""
    return bool(_CUT.fullmatch(token.text))


def counts(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the stretch only counts or is a colour by itself; both are indices of its words."""
    tokens = sentence.tokens
    word, before = tokens[last], tokens[first - 1] if first else None
    counted = before is not None and before.text[:1].isdigit()
    if first == last and (_TIMES.fullmatch(word.text) or word.lower in closed("short measures") or cut_short(word)):
        return True
    if counted and tokens[first].lower in closed("short measures") and word.lower in closed("measured"):
        return True
    led = before is not None and (before.tag in ("DT", "PRP$", "POS"))
    return first == last and word.text.islower() and word.lower in closed("colours") and not led
