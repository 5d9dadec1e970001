"""Nouns as JSON for other programs.

The JSON shapes are contracts: fields may be added, none renamed. In all of them `note` is the file's name, and offsets
are 0-based characters, the end exclusive.
"""

import json
from collections.abc import Mapping, Sequence

from assistant.domain import (
    MESSAGE,
    Actor,
    Case,
    Change,
    Entry,
    Hit,
    Judgement,
    Lens,
    Note,
    Observation,
    Quote,
    Reading,
    Relation,
    Reply,
    Turn,
)

Plain = dict[str, object]


def _names(notes: Sequence[Note]) -> dict[str, str]:
    return {MESSAGE: MESSAGE, **{note.id: note.filename for note in notes}}


def note_record(note: Note) -> Plain:
    """A note without its text."""
    return {
        "id": note.filename,
        "title": note.title,
        "date": note.date.isoformat() if note.date else None,
        "words": note.words,
    }


def quote_record(quote: Quote, names: Mapping[str, str]) -> Plain:
    """A quote with its place."""
    return {"note": names.get(quote.note, quote.note), "start": quote.start, "end": quote.end, "text": quote.text}


def _actor(actor: Actor, names: Mapping[str, str]) -> Plain:
    return {
        "name": actor.name,
        "aliases": list(actor.aliases),
        "human": actor.human,
        "kind": actor.kind,
        "acts": actor.acts,
        "overlooked": actor.overlooked,
        "why": actor.why,
        "confidence": round(actor.confidence, 3),
        "kind_confidence": round(actor.kind_confidence, 3),
        "acts_confidence": round(actor.acts_confidence, 3),
        "overlooked_confidence": round(actor.overlooked_confidence, 3),
        "effects": [{"way": item.way, "quote": item.quote.text} for item in actor.effects],
        "also": actor.also,
        "unheard": actor.unheard,
        "judged": actor.judged,
        "quotes": [quote.text for quote in actor.quotes],
        "mentions": [
            {"note": names.get(item.note, item.note), "start": item.start, "end": item.end, "role": item.role}
            for item in actor.mentions
        ],
    }


def _relation(relation: Relation, names: Mapping[str, str]) -> Plain:
    place = quote_record(relation.quote, names)
    return {
        "a": relation.a,
        "b": relation.b,
        "verb": relation.verb,
        "way": relation.way,
        "dyadic": relation.dyadic,
        "quote": place.pop("text"),
        **place,
        "others": [quote_record(quote, names) for quote in relation.others],
    }


def _change(change: Change) -> Plain:
    return {
        "actors": list(change.actors),
        "what": change.what,
        "before": change.before.text if change.before else "",
        "after": change.after.text if change.after else "",
    }


def reading_record(reading: Reading, notes: Sequence[Note]) -> Plain:
    """What `noticing read --json` prints."""
    names = _names(notes)
    return {
        "engine": reading.engine,
        "notes": [note_record(note) for note in notes],
        "actors": [_actor(actor, names) for actor in reading.actors],
        "relations": [_relation(item, names) for item in reading.relations],
        "changes": [_change(item) for item in reading.changes],
        "silent_kinds": [
            {"kind": item.kind, "terms": list(item.terms), "nearest": [quote.text for quote in item.nearest]}
            for item in reading.silent_kinds
        ],
        "settled": [
            {"actors": list(item.actors), "phrase": item.phrase, "quote": item.quote.text} for item in reading.settled
        ],
    }


def search_record(hits: Sequence[Hit], notes: Sequence[Note]) -> Plain:
    """What `noticing search --json` prints."""
    names = _names(notes)
    return {"hits": [{**_passage(hit, names), "text": hit.passage.text} for hit in hits]}


def _passage(hit: Hit, names: Mapping[str, str]) -> Plain:
    passage = hit.passage
    note = names.get(passage.note, passage.note)
    return {"note": note, "start": passage.start, "end": passage.end, "score": round(hit.score, 4)}


def _observation(item: Observation, names: Mapping[str, str]) -> Plain:
    return {
        "text": item.text,
        "lens": item.lens,
        "actors": list(item.actors),
        "quotes": [quote_record(quote, names) for quote in item.quotes],
    }


def reply_record(reply: Reply, lens: Lens, notes: Sequence[Note]) -> Plain:
    """What `noticing ask --json` prints."""
    names = _names(notes)
    return {
        "engine": reply.engine,
        "text": reply.text,
        "observations": [_observation(item, names) for item in reply.observations],
        "question": reply.question,
        "lens": {"name": lens.name, "source": lens.source, "standing": lens.standing},
        "withheld": [{"text": item.text, "reason": item.reason} for item in reply.withheld],
        "beside": [_observation(item, names) for item in reply.beside],
        "passages": [_passage(hit, names) for hit in reply.passages],
    }


def case_json(
    case: Case,
    notes: Sequence[Note],
    turns: Sequence[Turn],
    reading: Reading,
    judgements: Sequence[Judgement],
    lenses: Mapping[str, Lens],
    journal: Sequence[Entry] = (),
) -> str:
    """The whole case as JSON: notes with their text, reading, conversation, judgements and journal."""
    whole = {
        "case": {"id": case.id, "name": case.name, "created": case.created.isoformat()},
        "notes": [{**note_record(note), "text": note.text} for note in notes],
        "reading": reading_record(reading, notes),
        "conversation": [
            {
                "message": turn.message,
                "at": turn.at.isoformat(),
                "reply": reply_record(turn.reply, lenses[turn.reply.lens], notes) if turn.reply else None,
            }
            for turn in turns
        ],
        "judgements": [
            {"subject": x.subject, "key": x.key, "verdict": x.verdict, "edit": x.edit, "at": x.at.isoformat()}
            for x in judgements
        ],
        "journal": [
            {"text": x.text, "at": x.at.isoformat(), "heading": x.heading, "question": x.question} for x in journal
        ],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
