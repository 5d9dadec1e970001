"""Which sentences of a note are the furniture of an e-mail: head lines, who wrote when, footers.

Knows how such lines begin and end. Does not know sentences' grammar, and cuts nothing from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assistant.reading.parse import Sentence
from assistant.reading.words import lines

_MARKS = r"[\s>*_]*"
_HEAD = re.compile(rf"{_MARKS}(?:from|to|cc|bcc|sent|subject|date|reply-to):\s", re.IGNORECASE)
_WROTE = re.compile(rf"{_MARKS}on\b.{{0,40}}\d{{4}}.{{0,80}}\bwrote:\s*$", re.IGNORECASE | re.DOTALL)


def told(text: str, sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of a note without those that are an e-mail's furniture."""
    mail = len(_heads(text)) > 1
    return tuple(item for item in sentences if not _is_furniture(text, item, mail=mail))


def _heads(text: str) -> list[str]:
    """The lines that stand at the head of an e-mail; one by itself may be a speaker or a heading."""
    return [line for line in text.splitlines() if _HEAD.match(line)]


def _is_furniture(text: str, sentence: Sentence, *, mail: bool) -> bool:
    start = text.rfind("\n", 0, sentence.start) + 1
    line = text[start : sentence.end]
    return bool(_footer().match(line) or _WROTE.match(line) or (mail and _HEAD.match(line)))


@cache
def _footer() -> re.Pattern[str]:
    return re.compile(rf"{_MARKS}(?:{'|'.join(map(re.escape, lines('mail_lines')))})\b", re.IGNORECASE)
