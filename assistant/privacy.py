"""Replaces what identifies people before a text leaves this computer, and puts it back in what comes from there.

Knows names that a reading found, and the shapes of numbers and addresses used in Britain. Does not know models. It
finds what can be found by shape and by name; it is a help, and not a promise that nobody can be recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.domain import Reading

_TITLES = frozenset("mr mrs ms miss mx dr doctor sister nurse prof professor sir dame lady lord rev".split())  # noqa: SIM905
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_STREET = r"(?:street|st|road|rd|avenue|ave|lane|ln|close|drive|dr|court|crescent|way|place|terrace|gardens|grove|hill)"
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("EMAIL", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("LINK", re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("NINO", re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b", re.IGNORECASE)),
    ("NHS", re.compile(r"(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.])")),
    ("PHONE", re.compile(r"(?<![\d.])(?:\+44[ -]?(?:\(0\))?|0)\d(?:[ -]?\d){8,9}(?!\d)")),
    ("POSTCODE", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)),
    (
        "BIRTH",
        re.compile(
            r"(?:(?<=born )|(?<=born on )|(?<=dob )|(?<=dob: )|(?<=d\.o\.b\. )|(?<=birth )|(?<=birth: ))"
            rf"(?:\d{{1,2}}[./ -](?:\d{{1,2}}|{_MONTH})[./ -]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}})",
            re.IGNORECASE,
        ),
    ),
    ("ADDRESS", re.compile(rf"\b\d{{1,4}}[a-z]? (?:[A-Z][\w'’]+ ){{1,3}}{_STREET}\b", re.IGNORECASE)),
    ("NUMBER", re.compile(r"(?<![\w.])(?:[A-Z]{1,4}[-/ ]?)?\d{6,}(?![\w.])")),
)
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "  # noqa: SIM905
    "september october november december christmas easter english british".split()
)
_LIKELY = re.compile(
    r"(?:(?<=[a-z,;] )|(?<=Mr )|(?<=Ms )|(?<=Dr )|(?<=Mrs )|(?<=Miss ))(?P<name>[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)*)"
    r"(?!['’][a-z])\b"
)
_MARK = re.compile(r"\[?\b((?:PERSON|EMAIL|LINK|NINO|NHS|PHONE|POSTCODE|BIRTH|ADDRESS|NUMBER)-\d+)\b\]?", re.IGNORECASE)


def people(*readings: Reading) -> tuple[str, ...]:
    """The names of people that readings found, as they are written, the longest first."""
    found: dict[str, None] = {}
    for reading in readings:
        for actor in reading.actors:
            if actor.kind == "person":
                found |= dict.fromkeys(name for name in (actor.name, *actor.aliases) if name[:1].isupper())
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def likely(texts: Iterable[str]) -> tuple[str, ...]:
    """Words that texts use as names, whether or not a reading found a person in them.

    A word with a capital counts where no sentence begins, or after a title such as "Mrs"; days and months do not.
    """
    found: dict[str, None] = {}
    for text in texts:
        for match in _LIKELY.finditer(text):
            word = match["name"]
            if word.lower() not in _CALENDAR and word.lower() not in _TITLES:
                found[word] = None
    return tuple(found)


@dataclass(slots=True)
class Mask:
    """One conversation's replacements: the same thing always goes by the same mark."""

    names: Sequence[str] = ()
    """Names of people, as the texts write them; first names and surnames within them count too."""
    _marks: dict[str, str] = field(default_factory=dict)
    _kept: dict[str, str] = field(default_factory=dict)
    _words: re.Pattern[str] | None = None

    def hide(self, text: str) -> str:
        """The text with every identifier replaced by a mark such as [PERSON-1]."""
        for kind, shape in _SHAPES:
            text = shape.sub(lambda match, kind=kind: self._mark(kind, match[0]), text)  # type: ignore[misc]
        names = self._names()
        return names.sub(lambda match: self._mark("PERSON", match[0]), text) if names else text

    def show(self, text: str) -> str:
        """The text with the marks put back; a mark that was never given stays as it is."""
        return _MARK.sub(lambda match: self._kept.get(match[1].upper(), match[0]), text)

    def _names(self) -> re.Pattern[str] | None:
        if self._words is None:
            parts = dict.fromkeys(part for name in self.names for part in _parts(name))
            listed = sorted(parts, key=lambda part: (-len(part), part))
            pattern = "|".join(re.escape(part).replace(r"\ ", r"\s+") for part in listed)
            self._words = re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") if listed else None
        return self._words

    def _mark(self, kind: str, text: str) -> str:
        if kind == "NHS" and not _is_nhs(text):
            kind = "NUMBER"
        key = " ".join(text.split())
        if key not in self._marks:
            number = 1 + sum(mark.startswith(f"{kind}-") for mark in self._marks.values())
            self._marks[key] = f"{kind}-{number}"
            self._kept[f"{kind}-{number}"] = key
        return f"[{self._marks[key]}]"


def _parts(name: str) -> Iterator[str]:
    """The name, and each word of it that is a name by itself."""
    words = name.split()
    yield name
    yield from (
        word for word in words if word[:1].isupper() and len(word) > 1 and word.rstrip(".").lower() not in _TITLES
    )


def _is_nhs(text: str) -> bool:
    """Whether ten digits are a valid NHS number, by its check digit (modulus 11)."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    if len(digits) != 10:
        return False
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return (0 if check == 11 else check) == digits[9]


def identifiers(texts: Iterable[str], names: Sequence[str] = ()) -> tuple[str, ...]:
    """Everything in the texts that would be replaced, for people who want to see it first."""
    mask = Mask(names)
    for text in texts:
        mask.hide(text)
    return tuple(mask._kept.values())
