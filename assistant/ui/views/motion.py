"""In motion: what is no longer as it was, as a timeline in the notes' own words."""

from collections.abc import Sequence
from itertools import groupby

from assistant.domain import Change, Note, Quote, Reading
from assistant.ui.state import Page
from assistant.ui.views.elements import button, cite, count, text

MOST = 120
"""Changes that are shown at once; choosing who or what brings the others."""


def view(reading: Reading, notes: tuple[Note, ...], page: Page) -> str:
    """The changes by note, each with what was before and after."""
    if not reading.changes:
        why = "No sentence was found that says that something is no longer as it was." if notes else "No notes yet."
        return f'<div class="beginning"><p>{why}</p></div>'
    order = {note.id: number for number, note in enumerate(notes)}
    chosen = sorted((item for item in reading.changes if _passes(item, page)), key=lambda item: _when(item, order))
    listed = "".join(
        _note(notes[number], list(items), notes)
        for number, items in groupby(chosen[:MOST], key=lambda item: _when(item, order)[0])
        if number < len(notes)
    )
    more = len(chosen) - MOST
    left = f'<p class="hint">{count(more, "other")} not shown. Choose who or what above.</p>' if more > 0 else ""
    return (
        '<div class="motion"><h2 class="view-head">In motion</h2>'
        f'<p class="hint">{count(len(reading.changes), "change")} found: what comes, goes, breaks, is replaced or is '
        f"worked around, in the words of your notes.</p>{_chooser(reading, page)}"
        f'<ol class="timeline">{listed}</ol>{left}</div>'
    )


def _passes(item: Change, page: Page) -> bool:
    return not page.moving or page.moving == _key(item) or page.moving in item.actors


def _when(item: Change, order: dict[str, int]) -> tuple[int, int]:
    quote = item.after or item.before
    return (order.get(quote.note, len(order)), quote.start) if quote else (len(order), 0)


def _key(item: Change) -> str:
    *first, last = item.actors or ("",)
    return f"{', '.join(first)} and {last}" if first else last


def _chooser(reading: Reading, page: Page) -> str:
    single = {name for item in reading.changes for name in item.actors}
    pairs = {_key(item) for item in reading.changes if len(item.actors) == 2}
    options = "".join(
        f'<option value="{text(name)}"{" selected" if name == page.moving else ""}>{text(name)}</option>'
        for name in (*sorted(single, key=str.lower), *sorted(pairs - single, key=str.lower))
    )
    return (
        '<form class="filter" data-form="moving" data-id="" data-live="1"><label>Who or what'
        f'<select name="name"><option value="">Everybody and everything</option>{options}</select></label>'
        '<button class="plain">Show</button></form>'
    )


def _note(note: Note, items: Sequence[Change], notes: tuple[Note, ...]) -> str:
    rows = "".join(_change(item, notes) for item in items)
    return f"<li><h3>{text(cite(note, notes))}</h3><ul>{rows}</ul></li>"


def _change(item: Change, notes: tuple[Note, ...]) -> str:
    quotes = "".join(
        _quote(label, quote, notes) for label, quote in (("Before", item.before), ("After", item.after)) if quote
    )
    told = f"<p><strong>{text(_key(item))}</strong>: {text(item.what)}</p>"
    return f'<li class="change">{told}<div class="pair">{quotes}</div></li>'


def _quote(label: str, quote: Quote, notes: tuple[Note, ...]) -> str:
    found = next((note for note in notes if note.id == quote.note), None)
    if found is None:
        return ""
    name = cite(found, notes)
    source = button(
        name,
        "note",
        kind="cite",
        description=f"Open the source: {name}, {label.lower()}",
        id=found.id,
        start=quote.start,
        end=quote.end,
    )
    return (
        f'<figure><p class="hint">{label}</p><blockquote>{text(quote.text)}</blockquote>'
        f"<figcaption>{source}</figcaption></figure>"
    )
