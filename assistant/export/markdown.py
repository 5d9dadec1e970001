"""A case, and a reading, as text for people; each quote with its place."""

import datetime as dt
from collections.abc import Mapping, Sequence

from assistant.domain import Actor, Case, Doubt, Lens, Note, Quote, Reading, SilentKind, Turn

_DOUBTS: Mapping[Doubt, str] = {
    "actor": "perhaps not an actor",
    "effect": "perhaps only mentioned",
    "passed over": "perhaps passed over",
}


def day(date: dt.date) -> str:
    """A date for people: "2 April 2025"."""
    return f"{date.day} {date:%B %Y}"


def place(quote: Quote, notes: Mapping[str, Note]) -> str:
    """Where a quote stands, in words: title, date, page or line, file and offsets."""
    note = notes.get(quote.note)
    if note is None:
        return "your message"
    named = ", ".join(part for part in (note.title, day(note.date) if note.date else "") if part)
    where = note.place(quote.start)
    return f"{named}{', ' + where if where else ''}; {note.filename}, {quote.start} to {quote.end}"


def cited(quote: Quote, notes: Mapping[str, Note]) -> str:
    """A quote as a Markdown block, with its place."""
    lines = "\n".join(f"> {line}" for line in quote.text.splitlines())
    return f"{lines}\n>\n> ({place(quote, notes)})"


def _turn_markdown(turn: Turn, notes: Mapping[str, Note], lenses: Mapping[str, Lens]) -> str:
    parts = [f"### You, {day(turn.at)} {turn.at:%H:%M}", turn.message]
    reply = turn.reply
    if reply:
        parts += ["### Noticing", reply.notice, reply.opening]
        for item in reply.observations:
            parts += [item.text, *(cited(quote, notes) for quote in item.quotes)]
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
        why = f"Perhaps. {actor.why}" if "passed over" in actor.doubts else actor.why
        parts += [f"### {actor.name}", why, *(cited(quote, by_id) for quote in actor.quotes[:1])]
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
        parts.append(heading + "\n" + ("\n".join(f"  {_named(actor)}" for actor in actors) or "  Nothing found."))
    unheard = [f"  {_named(actor)}. {actor.why}" for actor in reading.unheard]
    parts.append("SPOKEN ABOUT, NOT HEARD\n" + ("\n".join(unheard) or "  Nobody found."))
    parts.append("TIES\n" + "\n".join(_tie_lines(reading)))
    parts.append("IN MOTION\n" + ("\n".join(_change_lines(reading)) or "  Nothing found."))
    silent = [_silent_line(item) for item in reading.silent_kinds]
    settled = [f"  “{item.phrase}”: {_one_line(item.quote.text)}" for item in reading.settled]
    parts.append("CALLED SETTLED\n" + ("\n".join(settled) or "  Nothing found."))
    parts.append("NO NOTE MENTIONS\n" + ("\n".join(silent) or "  Every kind is mentioned."))
    return "\n\n".join(parts)


def _named(actor: Actor) -> str:
    """An actor with its kind and what is doubtful: "rota (perhaps time; perhaps only mentioned)"."""
    kind = f"perhaps {actor.kind}" if "kind" in actor.doubts else actor.kind
    return f"{actor.name} ({'; '.join([kind, *(_DOUBTS[x] for x in actor.doubts if x in _DOUBTS)])})"


def _overlooked_lines(reading: Reading, titles: Mapping[str, str]) -> list[str]:
    lines = []
    for actor in reading.overlooked:
        lines.append(f"  {_named(actor)}. {actor.why}")
        lines += [f"    “{_one_line(q.text)}” ({titles.get(q.note, q.note)})" for q in actor.quotes[:1]]
    return lines


def _silent_line(item: SilentKind) -> str:
    near = ", ".join(f"“{_one_line(quote.text)}”" for quote in item.nearest)
    return f"  {item.kind}: looked for {', '.join(item.terms[:8])}{f'. Nearest: {near}' if near else ''}"


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
