"""Which lens a candidate is seen through, and which question of the bank is asked.

Knows the bank by what its questions suit and which slots they have. A question is asked once in a conversation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import Template

from assistant.domain import Lens, Question
from assistant.framework import Framework
from assistant.questions import faults
from assistant.responders.focus import Candidate
from assistant.responders.intent import Intent
from assistant.responders.observe import kind_name
from assistant.responders.view import View

_BY_SITUATION = {
    "overlooked": ("what-it-does", "arrangement", "widen-the-pair", "value", "fluid-or-fixed"),
    "acts": ("what-it-does", "arrangement", "value", "fluid-or-fixed"),
    "pair": ("widen-the-pair", "arrangement"),
    "relation": ("arrangement", "fluid-or-fixed", "value"),
    "change": ("in-motion", "settled"),
    "unheard": ("value", "widen-the-pair"),
    "silent": ("widen-the-pair",),
    "new": ("widen-the-pair", "what-it-does"),
    "message": ("what-it-does", "widen-the-pair"),
    "contradiction": ("value", "in-motion", "what-it-does"),
}
_PAPER = ("document", "rule", "language")
_BREAKING = re.compile(
    r"\b(?:broke|broken|fail\w*|stuck|jam\w*|crash\w*|missing|lost|down|without|no signal|bust|wobbl\w*|dead)\b", re.I
)
_UNWRITTEN = re.compile(r"\b(?:not written|stop writing|find nothing|without anyone speaking|left behind)\b", re.I)
_GENTLE = re.compile(
    r"^(?:who (?:else|has|would)|when will you|with whom)\b(?!.*\b(?:stake|sorry|themselves|try|tried|same day)\b)",
    re.I,
)
"""What can be asked beside a notice of danger: who else, who is to be asked, when and with whom."""
_OF_NOTES = re.compile(r"\b(?:notes?|two people you|the earlier)\b", re.I)
_SEVERAL = re.compile(
    r"\b(?:first note|last note|between (?:the|these) (?:two )?notes|note to note|the two notes|in the last)\b", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with its slots filled."""

    question: Question
    text: str
    about: tuple[str, ...]


def lens_of(candidate: Candidate, view: View, lenses: Sequence[Lens], *, other_than: str = "") -> str:
    """The lens that fits a candidate and was used least lately."""
    known = [lens.id for lens in lenses]
    fitting = list(_BY_SITUATION.get(candidate.situation.removesuffix("-one"), ("arrangement", "what-it-does")))
    if candidate.actors and candidate.actors[0].kind in _PAPER and candidate.situation not in ("new", "silent"):
        fitting.insert(0, "follow-the-paper")
    if any(_BREAKING.search(quote.text) for quote in candidate.quotes):
        fitting.insert(0, "breakdown")
    fitting = [lens for lens in fitting if lens in known and lens != other_than] or [
        x for x in known if x != other_than
    ]
    ages = {reply.lens: age for age, reply in reversed(list(enumerate(reversed(view.past))))}
    found = {hit.lens for hit in view.brief.framework[:2]}
    return min(fitting, key=lambda lens: (-min(ages.get(lens, 4), 4), lens not in found, fitting.index(lens)))


def ask(
    framework: Framework, view: View, intent: Intent, chosen: Sequence[Candidate], *, lens: str, gentle: bool
) -> Asked:
    """Choose the question and fill its slots.

    Args:
        framework: Where the questions are.
        view: The brief.
        intent: What the message asks for.
        chosen: What the reply points at, the main one first.
        lens: The lens that the main one is seen through.
        gentle: Whether only an open question about nothing in particular is in place.
    """
    asked = [reply.question_id for reply in view.past]
    ready = list(_ready(framework, view, () if gentle else chosen[:1]))
    wanted = ("open",) if gentle else _situations(view, intent, chosen)
    used = set(asked)

    def order(item: Asked) -> tuple[object, ...]:
        question = item.question
        harsh = gentle and (not _GENTLE.search(question.text), question.lens != "now-what")
        fit = min((wanted.index(x) for x in question.suits if x in wanted), default=len(wanted))
        unwritten = _wants_unwritten(view, intent) and not _UNWRITTEN.search(question.text)
        repeat = len(asked) - 1 - asked[::-1].index(question.id) if question.id in used else -1
        aside = question.lens != ("now-what" if intent.ask in ("now-what", "done", "thanks") else lens)
        return (repeat, harsh, unwritten, fit, aside, view.rank(question.id))

    for item in sorted(ready, key=order):
        if not faults(item.text):
            return item
    raise LookupError("the bank has no open question without a slot")


def _wants_unwritten(view: View, intent: Intent) -> bool:
    return bool(view.notes) and view.turn % 10 == 9 and intent.ask in ("tell", "empty", "unwritten")


def _situations(view: View, intent: Intent, chosen: Sequence[Candidate]) -> tuple[str, ...]:
    if intent.ask in ("now-what", "done", "thanks"):
        return ("closing", "open")
    if not chosen:
        return ("open",)
    main = chosen[0].situation.removesuffix("-one")
    if main in ("answer", "message", "passage", "words"):
        actor = chosen[0].actors[0] if chosen[0].actors else None
        main = "open" if actor is None or actor.human else "overlooked" if actor.overlooked else "acts"
    return (main, "open") if main != "pair" else ("pair", "overlooked", "open")


def _ready(framework: Framework, view: View, chosen: Sequence[Candidate]) -> Iterator[Asked]:
    """The questions whose slots can be filled and that fit how many notes there are."""
    slots, about = _slots(framework, view, chosen)
    for question in framework.questions:
        if not set(question.slots) <= set(slots) or (not view.notes and _OF_NOTES.search(question.text)):
            continue
        thing = view.actor(about.get("thing", "")) if "thing" in question.slots else None
        if thing and question.kinds and thing.kind not in question.kinds:
            continue
        if len(view.notes) < 2 and _SEVERAL.search(question.text):
            continue
        names = tuple(about[slot] for slot in question.slots if slot in about)
        yield Asked(question=question, text=_filled(question, slots), about=names)


def _filled(question: Question, slots: dict[str, str]) -> str:
    text = Template(question.text).safe_substitute(slots)
    return text[:1].upper() + text[1:]


def _slots(framework: Framework, view: View, chosen: Sequence[Candidate]) -> tuple[dict[str, str], dict[str, str]]:
    slots: dict[str, str] = {}
    about: dict[str, str] = {}
    for candidate in chosen:
        if candidate.kind:
            slots["kind"] = kind_name(candidate.kind.kind, framework.kinds)
        for actor in candidate.actors:
            person = actor.human and actor.kind != "organisation"
            free = [slot for slot in ("person",) if person and slot not in slots]
            things = ("thing", "other") if candidate.situation != "unheard" else ()
            free += [slot for slot in things if slot not in slots][:1]
            for slot in free:
                slots[slot], about[slot] = view.spoken(actor), actor.name
    main = view.actor(about.get("thing", ""))
    if main and main.human and "other" not in slots:
        del slots["thing"], about["thing"]
    return slots, about
