"""Reads the date that a note is of: from front matter, a mail header, the file's name or the first lines.

Knows how dates are written in Britain (day first) and hands whole dates only to dateparser. Does not guess from a
month, a weekday, a bare number or a word such as "today".
"""

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?:(?:19|20|21)\d\d)"
_GAP = r"[ \t._,/-]{1,3}"
_DATE = re.compile(
    rf"""(?<![\w£.,/:])(?<!\d-)
    (?:
        (?P<iso>{_YEAR}([-._/ ])(?:0?[1-9]|1[0-2])\2(?:0?[1-9]|[12]\d|3[01]))
      | (?P<solid>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))
      | (?P<figures>\d{{1,2}}([-._/ ])\d{{1,2}}\5(?:{_YEAR}|\d\d))
      | (?P<words>\d{{1,2}}(?:st|nd|rd|th)?(?:[ ]of)?(?:{_GAP})?{_MONTH}(?:{_GAP})?(?:{_YEAR}|'?\d\d)
          | {_MONTH}{_GAP}\d{{1,2}}(?:st|nd|rd|th)?{_GAP}{_YEAR})
    )
    (?![\w/]|[-.]\d)""",
    re.IGNORECASE | re.VERBOSE,
)
_WEEKDAY = re.compile(r"^\s*(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ .,]+", re.IGNORECASE)
# A date of these is not the date of the note.
_OTHER = re.compile(
    r"\b(?:born|d\.?o\.?b\.?|birth|since|due|next|review|expir\w*|deadline|from|until|by|before|after)\b[^0-9]*$",
    re.IGNORECASE,
)
_FIRST_LINES = 5
_LONGEST_LINE = 100
_EARLIEST, _LATEST = 1950, 2100


def read_date(words: str) -> dt.date | None:
    """The first whole date in a few words; day first where figures leave it open; None if there is none."""
    for found in _found(words):
        if (date := _whole(found)) is not None:
            return date
    return None


def date_of_name(stem: str) -> dt.date | None:
    """The date in a file's name, given without its ending."""
    return read_date(_loosened(stem))


def without_date(stem: str) -> str:
    """The file's name without the date in it."""
    loose = _loosened(stem)
    for found in _found(loose):
        if _whole(found) is not None:
            return stem[: found.start()] + " " + stem[found.end() :]
    return stem


def date_of_heading(text: str) -> dt.date | None:
    """The date in the first lines of a text, up to the first line of running prose."""
    lines = [line for line in text[:4000].split("\n") if line.strip()][:_FIRST_LINES]
    for line in lines:
        if len(line) > _LONGEST_LINE:
            return None
        for found in _found(line):
            date = _whole(found)
            if date is not None and not _OTHER.search(line[: found.start()]):
                return date
    return None


def _loosened(stem: str) -> str:
    """The name with underscores as spaces, so that they part words; of the same length."""
    return stem.replace("_", " ")


def _found(words: str) -> Iterator[re.Match[str]]:
    return _DATE.finditer(words)


def _whole(found: re.Match[str]) -> dt.date | None:
    date = _numbers(found) if found["iso"] or found["solid"] else _parsed(found.group().replace("_", " "))
    return date if date is not None and _EARLIEST <= date.year <= _LATEST else None


def _numbers(found: re.Match[str]) -> dt.date | None:
    if found["solid"]:
        parts = [found["solid"][:4], found["solid"][4:6], found["solid"][6:]]
    else:
        parts = re.split(r"\D", found["iso"])
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        return None


def _parsed(words: str) -> dt.date | None:
    tidy = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", words, flags=re.IGNORECASE)
    tidy = re.sub(r"(\d)([A-Za-z])|([A-Za-z])(\d)", r"\1\3 \2\4", tidy)
    if re.search("[A-Za-z]", tidy):
        tidy = re.sub(r"\bof\b|[-._,/']", " ", tidy)
    found = _parser().get_date_data(re.sub(r"[-._ ]+", " " if " " in tidy else "/", tidy.strip())).date_obj
    return found.date() if found is not None else None


@lru_cache(maxsize=1)
def _parser() -> "DateDataParser":
    from dateparser.date import DateDataParser

    settings = {
        "DATE_ORDER": "DMY",
        "STRICT_PARSING": True,
        "PARSERS": ["absolute-time"],
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    return DateDataParser(languages=["en"], settings=settings)
