"""What was weighed -> the nouns of a reading, with their quotes, in the order in which they are shown.

Knows the domain's actors, relations and changes. Does not know how a likelihood came about, beyond its limits below.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial

from assistant.domain import Actor, Change, Mention, Note, Quote, Relation, Role
from assistant.reading import change, overlooked
from assistant.reading.agency import role
from assistant.reading.facts import Fact, NoteFacts
from assistant.reading.relations import pairs, relation
from assistant.reading.tables import Table, Tables
from assistant.reading.tagger import Tagger
from assistant.reading.weigh import Found, fact_acts

QUOTES = 6
"""The most sentences that are quoted for one actor."""


def ranked(
    found: Sequence[Found], read: Sequence[NoteFacts], notes: Sequence[Note], tables: Tables
) -> tuple[Actor, ...]:
    """The actors: passed over first, the most consequential first; then those that act; then the others."""
    order = sorted(found, key=lambda item: (not item.overlooked, -item.passed if item.overlooked else 0, not item.acts))
    people = _people(found)
    return tuple(_actor(item, people, read, notes, tables) for item in order)


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
    acting = {fact: share >= 0.5 for fact, share in shares.items()}
    telling = sorted(facts, key=lambda fact: (-round(shares[fact], 2), fact.note, fact.start))
    places = list(dict.fromkeys((fact.note, fact.sentence) for fact in telling))
    return Actor(
        name=item.name,
        kind=item.group.kind,
        acts=item.acts,
        aliases=item.group.aliases,
        overlooked=item.overlooked,
        why=_why(item, people, read) if item.overlooked else "",
        quotes=tuple(_quote(place, read, notes) for place in places[:QUOTES]),
        confidence=item.part,
        kind_confidence=item.group.kind_share,
        acts_confidence=item.force,
        mentions=tuple(
            Mention(note=notes[fact.note].id, start=fact.start, end=fact.end, role=_role(fact, acting[fact], read))
            for fact in facts
        ),
    )


def _role(fact: Fact, acting: bool, read: Sequence[NoteFacts]) -> Role:
    asked = "asked" in overlooked.stays(read[fact.note].sentences[fact.sentence])
    return role(fact.signs, asked=asked, acting=acting)


def _why(item: Found, people: dict[tuple[int, int], list[str]], read: Sequence[NoteFacts]) -> str:
    facts = item.group.facts
    near = [name for fact in facts for name in people.get((fact.note, fact.sentence), ())]
    return overlooked.why(
        mentions=len(facts),
        notes=len({fact.note for fact in facts}),
        signs=frozenset().union(*(fact.signs for fact in facts)),
        people=tuple(dict.fromkeys(near))[:2],
        cues=frozenset().union(*(overlooked.stays(read[fact.note].sentences[fact.sentence]) for fact in facts)),
    )


def _quote(place: tuple[int, int], read: Sequence[NoteFacts], notes: Sequence[Note]) -> Quote:
    sentence = read[place[0]].sentences[place[1]]
    note = notes[place[0]]
    return Quote(note=note.id, start=sentence.start, end=sentence.end, text=note.text[sentence.start : sentence.end])


def relations(
    found: Sequence[Found], read: Sequence[NoteFacts], notes: Sequence[Note], table: Table, tagger: Tagger
) -> tuple[Relation, ...]:
    """The relations in the order of the notes, each pair of actors once a sentence."""
    names = {fact: item.name for item in found for fact in item.group.facts}
    by_name = {item.name: item for item in found}
    made: dict[tuple[frozenset[str], int, int], tuple[float, Relation]] = {}
    for number, note in enumerate(read):
        for pair in pairs(note, names, by_name, partial(tagger.tied, note.tags)):
            share = table.likely(pair.signs)
            key = (frozenset(pair.names), number, pair.sentence)
            if share >= table.limit and share > made.get(key, (0.0, None))[0]:
                made[key] = share, relation(pair, note, notes[number].id, notes[number].text)
    return tuple(item for _, item in made.values())


def turning(found: Sequence[Found], read: Sequence[NoteFacts]) -> list[change.Turn]:
    """The sentences that may tell of a change, with their signs."""
    listed: dict[tuple[int, int], dict[str, None]] = defaultdict(dict)
    facts = sorted((fact.note, fact.start, fact.sentence, item.name) for item in found for fact in item.group.facts)
    for note, _, sentence, name in facts:
        listed[note, sentence][name] = None
    names = {place: tuple(found) for place, found in listed.items()}
    return list(change.turns(read, names))


def changes(
    found: Sequence[Found], read: Sequence[NoteFacts], notes: Sequence[Note], table: Table
) -> tuple[Change, ...]:
    """The changes in the order of the notes, each with the sentence before it that shows how it was."""
    turns = [(turn, table.likely(turn.signs)) for turn in turning(found, read)]
    return tuple(made(turn, turns, read, notes) for turn, share in turns if share >= table.limit)


def made(
    turn: change.Turn, turns: Sequence[tuple[change.Turn, float]], read: Sequence[NoteFacts], notes: Sequence[Note]
) -> Change:
    """The change that one sentence tells of."""
    before = change.earlier(turn, turns)
    label = change.what(read[turn.note].sentences[turn.sentence])
    after_quote = _quote((turn.note, turn.sentence), read, notes)
    before_quote = _quote((before.note, before.sentence), read, notes) if before else None
    return change.change(turn, before, label, after_quote, before_quote)
