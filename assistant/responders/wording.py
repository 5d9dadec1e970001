"""How an actor is named in a sentence of the tool's own: articles, capitals, quotation marks, numbers, dates.

Works on the practitioner's own words. Does not know frames or questions.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from assistant.domain import HUMAN_KINDS, Actor, Note


def words(lines: str) -> frozenset[str]:
    """A set of words from lines of them."""
    return frozenset(lines.split())


_DETERMINERS = words("""
    a an the this that these those some any no all both each every one two three four five six seven eight
    nine ten my our your his her its their whose someone somebody everyone nobody other another
""")
_MEASURED = re.compile(
    r"^(?:\w+ )?(?:\w+ )?o['’]?clock\s+(?=\w)|"
    r"^(?:one|two|three|four|five|six|seven|eight|nine|ten)[ -]"
    r"(?:minute|hour|day|week|month|year|page|strike)\s+(?=\w)|"
    r"^\d+(?:[.:]\d\d)?\s?(?:am|pm)\s+(?=\w)",
    re.I,
)
"""How a name begins that has a time or a measure first and is a thing by its last word: "two o'clock cut-off"."""
_YOURS = {"my": "your", "our": "your"}
_BARE_TIMES = re.compile(r"^(?:half[- ]term|christmas|xmas|easter|ramadan|eid|diwali|lent|midnight|noon|\d.*)$", re.I)
_TITLES = re.compile(r"^(?:mr|mrs|ms|miss|dr|prof|rev|sir|dame|lord|lady|st|sister|nurse|staff nurse)\b\.?", re.I)
_BEFORE = re.compile(r"([\w'’]+)\s+$")
_OPENERS = "\"“'‘"
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n]|[-•*]\s|\d\.)\s*[\"“'‘(\[]?$")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# Not strftime: it follows the machine's language.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MOST_PLACES = 12


def spoken(actor: Actor, texts: Mapping[str, str]) -> str:
    """The actor as a sentence names it: "the referral form", "Mrs Field", "their kitchen", "“not eligible”".

    Args:
        actor: From a reading.
        texts: The notes' texts by id, as far as they are at hand.
    """
    name = " ".join(actor.name.split()).strip("\"“”'‘’")
    first = name.split()[0] if name else ""
    if actor.bare:
        return name
    if _MEASURED.match(name):
        return f"the {name[:1].lower() + name[1:]}"
    if first.lower() in _DETERMINERS:
        return " ".join((_YOURS.get(first.lower(), first.lower()), *name.split()[1:]))
    places = _places(actor, texts)
    if actor.kind == "language" and any(_is_quoted(text, at, end) for text, at, end in places):
        return f"“{name}”"
    before = {_word_before(text, at) for text, at, _ in places}
    shown = name if _keeps_capital(actor, name, places) else name[:1].lower() + name[1:]
    if before & {"the", "this", "that"} and not _TITLES.match(shown):
        return f"the {shown}"
    return shown if _stands_bare(actor, shown, before) else f"the {shown}"


def _places(actor: Actor, texts: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """Where the name itself stands; an alias has an article and a case of its own."""
    wanted = actor.name.lower()
    found = []
    for mention in actor.mentions[:_MOST_PLACES]:
        text = texts.get(mention.note, "")
        if text[mention.start : mention.end].lower() == wanted:
            found.append((text, mention.start, mention.end))
    return found


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 1) : start] in tuple(_OPENERS) and text[end : end + 1] in ('"', "”", "'", "’", ",", ".")


def _word_before(text: str, start: int) -> str:
    found = _BEFORE.search(text[max(0, start - 20) : start])
    return found.group(1).lower() if found else ""


def _keeps_capital(actor: Actor, name: str, places: list[tuple[str, int, int]]) -> bool:
    words = name.split()
    if not name[:1].isupper():
        return True
    if _TITLES.match(name) or any(word[:1].isupper() or word[:1].isdigit() for word in words[1:]):
        return not (name.isupper() and len(name) > 8 and actor.kind not in HUMAN_KINDS)
    if len(words[0]) > 1 and words[0][1:2].isupper():
        return not (name.isupper() and len(name) > 5 and actor.kind not in HUMAN_KINDS)
    if any(text[at : at + 1].islower() for text, at, _ in places):
        return False
    inside = [1 for text, at, _ in places if not _SENTENCE_START.search(text[max(0, at - 12) : at])]
    return bool(inside) or (actor.kind in HUMAN_KINDS and len(words) == 1)


def _stands_bare(actor: Actor, shown: str, before: set[str]) -> bool:
    """Whether the name takes no article."""
    first = shown.split()[0] if shown else ""
    if first.endswith(("'s", "’s")) and first[:1].isupper():
        return True
    if actor.kind == "body":
        return not before & {"a", "an", "his", "her", "my", "their", "your", "its"}
    if actor.kind == "time" and _BARE_TIMES.match(shown):
        return True
    if not shown[:1].isupper():
        return shown[:1].isdigit() or actor.kind == "language" and " " not in shown and shown.endswith("ing")
    if first.isupper() and len(first) > 1:
        return actor.kind in ("organisation", "group", "place", "language") or (
            actor.kind == "person" and len(first) > 3
        )
    return actor.kind in (*HUMAN_KINDS, "place", "money", "language") or actor.kind == "technology" and " " not in shown


def capital(text: str) -> str:
    """The text with its first letter as a capital; a leading quotation mark is passed over."""
    at = 1 if text[:1] in '“"' else 0
    return text if at else text[:1].upper() + text[1:]


def number(count: int) -> str:
    """Small numbers as words."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else str(count)


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: "one note", "three notes"."""
    return f"{number(count)} {one if count == 1 else many}"


def times(count: int) -> str:
    """How often, in words: "once", "twice", "four times"; above twelve nobody counts along."""
    if count >= len(_NUMBERS):
        return "more than twelve times"
    return {1: "once", 2: "twice"}.get(count, f"{number(count)} times")


def listed(items: Iterable[str], joint: str = "and") -> str:
    """Items in one phrase: "a, b and c"."""
    things = list(items)
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} {joint} {things[-1]}" if things else ""


def day(date: dt.date, *, with_year: bool) -> str:
    """A date in words: "12 March", or "12 March 2025"."""
    return f"{date.day} {_MONTHS[date.month - 1]}" + (f" {date.year}" if with_year else "")


def when(note: Note, *, with_year: bool) -> str:
    """Where a passage stands: "on 12 March", or "in “Home visit”" for a note without a date."""
    return f"on {day(note.date, with_year=with_year)}" if note.date else f"in {titled(note)}"


def called(note: Note, *, with_year: bool) -> str:
    """A note as a sentence names it: "the note of 12 March", or "“Home visit”"."""
    return f"the note of {day(note.date, with_year=with_year)}" if note.date else titled(note)


def titled(note: Note) -> str:
    """The note's title, or its file name where there is none, in quotation marks; single ones inside."""
    title = " ".join((note.title or note.filename).split()).replace("“", "‘").replace("”", "’").replace('"', "'")
    return f"‘{title[:60].rstrip()}’"
