"""The left column: the cases, the open case's notes, and what leaves this computer."""

from collections.abc import Sequence
from typing import Protocol

from assistant.domain import Case, Note
from assistant.ui.state import Page
from assistant.ui.views.elements import button, count, day, problem, text


class Counted(Protocol):
    """A case with how much there is in it."""

    @property
    def case(self) -> Case:
        """The case itself."""

    @property
    def notes(self) -> int:
        """How many notes."""

    @property
    def turns(self) -> int:
        """How many turns of the conversation."""


def cases(items: Sequence[Counted], page: Page, *, sample: str) -> str:
    """The list of cases with the form for a new one.

    Args:
        items: The cases, in the order in which they are shown.
        page: What stands open.
        sample: The name of the sample case, which is offered where it is not in the list.
    """
    rows = "".join(_case(item, page) for item in items)
    heading = "<h2>Cases</h2>"
    listed = f'<ul class="list">{rows}</ul>' if items else ""
    offers = [button("New case", "ask", kind="soft", act="new case")] if items and not page.asks("new case") else []
    if items and sample not in {item.case.name for item in items}:
        offers.append(button("Open the sample case", "sample", kind="soft"))
    form = _name_form("new case", "", "", "Make the case") if page.asks("new case") else ""
    line = f'<p class="row">{"".join(offers)}</p>' if offers else ""
    said = problem(page.problem_at("cases"))
    return f'<nav aria-label="Cases" data-case="{text(page.case)}">{heading}{listed}{form}{said}{line}</nav>'


def _case(item: Counted, page: Page) -> str:
    case = item.case
    if page.asks("rename case", case.id):
        return f"<li>{_name_form('rename case', case.id, case.name, 'Rename')}</li>"
    if page.asks("delete case", case.id):
        return f"<li>{_delete(item)}</li>"
    current = ' aria-current="true"' if case.id == page.case else ""
    opener = (
        f'<button type="button" class="entry" data-do="open case" data-id="{text(case.id)}"{current}>'
        f"{text(case.name)}<small>{_size(item)}</small></button>"
    )
    if case.id != page.case:
        return f"<li>{opener}</li>"
    rename = button("Rename", "ask", kind="soft", description=f"Rename {case.name}", act="rename case", id=case.id)
    delete = button("Delete", "ask", kind="soft", description=f"Delete {case.name}", act="delete case", id=case.id)
    save = button("Save", "save", kind="soft", description=f"Save {case.name} to a file")
    forget = button("Clear the talk", "ask", kind="soft", act="forget talk", id=case.id) if item.turns else ""
    if page.asks("forget talk", case.id):
        return f"<li>{opener}{_forget(item)}</li>"
    return f'<li>{opener}<span class="row small">{rename}{save}{delete}{forget}</span></li>'


def _size(item: Counted) -> str:
    if not item.turns:
        return count(item.notes, "note")
    return f"{count(item.notes, 'note')}, {count(item.turns, 'turn')}"


def _delete(item: Counted) -> str:
    goes = f"its {count(item.notes, 'note')}, the conversation and the search index"
    yes = button("Delete it for good", "delete case", kind="grave", id=item.case.id)
    no = button("Keep it", "cancel")
    return (
        f'<div class="confirm" role="group" aria-label="Delete this case?"><p>Delete “{text(item.case.name)}”? '
        f'This takes away {goes}. It cannot be undone.</p><p class="row">{yes}{no}</p></div>'
    )


def _forget(item: Counted) -> str:
    yes = button("Clear it for good", "forget talk", kind="grave", id=item.case.id)
    no = button("Keep it", "cancel")
    return (
        '<div class="confirm" role="group" aria-label="Clear the talk?"><p>Clear the talk of this case? '
        f"This takes away {count(item.turns, 'turn')}, and what the journal has from them. The notes stay. "
        f'It cannot be undone.</p><p class="row">{yes}{no}</p></div>'
    )


def _name_form(do: str, id: str, value: str, label: str) -> str:
    return (
        f'<form class="small-form" data-form="{text(do)}" data-id="{text(id)}">'
        '<label>Name of the case<input name="name" type="text" maxlength="120" required autocomplete="off" '
        f'value="{text(value)}"></label>'
        f'<p class="row"><button class="strong">{text(label)}</button>{button("Cancel", "cancel")}</p></form>'
    )


def notes(items: tuple[Note, ...], page: Page) -> str:
    """The open case's notes by date, and the form for pasted text; nothing where no case is open."""
    if not page.case:
        return ""
    rows = "".join(_note(note) for note in items)
    listed = f'<ul class="list">{rows}</ul>' if items else '<p class="hint">No notes yet. Add files, or paste text.</p>'
    form = _paste_form() if page.asks("paste") else button("Paste text", "ask", kind="plain wide", act="paste")
    said = problem(page.problem_at("notes"))
    return f'<section aria-label="Notes"><h2>Notes</h2>{listed}{form}{said}</section>'


def search(page: Page, *, any_notes: bool) -> str:
    """The field to search the open case's notes; nothing where there are none."""
    if not any_notes:
        return ""
    words = text(page.focus.id) if page.focus.subject == "search" else ""
    return (
        '<form class="search" role="search" data-form="search"><label>Search these notes'
        f'<input type="text" name="query" maxlength="300" autocomplete="off" required value="{words}"></label>'
        '<button class="plain">Search</button></form>'
    )


def _note(note: Note) -> str:
    date = day(note.date) if note.date else "no date"
    return (
        f'<li><button type="button" class="entry" data-do="note" data-id="{text(note.id)}">'
        f"{text(note.title)}<small>{text(date)}</small></button></li>"
    )


def _paste_form() -> str:
    return (
        '<form class="small-form" data-form="paste">'
        '<label>Title, if you like<input name="title" type="text" maxlength="200" autocomplete="off"></label>'
        '<label>Text of the note<textarea name="text" rows="8" required></textarea></label>'
        f'<p class="row"><button class="strong">Read this text</button>{button("Cancel", "cancel")}</p></form>'
    )


def foot(*, writer: str, host: str, alone: bool) -> str:
    """Who writes the replies, what leaves this computer, and the ways to the cards on both.

    Args:
        writer: A sentence on who writes and what leaves this computer.
        host: The address that the page is served on.
        alone: Whether only this computer can reach that address.
    """
    reach = (
        "" if alone else f'<p class="problem">Served on {text(host)}: anyone who can reach it can read these cases.</p>'
    )
    about = button("About Noticing", "about", kind="soft")
    tour = button("Tour", "tour", kind="soft", step=0)
    access = button("Accessibility", "access", kind="soft")
    who = button("Who writes the replies", "writer", kind="soft")
    return f'{reach}<p class="foot">{text(writer)}</p><p class="row">{who}{about}{tour}{access}</p>'
