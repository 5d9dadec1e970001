"""The conversation: the practitioner's words, what Noticing points at with its quotes, and the question."""

from collections.abc import Mapping, Sequence

from assistant.domain import MESSAGE, WAYS, Lens, Note, Observation, Quote, Reply, Turn
from assistant.ui.views.elements import STANDING, button, cite, count, text

EDITING = (
    '<p class="hint">You are changing your last message. Sending it replaces that message and its reply. '
    '<button type="button" class="soft" data-edit="" data-say="">Leave it as it was</button></p>'
)
"""Stands above the box while the last message is being changed."""

Lenses = Mapping[str, Lens]


def past(turns: Sequence[Turn], notes: tuple[Note, ...], lenses: Lenses) -> str:
    """The turns that are kept, oldest first; the ways to go on stand under the last."""
    if not turns:
        return ""
    last = len(turns) - 1
    items = "".join(
        _turn(turn, notes, lenses, number=number + 1, ways=number == last) for number, turn in enumerate(turns)
    )
    return f'<div class="turns">{items}</div>'


def growing(turn: Turn, notes: tuple[Note, ...], lenses: Lenses, *, waiting: str) -> str:
    """The turn that is being written.

    Args:
        turn: The turn so far.
        notes: The case's notes.
        lenses: By id.
        waiting: What is said while there is nothing of a reply.
    """
    said = f'<p class="waiting">{text(waiting)}</p>' if turn.reply is None else _reply(turn.reply, notes, lenses)
    stop = f'<p class="row">{button("Stop", "stop", kind="plain", description="Stop this reply")}</p>'
    body = _message(turn.message) + _noticing(said + stop)
    return f'<div class="turns growing"><article class="turn">{body}</article></div>'


def announcement(turn: Turn) -> str:
    """The whole reply as plain text, to be spoken once."""
    return f"Noticing: {text(turn.reply.text)}" if turn.reply else ""


def welcome(*, cases: bool) -> str:
    """What a page without an open case says, with the sample one click away."""
    lead = (
        "Open a case on the left, or start with the sample." if cases else "To see how it works, open the sample case."
    )
    return (
        '<div class="welcome"><h1>Noticing</h1>'
        "<p>Talk through the redesign of a service. Noticing reads your notes, points at the things and people they "
        f"pass over, shows you where, and asks one question at a time.</p><p>{lead}</p>"
        f'<p class="row">{button("Open the sample case", "sample", kind="strong large")}'
        f"{button('Start a new case', 'ask', kind='plain large', act='new case')}"
        f"{button('Take the tour (2 minutes)', 'tour', kind='plain large', step=0)}</p></div>"
    )


def beginning(notes: tuple[Note, ...]) -> str:
    """What an open case without a conversation says."""
    if not notes:
        line = "Add notes on the left, or just write below what happened."
    else:
        line = f"{count(len(notes), 'note')} to talk about. Write below what happened, or what stays with you."
    return f'<div class="beginning"><p>{line}</p></div>'


def _turn(turn: Turn, notes: tuple[Note, ...], lenses: Lenses, *, number: int, ways: bool) -> str:
    if turn.reply is None:
        said = '<p class="waiting">There is no reply to this message yet. Send it again if none comes.</p>'
    else:
        said = _reply(turn.reply, notes, lenses) + (_ways() if ways and turn.reply.question else "")
    again = _again(turn) if ways else ""
    message = _message(turn.message, again)
    return f'<article class="turn" aria-label="Turn {number}">{message}{_noticing(said)}</article>'


def _message(message: str, tools: str = "") -> str:
    return f'<div class="you"><h3 class="who">You</h3><p class="message">{text(message)}</p>{tools}</div>'


def _again(turn: Turn) -> str:
    """Ways to change the last message, or to have it answered once more."""
    edit = f'<button type="button" class="soft" data-edit="{text(turn.id)}" data-say="">Edit your message</button>'
    retry = (
        f'<button type="button" class="soft" data-back="{text(turn.id)}" data-say="{text(turn.message)}">'
        "Ask for another reply</button>"
    )
    keep = button("Keep as an evaluation prompt", "prompt", kind="soft", id=turn.id)
    return f'<p class="row again">{edit}{retry}{keep}</p>'


def _noticing(said: str) -> str:
    return f'<div class="noticing"><h3 class="who">Noticing</h3>{said}</div>'


def _reply(reply: Reply, notes: tuple[Note, ...], lenses: Lenses) -> str:
    notice = f'<p class="notice" role="note">{text(reply.notice)}</p>' if reply.notice else ""
    opening = f"<p>{text(reply.opening)}</p>" if reply.opening else ""
    remarks = "".join(_observation(item, notes) for item in reply.observations)
    aside = f'<p class="withheld">{text(reply.aside)}</p>' if reply.aside else ""
    told = f"{_beside(reply.beside, notes)}{aside}{_withheld(len(reply.withheld))}"
    return f"{notice}{opening}{remarks}{_question(reply, lenses)}{told}"


def _beside(items: Sequence[Observation], notes: tuple[Note, ...]) -> str:
    if not items:
        return ""
    remarks = "".join(_observation(item, notes) for item in items)
    return f"<details><summary>What Noticing reads here without the language model</summary>{remarks}</details>"


def _observation(item: Observation, notes: tuple[Note, ...]) -> str:
    actor = item.actors[0] if item.actors else ""
    quotes = "".join(_quote(quote, notes, actor) for quote in item.quotes)
    return f'<div class="remark"><p>{text(item.text)}</p>{quotes}</div>'


def _quote(quote: Quote, notes: tuple[Note, ...], actor: str) -> str:
    source = f"<figcaption>{_citation(quote, notes, actor)}</figcaption>"
    return f"<figure><blockquote>{text(quote.text)}</blockquote>{source}</figure>"


def _citation(quote: Quote, notes: tuple[Note, ...], actor: str) -> str:
    """A button that opens the source; words where there is none to open."""
    if quote.note == MESSAGE:
        return "in what you wrote here"
    found = [note for note in notes if note.id == quote.note]
    if not found:
        return "from a note that is no longer in the case"
    note = found[0]
    if note.text[quote.start : quote.end] != quote.text:
        return f"from an earlier text of {text(note.title)}"
    where = note.place(quote.start)
    name = cite(note, notes) + (f", {where}" if where.startswith("page") else "")
    fields: dict[str, str | int] = {"id": note.id, "start": quote.start, "end": quote.end, "actor": actor}
    return button(name, "note", kind="cite", description=f"Open the source: {name}", **fields)


def _question(reply: Reply, lenses: Lenses) -> str:
    if not reply.question:
        return ""
    return f'<div class="question"><p class="asked">{text(reply.question)}</p>{_lens(lenses.get(reply.lens))}</div>'


def _lens(lens: Lens | None) -> str:
    if lens is None:
        return ""
    name = button(lens.name, "lens", kind="cite", description=f"About this way of looking: {lens.name}", id=lens.id)
    return f'<p class="lens">{name} {text(lens.source)}, {STANDING[lens.standing]}</p>'


def _withheld(number: int) -> str:
    if not number:
        return ""
    if number == 1:
        return '<p class="withheld">1 thing was held back because your notes do not show it.</p>'
    return f'<p class="withheld">{number} things were held back because your notes do not show them.</p>'


def _ways() -> str:
    buttons = "".join(f'<button type="button" class="way" data-say="{way}">{way}</button>' for way in WAYS)
    return f'<p class="ways" role="group" aria-label="Ways to go on">{buttons}</p>'
