"""What all scorers share: a score with its evidence, what was written, and what the tool says in its own words.

Knows a case and an outcome. Knows no single scorer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.domain import Reply
from assistant.framework import Framework
from evals.engines import Outcome
from evals.schema import EvalCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One scorer's word on one reply."""

    value: float | None
    evidence: str = ""
    """What speaks for or against, in a sentence, a count or a quote."""


Scorer = Callable[[EvalCase, Outcome, Framework], Score]
WORD = re.compile(r"[A-Za-z][\w'’-]*")
_QUOTED = re.compile(r"[“\"]([^“”\"]*)[”\"]")


def own_parts(reply: Reply) -> Iterator[str]:
    """Notice, opening, remarks and question, as they are said."""
    parts = (reply.notice, reply.opening, *(item.text for item in reply.observations), reply.question)
    return (part for part in parts if part)


def own_words(reply: Reply, *, written: str | None = None) -> str:
    """What the tool says in its own words: everything but what is quoted.

    Args:
        reply: The reply.
        written: What the practitioner wrote, lower case. Words in quotation marks that do not stand there are no
            quote, whatever the marks say, and stay; without it everything in quotation marks goes.
    """
    return "\n".join(unquoted(part, written) for part in own_parts(reply))


def unquoted(part: str, written: str | None) -> str:
    """A part of a reply without its quotes."""

    def other(match: re.Match[str]) -> str:
        words = plain(match[1]).rstrip(".,;:!?…")
        return ". " if written is None or words in plain(written) else match[1]

    return _QUOTED.sub(other, part)


def plain(text: str) -> str:
    """Lower case, single spaces."""
    return " ".join(text.lower().split())


def written_in(case: EvalCase, outcome: Outcome) -> str:
    """All that the practitioner wrote, lower case: notes with title, weekday and month, earlier messages, message."""
    titles = (f"{note.title} {note.date:%A %B}" if note.date else note.title for note in outcome.notes)
    return "\n".join((case.message, *case.talk, *titles, *(note.text for note in outcome.notes))).lower()


def said(words: str, text: str) -> bool:
    """Whether words stand in a text, lower case or not, and not within a longer word."""
    begin = r"(?<!\w)" if words[:1].isalnum() else ""
    end = r"(?!\w)" if words[-1:].isalnum() else ""
    return bool(re.search(begin + re.escape(words.lower()) + end, text.lower()))


def yes(holds: bool, against: str, counted: str = "") -> Score:
    """1 or 0, with what speaks against, or what was looked at where it holds."""
    return Score(value=1.0 if holds else 0.0, evidence=counted if holds else against)


def number_of(count: int, what: str) -> str:
    """How many there were: "1 quote", "3 quotes"."""
    return f"{count} {what}{'' if count == 1 else 's'}"
