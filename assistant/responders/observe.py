"""From a candidate to an observation: a sentence frame is chosen and filled.

Knows frames by the name of their file. A frame is open when all its variables have values.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant.domain import KindCard, Observation
from assistant.prompts import Prompt
from assistant.responders import wording
from assistant.responders.focus import Candidate
from assistant.responders.view import View

_MOST_TERMS = 6


def observe(
    candidate: Candidate, view: View, *, frames: Mapping[str, Prompt], kinds: tuple[KindCard, ...], lens: str
) -> Observation:
    """Put a candidate into words, with the frame that was used least lately."""
    values = _values(candidate, view, kinds)
    ages = _ages(view)
    open_ = [item for item in frames[candidate.situation].items if set(item.variables) <= set(values)]
    chosen = min(open_, key=lambda item: (-ages.get(item.name, view.turn), view.rank(item.name)))
    text = chosen.fill(**{name: values[name] for name in chosen.variables})
    return Observation(text=text, lens=lens, actors=candidate.names, quotes=candidate.quotes, frame=chosen.name)


def _ages(view: View) -> dict[str, int]:
    """How many turns ago each frame was used last."""
    ages: dict[str, int] = {}
    for age, reply in enumerate(reversed(view.past)):
        for item in reply.observations:
            ages.setdefault(item.frame, age)
    return ages


def _values(candidate: Candidate, view: View, kinds: tuple[KindCard, ...]) -> dict[str, str]:
    quote = candidate.quotes[0]
    values = {**candidate.values, "when": view.when(quote), "note": view.called(quote)}
    values["When"] = wording.capital(values["when"])
    if candidate.actors:
        actor = candidate.actors[0]
        values["thing"] = view.spoken(actor)
        values["Thing"] = wording.capital(values["thing"])
        values["bare"] = values["thing"].removeprefix("the ")
        if actor.why and actor.overlooked:
            values["why"] = actor.why
        values |= _counts(actor.mentions)
    if len(candidate.actors) > 1:
        values["other"] = view.spoken(candidate.actors[1])
    if candidate.kind:
        values["terms"] = wording.listed(candidate.kind.terms[:_MOST_TERMS], "or")
        values["kind"] = kind_name(candidate.kind.kind, kinds)
        values["Kind"] = wording.capital(values["kind"])
    return values


def _counts(mentions: tuple[object, ...]) -> dict[str, str]:
    notes = {getattr(mention, "note", "") for mention in mentions}
    found = {"times": wording.times(len(mentions))} if len(mentions) > 1 else {}
    return found | ({"notes": wording.counted(len(notes), "note", "notes")} if len(notes) > 1 else {})


def kind_name(kind: str, kinds: tuple[KindCard, ...]) -> str:
    """A kind as a sentence names it."""
    return next((card.short or card.name.lower() for card in kinds if card.kind == kind), kind)
