"""Numbers, shares and dates in a text, so that one that nobody wrote is seen.

Knows how they are written in English. A small number word before what a reply counts itself ("told three times", "in
four notes") is left out, and "one" and "two" always are: they are grammar more often than figures.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from evals.scorers.words import COUNTED, split

_MONTHS = split("january february march april may june july august september october november december")
_MONTH = "|".join(f"{name}|{name[:4]}|{name[:3]}" for name in _MONTHS)
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b|\b({_MONTH}) (\d{{1,2}})(?:st|nd|rd|th)?\b", re.IGNORECASE
)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.]\d{2,4})?\b")
_ISO = re.compile(r"\b\d{4}-(\d{2})-(\d{2})\b")
_DIGITS = re.compile(r"\d+(?:[.,:]\d+)*")
_SMALL = split("three four five six seven eight nine ten")
_TEENS = split("eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = split("twenty thirty forty fifty sixty seventy eighty ninety")
_VALUES = (
    {word: number for number, word in enumerate(_SMALL, 3)}
    | {word: number for number, word in enumerate(_TEENS, 11)}
    | {word: 10 * number for number, word in enumerate(_TENS, 2)}
    | {"dozen": 12, "hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "million": 1_000_000}
)
_NUMBER_WORD = re.compile(
    rf"\b({'|'.join(_TENS)})[ -](one|two|{'|'.join(_SMALL[:-1])})\b|\b({'|'.join(_VALUES)})\b", re.IGNORECASE
)
_COUNTS_ITSELF = re.compile(rf"\s*(?:(?:{COUNTED})\b|[,.;:?!]|$)", re.IGNORECASE)


def _month(word: str) -> int:
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(word.lower()[:3]))


def dates(text: str) -> set[tuple[int, int]]:
    """Day and month of each date in a text."""
    found = {(int(m[1] or m[4]), _month(m[2] or m[3])) for m in _DAY_MONTH.finditer(text)}
    found |= {(int(m[1]), int(m[2])) for m in _NUMERIC.finditer(text)}
    return found | {(int(m[2]), int(m[1])) for m in _ISO.finditer(text)}


def months(text: str) -> str:
    """The full names of the months in the dates of a text, lower case: "24 Feb" is in february."""
    return " ".join(sorted({_MONTHS[month - 1] for _, month in dates(text) if 1 <= month <= 12}))


def numbers(text: str, *, all_: bool = False) -> Iterator[str]:
    """Each number, as digits; a share is its number.

    Args:
        text: Any text.
        all_: Whether small number words are told too where they count what a reply shows.
    """
    rest = _ISO.sub(" ", text) if all_ else _DAY_MONTH.sub(" ", text)
    for match in _DIGITS.finditer(rest):
        yield _trimmed(match[0])
    for match in _NUMBER_WORD.finditer(rest):
        word = (match[3] or "").lower()
        if match[1]:
            units = {"one": 1, "two": 2} | _VALUES
            yield str(_VALUES[match[1].lower()] + units[match[2].lower()])
        elif all_ or word not in _SMALL or not _COUNTS_ITSELF.match(rest, match.end()):
            yield str(_VALUES[word])


def _trimmed(digits: str) -> str:
    bare = digits.replace(",", "")
    return (bare.lstrip("0") or "0") if bare.isdigit() else bare


def strange(said: str, written: str, days: Iterable[dt.date]) -> list[str]:
    """The numbers and dates of a text that stand in nothing that was written.

    Args:
        said: The tool's own words.
        written: Everything that the practitioner wrote.
        days: The dates of the notes.
    """
    noted = list(days)
    known_dates = dates(written) | {(day.day, day.month) for day in noted}
    known = set(numbers(written, all_=True)) | {str(day.year) for day in noted}
    months = [f"{day} {_MONTHS[month - 1]}" for day, month in dates(said) - known_dates if 1 <= month <= 12]
    return sorted(months) + sorted({number for number in numbers(said) if number not in known})
