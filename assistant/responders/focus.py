"""What to point at: candidates from the message, the passages and the reading, the most fitting first.

A candidate has its evidence already. Does not choose words or questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from assistant.domain import MESSAGE, Actor, Change, Quote, Relation, SilentKind
from assistant.responders import contradict
from assistant.responders.contradict import stems
from assistant.responders.intent import Intent
from assistant.responders.sound import changes, of_the_case, shows, telling
from assistant.responders.telling import MOST_WORDS
from assistant.responders.view import View, bare

_MOST_EVIDENCE = 300
_MOST_MENTIONS = 40
_MOST_ANSWERS = 3
_MOST_RELATIONS = 40
_FORGOTTEN_AFTER = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing that could be pointed at."""

    situation: str
    """The name of the file of its sentence frames."""
    quotes: tuple[Quote, ...]
    actors: tuple[Actor, ...] = ()
    kind: SilentKind | None = None
    values: dict[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its actors."""
        return tuple(actor.name for actor in self.actors)

    @property
    def key(self) -> tuple[str, ...]:
        """What must not come back soon: the situation and the first actor, or the quote."""
        return _key_of(self.situation, self.names, self.quotes)


def candidates(view: View, intent: Intent) -> Iterator[Candidate]:
    """All that could be pointed at in this turn, the most fitting first; what was said lately comes last."""
    first: list[Candidate] = []
    if intent.ask == "tell":
        first = [*_contradiction(view), *_fresh(view), *_echoed(view)]
    if intent.ask in ("recall", "question"):
        first = [*_recalled(view, intent.topic or view.brief.message, loose=intent.ask == "question")]
    named = [] if intent.ask in ("another", "greeting") else [*_named(view, intent)]
    rest = [*named, *_case(view, unwritten=intent.ask == "unwritten"), *_plain(view)]
    rest = [item for item in rest if _borne_out(item)]
    lately = {_key_of(item.frame, item.actors, item.quotes) for item in view.said(_FORGOTTEN_AFTER)}
    yield from first
    yield from (item for item in rest if item.key not in lately)
    yield from (item for item in rest if item.key in lately)


def _borne_out(item: Candidate) -> bool:
    """Whether the quotes themselves say what the situation's frames say of them."""
    if not all(map(of_the_case, item.actors[:1])):
        return False
    if item.situation in ("silent", "words"):
        return True
    if not all(map(telling, item.quotes)):
        return False
    if item.situation == "relation":
        return all(shows(actor, item.quotes[0]) for actor in item.actors[:2])
    if item.situation.startswith("change"):
        same = all(shows(actor, quote) for actor in item.actors[:1] for quote in item.quotes)
        return same and changes(item.quotes[-1])
    return all(shows(actor, item.quotes[0]) for actor in item.actors[:1])


def _key_of(frame: str, actors: tuple[str, ...], quotes: tuple[Quote, ...]) -> tuple[str, ...]:
    subject = actors[0] if actors else quotes[0].text if quotes else ""
    return frame.split("/")[0].removesuffix("-one"), subject


def _contradiction(view: View) -> Iterator[Candidate]:
    lines = list(islice(_evidence(view), _MOST_EVIDENCE))
    dates = [note.date.toordinal() if (note := view.note(line)) and note.date else 0 for line in lines]
    said = [view.texts.by_id[MESSAGE][a:b] for a, b in view.texts.spans(MESSAGE)[:40]]
    found = contradict.clash(said, [line.text for line in lines], dates=dates)
    if not found or not (claim := _short(found.claim.text)):
        return
    line = lines[found.evidence]
    inside = tuple(actor for actor in view.named if _in_quote(actor, line))
    yield Candidate(situation="contradiction", quotes=(line,), actors=inside[:1], values={"claim": claim})


def _short(text: str) -> str:
    words = " ".join(text.split()).replace("“", "‘").replace("”", "’").replace('"', "'")
    if len(words.split()) > 30 or not words:
        return ""
    return words if words[-1] in ".!?…" else words + "."


def _evidence(view: View) -> Iterator[Quote]:
    seen: set[tuple[str, int]] = set()
    for quote in _evidence_places(view):
        if (quote.note, quote.start) not in seen and quote.note != MESSAGE:
            seen.add((quote.note, quote.start))
            yield quote


def _evidence_places(view: View) -> Iterator[Quote]:
    for actor in view.named[:4]:
        for mention in actor.mentions[:_MOST_MENTIONS]:
            if quote := view.texts.sentence(mention.note, mention.start):
                yield quote
    for hit in view.brief.passages[:8]:
        yield from view.texts.sentences_in(hit.passage.note, hit.passage.start, hit.passage.end)
    for note in view.brief.notes:
        yield from view.texts.sentences_in(note.id, 0, len(note.text))


def _in_quote(actor: Actor, quote: Quote) -> bool:
    inside = any(x.note == quote.note and quote.start <= x.start < quote.end for x in actor.mentions)
    return inside or bare(actor.name) in quote.text.lower()


def _fresh(view: View) -> Iterator[Candidate]:
    situation = "new" if view.notes else "message"
    for actor in view.fresh[:3]:
        yield Candidate(situation=situation, quotes=view.best_quotes(actor)[:1], actors=(actor,))


def _echoed(view: View) -> Iterator[Candidate]:
    """The sentence of a note that says much the same as one of the message's."""
    for start, end in view.texts.spans(MESSAGE)[:20]:
        said = stems(view.texts.by_id[MESSAGE][start:end])
        near = [(len(said & stems(quote.text)), quote) for quote in _all_sentences(view)] if len(said) > 2 else []
        most = max((count for count, _ in near), default=0)
        if most >= 3 and 2 * most >= len(said):
            line = next(quote for count, quote in near if count == most)
            if not view.shown(line):
                yield Candidate(situation="passage", quotes=(line,))
                return


def _recalled(view: View, topic: str, *, loose: bool) -> Iterator[Candidate]:
    """Sentences that have most of the topic's words, or where loose at least half of them.

    A search alone is nearest in meaning, and not always about the topic.
    """
    wanted = stems(topic)
    found = {(x.note, x.start): (len(wanted & stems(x.text)), x) for x in _all_sentences(view)} if wanted else {}
    most = max((count for count, _ in found.values()), default=0)
    if not most or 2 * most < len(wanted):
        return
    enough = len(wanted) / 2 if loose else most
    fitting = [(quote.text.endswith("?"), -count, quote) for count, quote in found.values() if count >= enough]
    quotes: list[Quote] = []
    for _, _, quote in sorted(fitting, key=lambda item: item[:2]):
        longer = _with_next(view, quote)
        if len(quotes) < _MOST_ANSWERS and not any(_overlap(longer, other) for other in quotes):
            quotes.append(longer)
    order = list(view.notes)
    quotes.sort(key=lambda x: (order.index(x.note), x.start))
    actors = tuple(actor for actor in view.named if of_the_case(actor) and any(shows(actor, x) for x in quotes))
    yield Candidate(situation="answer", quotes=tuple(quotes), actors=actors[:1], values={"topic": _topic(topic)})


def _overlap(one: Quote, other: Quote) -> bool:
    return one.note == other.note and one.start < other.end and other.start < one.end


def _topic(text: str) -> str:
    return " ".join(text.split()).strip(" .?!,;:").replace("“", "‘").replace("”", "’")


def _with_next(view: View, quote: Quote) -> Quote:
    """A heading or a question, with what follows it."""
    if telling(quote) and not quote.text.endswith("?"):
        return quote
    after = [span for span in view.texts.spans(quote.note) if span[0] >= quote.end][:3]
    for _, end in reversed(after):
        longer = view.texts.by_id[quote.note][quote.start : end]
        if len(longer.split()) <= MOST_WORDS and "\n\n" not in longer:
            return Quote(note=quote.note, start=quote.start, end=end, text=longer)
    return quote


def _all_sentences(view: View) -> Iterator[Quote]:
    for hit in view.brief.passages:
        yield from view.texts.sentences_in(hit.passage.note, hit.passage.start, hit.passage.end)
    for note in view.brief.notes[:50]:
        yield from view.texts.sentences_in(note.id, 0, min(len(note.text), 40_000))


def _named(view: View, intent: Intent) -> Iterator[Candidate]:
    """What the notes have on the actors that the message names, or that the last reply was about."""
    actors = list(view.named)
    if intent.ask == "stay" or (not actors and intent.ask == "empty"):
        actors += [actor for name in _last_about(view) if (actor := view.actor(name))]
    for actor in actors[:4]:
        yield from _changes(view, actor)
        if not actor.human and actor.acts:
            yield from _acting(view, (actor,))
        yield from _relations(view, actor)
        yield from _unheard(view, (actor,))
        for quote in view.best_quotes(actor)[:1]:
            yield Candidate(situation="message", quotes=(quote,), actors=(actor,))


def _last_about(view: View) -> tuple[str, ...]:
    if not view.past:
        return ()
    last = view.past[-1]
    return tuple(dict.fromkeys((*last.about, *(name for item in last.observations for name in item.actors))))


def _changes(view: View, actor: Actor | None) -> Iterator[Candidate]:
    for change in view.brief.reading.changes[:_MOST_RELATIONS]:
        if actor is None or any(bare(name) == bare(actor.name) for name in change.actors):
            yield from _change(view, change, actor)


def _change(view: View, change: Change, actor: Actor | None) -> Iterator[Candidate]:
    actors = tuple(found for name in change.actors if (found := view.actor(name)))
    if actor is not None:
        actors = (actor, *(other for other in actors if other.name != actor.name))
    elif actors and actors[0].human:
        actors = (*(x for x in actors if not x.human), *(x for x in actors if x.human))
    quotes = tuple(quote for item in (change.before, change.after) if (quote := view.texts.checked(item)))
    if actors and quotes:
        situation = "change" if len(quotes) == 2 and quotes[0] != quotes[1] else "change-one"
        yield Candidate(situation=situation, quotes=tuple(dict.fromkeys(quotes)), actors=actors[:3])


def _acting(view: View, actors: Iterable[Actor]) -> Iterator[Candidate]:
    people = view.brief.message_reading.actors
    only_people = len(view.brief.message.split()) > 5 and bool(people) and all(actor.human for actor in people)
    only_people = only_people and all(actor.human for actor in view.named)
    for actor in actors:
        quotes = [quote for quote in view.best_quotes(actor) if quote.note != MESSAGE]
        situation = "pair" if only_people else "overlooked" if actor.overlooked else "acts"
        if quotes:
            yield Candidate(situation=situation, quotes=tuple(quotes[:1]), actors=(actor,))


def _relations(view: View, actor: Actor | None) -> Iterator[Candidate]:
    for relation in view.brief.reading.relations[: 4 * _MOST_RELATIONS]:
        if actor is None or bare(actor.name) in (bare(relation.a), bare(relation.b)):
            yield from _relation(view, relation)


def _relation(view: View, relation: Relation) -> Iterator[Candidate]:
    a, b, quote = view.actor(relation.a), view.actor(relation.b), view.texts.checked(relation.quote)
    if a and b and quote and a.name != b.name and not (a.human and b.human):
        yield Candidate(situation="relation", quotes=(quote,), actors=(a, b))


def _unheard(view: View, actors: Iterable[Actor]) -> Iterator[Candidate]:
    for actor in actors:
        silent = actor.kind in ("person", "group") and not actor.acts and actor.mentions
        if silent and all(mention.role not in ("acts", "asked") for mention in actor.mentions):
            quotes = [quote for quote in view.best_quotes(actor) if quote.note != MESSAGE]
            if quotes:
                yield Candidate(situation="unheard", quotes=tuple(quotes[:1]), actors=(actor,))


def _silent(view: View) -> Iterator[Candidate]:
    for item in view.brief.reading.silent_kinds:
        quotes = [quote for near in item.nearest[:3] if (quote := view.texts.checked(near))]
        whole = [view.texts.sentence(quote.note, quote.start) or quote for quote in quotes]
        if whole and item.terms:
            yield Candidate(situation="silent", quotes=tuple(whole[:1]), kind=item)


def _case(view: View, *, unwritten: bool) -> Iterator[Candidate]:
    """What the whole case offers: things near the passages first, then overlooked, changes, silence, the rest."""
    reading = view.brief.reading
    near = [actor for actor in reading.overlooked if _near(view, actor)]
    streams = [
        _acting(view, (*near, *(actor for actor in reading.overlooked if actor not in near))),
        _changes(view, None),
        _relations(view, None),
        _unheard(view, reading.actors),
        _acting(view, (actor for actor in reading.actors if actor.acts and not actor.human and not actor.overlooked)),
    ]
    if unwritten:
        streams = [_silent(view), _unheard(view, reading.actors), *streams[:3], streams[4]]
    elif view.turn % 5 == 4:
        streams = [_unheard(view, reading.actors), *streams[:3], streams[4]]
    else:
        start = view.turn % 3
        streams = [streams[0], *streams[1 + start : 4], *streams[1 : 1 + start], streams[4]]
    yield from _woven(streams)


def _woven(streams: list[Iterator[Candidate]]) -> Iterator[Candidate]:
    """One from each stream in turn."""
    while streams:
        left = []
        for stream in streams:
            if item := next(stream, None):
                yield item
                left.append(stream)
        streams = left


def _near(view: View, actor: Actor) -> bool:
    places = [hit.passage for hit in view.brief.passages[:5]]
    return any(p.note == x.note and p.start <= x.start < p.end for p in places for x in actor.mentions)


def _plain(view: View) -> Iterator[Candidate]:
    """Where nothing was found to point at: a passage, a sentence of a note, or the message itself."""
    if not view.notes:
        for actor in view.brief.message_reading.actors[:8]:
            yield from (
                Candidate(situation="message", quotes=(q,), actors=(actor,)) for q in view.best_quotes(actor)[:1]
            )
        spans = sorted(view.texts.spans(MESSAGE)[:200], key=lambda span: span[0] - span[1])
        quotes = (view.texts.quote(MESSAGE, *span) for span in spans if span[1] - span[0] > 12)
        yield from (Candidate(situation="words", quotes=(quote,)) for quote in quotes if quote)
        return
    places = [(hit.passage.note, hit.passage.start, hit.passage.end) for hit in view.brief.passages]
    places += [(note.id, 0, min(len(note.text), 20_000)) for note in view.brief.notes[:20]]
    found = [quote for place in places for quote in view.texts.sentences_in(*place)]
    found.sort(key=lambda quote: (len(quote.text.split()) < 5, view.shown(quote)))
    yield from (Candidate(situation="passage", quotes=(quote,)) for quote in found)
