"""Nouns as JSON for other programs, and a case as Markdown or JSON for people.

Everything here is pure: nouns in, text or plain values out. The JSON shapes are contracts: fields may be added, none
renamed. In all of them `note` is the file's name, and offsets are 0-based characters, the end exclusive.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Literal

from assistant.domain import (
    MESSAGE,
    Actor,
    Case,
    Change,
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

Format = Literal["md", "json"]
FORMATS: tuple[Format, ...] = ("md", "json")
Plain = dict[str, object]


def _names(notes: Sequence[Note]) -> dict[str, str]:
    return {MESSAGE: MESSAGE, **{note.id: note.filename for note in notes}}


def day(date: dt.date) -> str:
    """A date for people: "2 April 2025"."""
    return f"{date.day} {date:%B %Y}"


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
) -> str:
    """The whole case as JSON: notes with their text, reading, conversation and judgements."""
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
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _cited(quote: Quote, notes: Mapping[str, Note]) -> str:
    lines = "\n".join(f"> {line}" for line in quote.text.splitlines())
    note = notes.get(quote.note)
    if note is None:
        return f"{lines}\n>\n> (your message)"
    place = ", ".join(part for part in (note.title, day(note.date) if note.date else "") if part)
    where = note.place(quote.start)
    return f"{lines}\n>\n> ({place}{', ' + where if where else ''}; {note.filename}, {quote.start} to {quote.end})"


def _turn_markdown(turn: Turn, notes: Mapping[str, Note], lenses: Mapping[str, Lens]) -> str:
    parts = [f"### You, {day(turn.at)} {turn.at:%H:%M}", turn.message]
    reply = turn.reply
    if reply:
        parts += ["### Noticing", reply.notice, reply.opening]
        for item in reply.observations:
            parts += [item.text, *(_cited(quote, notes) for quote in item.quotes)]
        lens = lenses[reply.lens]
        parts += [f"**{reply.question}**", f"({lens.name}; {lens.source}, {lens.standing})"]
    return "\n\n".join(part for part in parts if part)


def case_markdown(
    case: Case, notes: Sequence[Note], turns: Sequence[Turn], reading: Reading, lenses: Mapping[str, Lens]
) -> str:
    """The case for people: what the notes pass over, then the conversation; each quote with its place."""
    by_id = {note.id: note for note in notes}
    parts = [f"# {case.name}", "## Notes"]
    parts += ["\n".join(f"- {note.title} ({note.filename}), {note.words} words" for note in notes) or "None yet."]
    parts += ["## What the notes pass over", "Found by Noticing, not written by you."]
    for actor in reading.overlooked:
        parts += [f"### {actor.name}", actor.why, *(_cited(quote, by_id) for quote in actor.quotes[:1])]
    parts += ["## Conversation", *(_turn_markdown(turn, by_id, lenses) for turn in turns)]
    return "\n\n".join(part for part in parts if part) + "\n"


def reading_text(reading: Reading, notes: Sequence[Note]) -> str:
    """What `noticing read` prints for people."""
    titles = {note.id: note.title for note in notes}
    count = "1 note" if len(notes) == 1 else f"{len(notes)} notes"
    parts = [f"{count}, {sum(note.words for note in notes)} words."]
    parts.append("PASSED OVER\n" + ("\n".join(_overlooked_lines(reading, titles)) or "  Nothing found."))
    acting = [actor for actor in reading.actors if actor.acts and not actor.overlooked]
    rest = [actor for actor in reading.actors if not actor.acts]
    for heading, actors in (("MAKE A DIFFERENCE", acting), ("ARE MENTIONED", rest)):
        parts.append(heading + "\n" + ("\n".join(f"  {x.name} ({x.kind})" for x in actors) or "  Nothing found."))
    unheard = [f"  {actor.name}. {actor.why}" for actor in reading.unheard]
    parts.append("SPOKEN ABOUT, NOT HEARD\n" + ("\n".join(unheard) or "  Nobody found."))
    parts.append("TIES\n" + "\n".join(_tie_lines(reading)))
    parts.append("IN MOTION\n" + ("\n".join(_change_lines(reading)) or "  Nothing found."))
    silent = [f"  {item.kind}: looked for {', '.join(item.terms[:8])}" for item in reading.silent_kinds]
    settled = [f"  “{item.phrase}”: {_one_line(item.quote.text)}" for item in reading.settled]
    parts.append("CALLED SETTLED\n" + ("\n".join(settled) or "  Nothing found."))
    parts.append("NO NOTE MENTIONS\n" + ("\n".join(silent) or "  Every kind is mentioned."))
    return "\n\n".join(parts)


def _overlooked_lines(reading: Reading, titles: Mapping[str, str]) -> list[str]:
    lines = []
    for actor in reading.overlooked:
        lines.append(f"  {actor.name} ({actor.kind}). {actor.why}")
        lines += [f"    “{_one_line(q.text)}” ({titles.get(q.note, q.note)})" for q in actor.quotes[:1]]
    return lines


def _tie_lines(reading: Reading) -> list[str]:
    if not reading.relations:
        return ["  Nothing found."]
    share = sum(item.dyadic for item in reading.relations)
    return [
        f"  {share} of {len(reading.relations)} run only between somebody who works here and somebody who uses it.",
        *(f"  {item.a} – {item.b}{f' ({item.way})' if item.way else ''}" for item in reading.relations),
    ]


def _change_lines(reading: Reading) -> list[str]:
    lines = []
    for change in reading.changes:
        lines.append(f"  {', '.join(change.actors)}: {change.what}")
        for label, quote in (("before", change.before), ("after", change.after)):
            if quote:
                lines.append(f"    {label}: “{_one_line(quote.text)}”")
    return lines


def _one_line(text: str) -> str:
    return " ".join(text.split())
