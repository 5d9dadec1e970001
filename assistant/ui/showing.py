"""Which component shows what: the page's state and the services' nouns, packed by the views."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import gradio as gr

from assistant.arrangement import arrange
from assistant.domain import Mention
from assistant.errors import NoticingError
from assistant.services import Services
from assistant.ui.extras import extras
from assistant.ui.layout import Parts, alone, toggle
from assistant.ui.state import Page
from assistant.ui.views import actors as actors_view
from assistant.ui.views import cards, conversation, motion, picture
from assistant.ui.views import cases as cases_view
from assistant.ui.views import journal as journal_view
from assistant.ui.views import margin as margin_view
from assistant.ui.views import tray as tray_view
from assistant.ui.views import writer as writer_view
from assistant.ui.views.elements import problem, text

Updates = dict[Any, Any]
"""Components and their new values."""
VIEWS = (
    ("talk", "Talk"),
    ("actors", "Who and what"),
    ("map", "Map"),
    ("motion", "In motion"),
    ("journal", "Journal"),
)
LISTED = 8
"""Passages that a search of the case brings."""


def shown(services: Services, parts: Parts, page: Page, *, progress: str = "", stops: bool = False) -> Updates:
    """The whole page, with a sentence of progress while something takes its time, and whether it can be stopped."""
    notes = services.notes(page.case) if page.case else ()
    is_open = bool(page.case)
    return {
        parts.notes: cases_view.notes(notes, page),
        parts.files: gr.update(visible=is_open, value=None),
        parts.find: cases_view.search(page, any_notes=bool(notes)),
        parts.tray: tray_view.tray(page, progress=progress, stops=stops),
        parts.composer: gr.update(visible=is_open and page.view == "talk"),
        parts.trouble: "",
        parts.spoken: "",
        parts.top: _top(services, page),
        parts.foot: _foot(services, page),
        **talked(services, parts, page),
        **margin(services, parts, page, ()),
    }


def talked(services: Services, parts: Parts, page: Page) -> Updates:
    """The conversation as it is kept, and the list of cases that counts its turns."""
    cases = services.cases()
    return {
        parts.cases: cases_view.cases(cases, page, sample=services.framework.sample_name),
        parts.past: _middle(services, page) if page.case else conversation.welcome(cases=bool(cases)),
    }


def _middle(services: Services, page: Page) -> str:
    if page.view == "talk":
        return _past(services, page)
    if found := extras().get(page.view):
        return problem(page.problem_at("view")) + found.view(services, dict(page.extra))
    if page.view == "journal":
        return journal_view.view(services.journals.entries(page.case), services.framework.lenses, page)
    if not services.readiness().ready:
        return actors_view.WAITING
    known = services.framework.kinds
    reading, notes = services.reading(page.case), services.notes(page.case)
    if page.view == "map":
        return picture.view(arrange(reading, notes, upto=min(page.upto, len(notes))), notes, known, page)
    if page.view == "motion":
        return motion.view(reading, notes, page)
    return actors_view.view(reading, notes, services.judgements(page.case), known, page)


def _past(services: Services, page: Page) -> str:
    notes, turns = services.notes(page.case), services.turns(page.case)
    lenses = {lens.id: lens for lens in services.framework.lenses}
    return conversation.past(turns, notes, lenses) or conversation.beginning(notes)


def _foot(services: Services, page: Page) -> str:
    host = services.settings.host
    return cases_view.foot(writer=services.writer(page.case).sentence, host=host, alone=alone(host))


def _top(services: Services, page: Page) -> str:
    name = services.case(page.case).name if page.case else ""
    title = f"<h1>{text(name)}</h1>" if name else ""
    every = (*VIEWS, *((way, extra.label) for way, extra in extras().items()))
    ways = "".join(_way(page, way, label) for way, label in every) if name else ""
    views = f'<nav class="views" aria-label="Views of this case">{ways}</nav>' if ways else ""
    return f'<header class="top">{toggle("Cases and notes", "panel-open")}{title}{views}</header>'


def _way(page: Page, way: str, label: str) -> str:
    current = ' aria-current="page"' if page.view == way else ""
    return f'<button type="button" class="plain" data-do="view" data-name="{way}"{current}>{label}</button>'


_PLAIN: Mapping[str, Callable[[Page], str]] = {"tour": cards.tour, "access": cards.access, "prompt": cards.prompt}
"""Cards that say the same for every case."""


def margin(services: Services, parts: Parts, page: Page, mentions: Sequence[Mention]) -> Updates:
    """What is in focus, and the way to add a copy of the paper where that is the about card."""
    try:
        card = _card(services, page, mentions)
    except NoticingError as error:
        card = margin_view.refused(page.failed("margin", str(error)))
    return {parts.margin: card, parts.paper: gr.update(visible=page.focus.subject == "about")}


def _card(services: Services, page: Page, mentions: Sequence[Mention]) -> str:
    focus = page.focus
    if focus.subject == "note":
        return margin_view.note(services.note(page.case, focus.id), page, mentions)
    if focus.subject == "lens":
        return margin_view.lens(services.framework.lens(focus.id), page)
    if focus.subject == "about":
        copies = services.papers() if services.readiness().ready else None
        known = services.framework
        return margin_view.about(
            page, notice=known.notice, sources=known.sources, copies=copies, prompts=services.model_prompts()
        )
    if focus.subject == "search":
        return cards.search(page, services.search(page.case, focus.id, k=LISTED), services.notes(page.case))
    if focus.subject == "save":
        return cards.save(page, name=services.case(page.case).name)
    if focus.subject in _PLAIN:
        return _PLAIN[focus.subject](page)
    if focus.subject == "writer":
        name = services.case(page.case).name if page.case else ""
        return writer_view.card(page, services.writer(page.case), services.settings, case=name)
    return margin_view.refused(page) if page.problem_at("margin") else margin_view.EMPTY
