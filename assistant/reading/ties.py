"""Why two actors are tied, and why a sentence counts as a change: the signs that the reading rests on.

Knows what the reading says, and the tables of pairs and turns. Does not know how signs are found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from assistant.domain import Quote
from assistant.reading.grounds import Case
from assistant.reading.plain import reasons
from assistant.reading.relations import Pair, pair_quote, pairs
from assistant.reading.report import turning
from assistant.reading.tables import Table
from assistant.reading.tagger import Tagger

SHOWN = 3
"""How many reasons are told for each."""
Place = tuple[str, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A tie or a change that the reading tells of."""

    said: str
    places: tuple[str, ...]
    """The sentences that show it."""
    likely: float | None = None
    """How likely it is, from 0 to 1; None where a rule alone tells it."""
    limit: float = 0.0
    """From which likelihood on it is told."""
    reasons: tuple[tuple[str, float], ...] = ()
    """What speaks for it (more than 0) or against it, in log odds, the weightiest first."""


def ties(name: str, case: Case, tagger: Tagger) -> Iterator[Shown]:
    """Why an actor is tied to others, in the order of the reading."""
    told = [relation for relation in case.relations if name in (relation.a, relation.b)]
    signs = _pairs(name, case, tagger) if told else {}
    for relation in told:
        way = relation.way or relation.verb
        both = frozenset((relation.a, relation.b))
        yield _shown(
            f"{relation.a} – {relation.b} ({way})",
            (relation.quote.text,),
            case.tables["pairs"],
            signs.get((both, _place(relation.quote))),
        )


def _pairs(name: str, case: Case, tagger: Tagger) -> Mapping[tuple[frozenset[str], Place], Mapping[str, float]]:
    """The signs of each pair with the actor at each place, the likeliest where there are several."""
    names = {fact: item.name for item in case.found for fact in item.group.facts}
    by_name = {item.name: item for item in case.found}
    table = case.tables["pairs"]
    best: dict[tuple[frozenset[str], Place], Pair] = {}
    for number, note in enumerate(case.facts):
        for pair in pairs(note, names, by_name, partial(tagger.tied, note.tags)):
            key = (frozenset(pair.names), _place(pair_quote(pair, note, case.notes[number])))
            if name in pair.names and (key not in best or table.weight(pair.signs) > table.weight(best[key].signs)):
                best[key] = pair
    return {key: pair.signs for key, pair in best.items()}


def changes(name: str, case: Case) -> Iterator[Shown]:
    """Why sentences with an actor count as a change, in the order of the reading."""
    told = [change for change in case.changes if name in change.actors]
    table, signs = case.tables["turns"], dict[Place, Mapping[str, float]]()
    for turn in turning(case.found, case.facts) if told else ():
        sentence = case.facts[turn.note].sentences[turn.sentence]
        if table.likely(turn.signs) >= table.limit:
            signs[case.notes[turn.note].id, sentence.start, sentence.end] = turn.signs
    for change in told:
        quotes = [quote for quote in (change.before, change.after) if quote]
        around = [held for quote in quotes[-1:] for place, held in signs.items() if _within(quote, place)]
        yield _shown(change.what, tuple(quote.text for quote in quotes), table, next(iter(around), None))


def _within(quote: Quote, place: Place) -> bool:
    return quote.note == place[0] and place[1] <= quote.start and quote.end <= place[2]


def _place(quote: Quote) -> Place:
    return quote.note, quote.start, quote.end


def _shown(said: str, places: tuple[str, ...], table: Table, signs: Mapping[str, float] | None) -> Shown:
    if signs is None:
        return Shown(said=said, places=places)
    why = reasons(table, signs)[:SHOWN]
    return Shown(said=said, places=places, likely=table.likely(signs), limit=table.limit, reasons=why)
