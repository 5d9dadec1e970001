"""Whether a candidate bears out what its sentence frame will say: the words of its quotes decide.

A reading may join or part things wrongly. What is said in a conversation is checked here against the quoted words
themselves. Does not choose among candidates.
"""

from __future__ import annotations

import re

from assistant.domain import MESSAGE, Actor, Quote
from assistant.responders.contradict import stems
from assistant.responders.wording import words

FEWEST_WORDS = 5
"""A shorter sentence is a heading, a label or a fragment, and tells nothing."""
_HEADER = re.compile(r"^\W*(?:present|apologies|from|to|cc|sent|subject|date|attending|notes?|aob)\b\W*[:.]", re.I)
_CHANGE = re.compile(
    r"\b(?:now|no longer|not any ?more|any ?more|used to|since|until|till|instead|stopp?(?:ed|s)|start(?:ed|s)|began"
    r"|beg[ui]n|new|gone|went|came|come|come back|crept|replaced?|moved?|moves|changed?|changes|slipped|finally|first"
    r"|again|left|leaves|taken|arrived|opened|closed|became|becomes?|turned|grew|fell|up from|down (?:from|to)"
    r"|went live|switched|dropped|added|removed|lost|broke|broken|mended|fixed)\b",
    re.I,
)
_META = words("""
    note message question point paper log diary minute meeting thread email e-mail title apology action list day
    week month year time thing way lot word
""")


def telling(quote: Quote) -> bool:
    """Whether a quote is a sentence that says something; the practitioner's message may be as short as it likes."""
    return quote.note == MESSAGE or (len(quote.text.split()) >= FEWEST_WORDS and not _HEADER.match(quote.text))


def shows(actor: Actor, quote: Quote) -> bool:
    """Whether one of the actor's names stands in the quote."""
    there = stems(quote.text) | {word.lower() for word in re.findall(r"\w+", quote.text)}
    return any(_parts(name) <= there for name in (actor.name, *actor.aliases) if _parts(name))


def _parts(name: str) -> frozenset[str]:
    return stems(name) or frozenset(word.lower() for word in re.findall(r"\w+", name))


def of_the_case(actor: Actor) -> bool:
    """Whether it takes part in the case, and is not the writing about it."""
    parts = re.findall(r"[\w-]+", actor.name.lower())
    return bool(parts) and not (len(parts) == 1 and parts[0].removesuffix("s") in _META)


def changes(quote: Quote) -> bool:
    """Whether the quote itself has a word of change."""
    return bool(_CHANGE.search(quote.text))
