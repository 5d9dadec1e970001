"""What was weighed -> the nouns of a reading, with their quotes, in the order in which they are shown.

Knows the domain's actors, relations and changes. Does not know how a likelihood came about, beyond its limits below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from functools import partial

from assistant.domain import Actor, Effect, Mention, Note, Quote, Relation, Role, Settled
from assistant.reading import change, overlooked, unheard
from assistant.reading.agency import role
from assistant.reading.directions import linking, parted, spoken
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.fixed import fixed
from assistant.reading.parties import Party, dyadic, party
from assistant.reading.personal import personal
from assistant.reading.relations import Pair, pair_quote, pairs
from assistant.reading.tables import Table, Tables
from assistant.reading.tagger import Tagger
from assistant.reading.weigh import Found, fact_acts

NEUTRAL = "is named with"
"""The verb of a relation where no verb is sure, or the practitioner does not let it stand."""
NEUTRAL_PLURAL = "are named with"
"""The same, said of many."""
QUOTES = 6
"""The most sentences that are quoted for one actor."""


def ranked(
    found: Sequence[Found], read: Sequence[NoteFacts], notes: Sequence[Note], tables: Tables
) -> tuple[Actor, ...]:
    """The actors: passed over first, the most consequential first; then those that act; then the others.

    Those that would be passed over, if the notes did not stay with them, stand first among those that act. How likely
    something is passed over is told of what takes part; what perhaps does not comes later by as much.
    """
    order = sorted(
        found,
        key=lambda item: (
            not item.overlooked,
            not item.stayed,
            -item.passed * item.part if item.overlooked or item.stayed else 0,
            not item.acts,
        ),
    )
    people = _people(found)
    bare = personal([item.group for item in found])
    actors = (_actor(item, people, read, notes, tables) for item in order)
    return tuple(replace(actor, bare=actor.name in bare) for actor in actors)


def _people(found: Sequence[Found]) -> dict[tuple[int, int], list[str]]:
    """The people named in each sentence."""
    people: dict[tuple[int, int], list[str]] = defaultdict(list)
    for item in found:
        if item.human:
            for place in dict.fromkeys((fact.note, fact.sentence) for fact in item.group.facts):
                people[place].append(item.name)
    return people


def _actor(
    item: Found,
    people: dict[tuple[int, int], list[str]],
    read: Sequence[NoteFacts],
    notes: Sequence[Note],
    tables: Tables,
) -> Actor:
    facts = item.group.facts
    shares = {fact: fact_acts(fact, tables) for fact in facts}
    silent = unheard.is_unheard(item, read)
    telling = sorted(facts, key=lambda fact: (-round(shares[fact], 2), fact.note, fact.start))
    acting = {fact for fact in facts if item.told is not False and shares[fact] >= 0.5}
    acting |= set(telling[:1]) if item.told else set()
    places = list(dict.fromkeys((fact.note, fact.sentence) for fact in telling))
    return Actor(
        name=item.name,
        kind=item.group.kind,
        acts=item.acts,
        aliases=item.group.aliases,
        overlooked=item.overlooked,
        why=_why(item, telling, people, read) if item.overlooked else unheard.why(item.group, read) if silent else "",
        quotes=tuple(_quote(place, read, notes) for place in places[:QUOTES]),
        confidence=item.part,
        kind_confidence=item.group.kind_share,
        acts_confidence=item.force,
        overlooked_confidence=item.passed,
        effects=_effects(item, telling, read, notes) if item.acts else (),
        also=item.group.also,
        unheard=silent,
        judged=item.judged,
        mentions=tuple(
            Mention(note=notes[fact.note].id, start=fact.start, end=fact.end, role=_role(fact, fact in acting, read))
            for fact in facts
        ),
    )


def _effects(
    item: Found, telling: Sequence[Fact], read: Sequence[NoteFacts], notes: Sequence[Note]
) -> tuple[Effect, ...]:
    """Each way once, with the sentence that shows it most clearly."""
    ways: dict[str, Fact] = {}
    for fact in telling:
        if fact.way:
            ways.setdefault(fact.way, fact)
    return tuple(Effect(way=way, quote=_quote((fact.note, fact.sentence), read, notes)) for way, fact in ways.items())


def _role(fact: Fact, acting: bool, read: Sequence[NoteFacts]) -> Role:
    asked = "asked" in overlooked.stays(read[fact.note].sentences[fact.sentence])
    return role(fact.signs, asked=asked, acting=acting)


def _why(
    item: Found, telling: Sequence[Fact], people: dict[tuple[int, int], list[str]], read: Sequence[NoteFacts]
) -> str:
    facts = item.group.facts
    sentences = {(fact.note, fact.sentence): read[fact.note].sentences[fact.sentence] for fact in facts}
    near = [name for fact in facts for name in people.get((fact.note, fact.sentence), ())]
    shown = (overlooked.certain(fact, sentences[fact.note, fact.sentence]) for fact in telling)
    return overlooked.why(
        mentions=len(facts),
        notes=len({fact.note for fact in facts}),
        signs=next((signs for signs in shown if signs), frozenset()),
        people=tuple(dict.fromkeys(_whole(near)))[:2],
        cues=frozenset().union(*(overlooked.stays(x) | overlooked.plans_or_asks(x) for x in sentences.values())),
        sentences=len(sentences),
    )


def _whole(names: Sequence[str]) -> list[str]:
    """The names without those of owners whose own thing or person is among them: not the ward beside its sister."""
    return [name for name in names if not any(other.startswith((f"{name}'", f"{name}’")) for other in names)]


def _quote(place: tuple[int, int], read: Sequence[NoteFacts], notes: Sequence[Note]) -> Quote:
    sentence = read[place[0]].sentences[place[1]]
    note = notes[place[0]]
    return Quote(note=note.id, start=sentence.start, end=sentence.end, text=note.text[sentence.start : sentence.end])


def relations(
    found: Sequence[Found],
    read: Sequence[NoteFacts],
    notes: Sequence[Note],
    table: Table,
    tagger: Tagger,
    lexicon: Container[str],
) -> tuple[Relation, ...]:
    """The relations in the order of the notes: each pair of actors once, or once each way where both are clear."""
    names = {fact: item.name for item in found for fact in item.group.facts}
    by_name = {item.name: item for item in found}
    made: dict[frozenset[str], list[tuple[float, Pair]]] = defaultdict(list)
    for note in read:
        for pair in pairs(note, names, by_name, partial(tagger.tied, note.tags)):
            share = table.likely(pair.signs)
            if share >= table.limit:
                made[frozenset(pair.names)].append((share, pair))
    parties = {item.name: party(item.group, lexicon, read) for item in found}
    idle = {item.name for item in found if item.told is False}
    plural = {item.name for item in found if _plural(item)}
    ways = (way for places in made.values() for way in parted(places, read))
    return tuple(_merged(way, read, notes, parties, idle, plural) for way in ways)


def _plural(item: Found) -> bool:
    """Whether the name that is shown means many: as the mentions written like it do, or else most of them."""
    alike = [fact for fact in item.group.facts if fact.surface.lower() == item.name.lower()] or item.group.facts
    return 2 * sum(fact.plural for fact in alike) > len(alike)


def _merged(
    places: Sequence[tuple[float, Pair]],
    read: Sequence[NoteFacts],
    notes: Sequence[Note],
    parties: Mapping[str, Party],
    idle: Container[str],
    plural: Container[str],
) -> Relation:
    """One relation of all places that show it; which of the two does it is read off the place that shows it best.

    A place in which a verb joins the two comes before those that show none. Where the practitioner said of that one
    that it does not act, another place counts, or only that they are named.
    """
    best = max(places, key=lambda item: (item[1].names[0] not in idle, linking(item[1], read) is not None, item[0]))[1]
    quotes = {pair.place: pair_quote(pair, read[pair.a.note], notes[pair.a.note]) for _, pair in places}
    best_quote = quotes.pop(best.place)
    a, b = best.names
    many = a in plural
    verb, way = ("", "") if a in idle else spoken(best, read, plural=many)
    return Relation(
        a=a,
        b=b,
        verb=verb or (NEUTRAL_PLURAL if many else NEUTRAL),
        way=way,
        quote=best_quote,
        others=tuple(quotes[place] for place in sorted(quotes)),
        dyadic=dyadic(parties[name] for name in best.names),
    )


def named(found: Sequence[Found]) -> dict[tuple[int, int], tuple[str, ...]]:
    """The actors of each sentence, by number of note and of sentence, in the order of the text."""
    listed: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    facts = sorted((fact.note, fact.start, fact.sentence, item.name) for item in found for fact in item.group.facts)
    for note, _, sentence, name in facts:
        listed[note, sentence][name] = None
    return {place: tuple(names) for place, names in listed.items()}


def turning(found: Sequence[Found], read: Sequence[NoteFacts]) -> list[change.Turn]:
    """The sentences that may tell of a change, with their signs."""
    return list(change.turns(read, named(found)))


def settled(found: Sequence[Found], read: Sequence[NoteFacts], notes: Sequence[Note]) -> tuple[Settled, ...]:
    """The sentences that call something settled, in the order of the notes."""
    names = named(found)
    return tuple(
        Settled(actors=actors, phrase=phrase, quote=_quote((note, number), read, notes))
        for note, number, phrase, actors in fixed(read, names)
    )
