"""The journal: what the practitioner wrote, by heading and question, with the ways of looking that are left."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote as quoted

from assistant.domain import Entry, Lens
from assistant.journal import SCHEMES, is_plain, sections, walked
from assistant.ui.state import Page
from assistant.ui.views.elements import button, count, day, problem, text

FILES = (("journal-docx", "Word"), ("journal-pdf", "PDF"), ("journal-md", "Markdown"))


def view(entries: Sequence[Entry], lenses: Sequence[Lens], page: Page) -> str:
    """The whole journal."""
    by_id, plain = {lens.id: lens for lens in lenses}, is_plain(entries, page.scheme)
    parts = "".join(
        f"<section>{'' if plain else f'<h3>{text(heading)}</h3>'}"
        f"{''.join(_entry(item, by_id, page) for item in under)}</section>"
        for heading, under in sections(entries, page.scheme)
    )
    empty = "" if entries else "<p>What you write in the talk is gathered here, and you can add to it.</p>"
    return (
        '<div class="journal"><h2 class="view-head">Journal</h2>'
        '<p class="hint">Your own words. Changing them here leaves the talk as it was.</p>'
        f"{problem(page.problem_at('view'))}{_schemes(page)}{empty}{parts}{_adding(page)}"
        f"{_coverage(entries, lenses)}{_files(page)}</div>"
    )


def _schemes(page: Page) -> str:
    options = "".join(
        f'<option value="{key}"{" selected" if key == page.scheme else ""}>{text(item.name)}</option>'
        for key, item in SCHEMES.items()
    )
    source = SCHEMES[page.scheme].source
    after = f'<p class="hint">After {text(source)}.</p>' if source else ""
    return (
        '<form class="filter" data-form="scheme" data-id="" data-live="1"><label>Headings'
        f'<select name="name">{options}</select></label><button class="plain">Use these</button></form>{after}'
    )


def _entry(entry: Entry, lenses: Mapping[str, Lens], page: Page) -> str:
    asked = ""
    if entry.question:
        lens = lenses.get(entry.lens)
        by = f" ({text(lens.name)})" if lens else ""
        asked = f'<p class="hint">Noticing asked: {text(entry.question)}{by}</p>'
    if page.asks("edit entry", entry.id):
        return f'<article class="entry-card">{asked}{_form(entry, page)}</article>'
    when = day(entry.at)
    marks = " · changed here" if entry.changed else " · written here" if entry.own else ""
    edit = button("Edit", "ask", kind="soft", description=f"Edit the entry of {when}", act="edit entry", id=entry.id)
    out = button(
        "Take out", "ask", kind="soft", description=f"Take out the entry of {when}", act="strike entry", id=entry.id
    )
    if page.asks("strike entry", entry.id):
        yes = button("Take it out for good", "strike", kind="grave", id=entry.id)
        stays = "It is nowhere else." if entry.own else "The talk keeps it."
        sure = f'<p>Take this out of the journal? {stays}</p><p class="row">{yes}{button("Keep it", "cancel")}</p>'
        own = f'<p class="own">{text(entry.text)}</p>'
        return f'<article class="entry-card">{own}<div class="confirm">{sure}</div></article>'
    return (
        f'<article class="entry-card">{asked}<p class="own">{text(entry.text)}</p>'
        f'<div class="row hint"><span>{when}{marks}</span>{_place(entry, page)}{edit}{out}</div></article>'
    )


def _place(entry: Entry, page: Page) -> str:
    """Where the headings are given, the entry is put under one of them at once."""
    headings = SCHEMES[page.scheme].headings
    if not headings:
        return ""
    return (
        f'<form data-form="place entry" data-id="{text(entry.id)}" data-live="1"><label>Heading '
        f'<select name="heading">{_headings(headings, entry.heading)}</select></label></form>'
    )


def _headings(headings: Sequence[str], chosen: str) -> str:
    options = "".join(
        f'<option{" selected" if name == chosen else ""} value="{text(name)}">{text(name)}</option>'
        for name in headings
    )
    return f'<option value="">Not placed yet</option>{options}'


def _heading_field(chosen: str, page: Page) -> str:
    headings = SCHEMES[page.scheme].headings
    if headings:
        return f'<label>Heading<select name="heading">{_headings(headings, chosen)}</select></label>'
    return (
        '<label>Heading, if you like<input type="text" name="heading" maxlength="80" autocomplete="off" '
        f'value="{text(chosen)}"></label>'
    )


def _form(entry: Entry, page: Page) -> str:
    return (
        f'<form class="small-form" data-form="edit entry" data-id="{text(entry.id)}">'
        f'<label>Your words<textarea name="text" rows="6" required>{text(entry.text)}</textarea></label>'
        f"{_heading_field(entry.heading, page)}"
        f'<p class="row"><button class="strong">Save</button>{button("Cancel", "cancel")}</p></form>'
    )


def _adding(page: Page) -> str:
    if not page.asks("add entry"):
        return f'<p class="row">{button("Write something", "ask", kind="plain", act="add entry")}</p>'
    return (
        '<form class="small-form" data-form="add entry"><label>Your words'
        f'<textarea name="text" rows="6" required></textarea></label>{_heading_field("", page)}'
        f'<p class="row"><button class="strong">Add to the journal</button>{button("Cancel", "cancel")}</p></form>'
    )


def _coverage(entries: Sequence[Entry], lenses: Sequence[Lens]) -> str:
    """Which ways of looking were walked: an invitation, not a score."""
    done, left = walked(entries, lenses)
    if not left:
        return "<section><h3>Ways of looking</h3><p>You have written from every way of looking once.</p></section>"
    names = "".join(
        f"<li>{button(lens.name, 'lens', kind='cite', id=lens.id)} {text(lens.gloss)}</li>" for lens in left
    )
    told = f"<p>You have written about: {text(', '.join(lens.name for lens in done))}.</p>" if done else ""
    lead = f"{count(len(left), 'way')} of looking that you could still try, if one of them speaks to you"
    return (
        f"<section><h3>Ways of looking</h3>{told}<details><summary>{lead}</summary>"
        f'<ul class="sources">{names}</ul></details></section>'
    )


def _files(page: Page) -> str:
    links = " ".join(
        f'<a class="cite" href="noticing/save/{quoted(page.case)}/{form}?headings={page.scheme}" download>{label}</a>'
        for form, label in FILES
    )
    return f'<section><h3>Save the journal</h3><p class="row">{links}</p></section>'
