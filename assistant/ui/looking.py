"""What a click does in the views beside the talk: who and what, the map, what is in motion, the journal.

Services are called, and the next page comes out. Knows nothing of gradio or of HTML.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import cast, get_args

from assistant.domain import Verdict
from assistant.journal import SCHEMES
from assistant.services import Services
from assistant.ui.extras import extras
from assistant.ui.state import Filter, Focus, Page, View
from assistant.ui.views.cards import TOUR

Given = Mapping[str, str]
"""What the page sent: `do` names the action, the rest are its fields."""
Action = Callable[[Services, Page, Given], Page]


def number(given: Given, name: str) -> int:
    """A field as a number; 0 where it is none."""
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _view(services: Services, page: Page, given: Given) -> Page:
    wanted = given.get("name", "")
    there = wanted in get_args(View) or wanted in extras()
    return replace(page.settled(), view=wanted, extra=()) if there else page


def _filter(services: Services, page: Page, given: Given) -> Page:
    chosen = Filter(kind=given.get("kind", ""), who=given.get("who", ""), note=given.get("note", ""))
    return replace(page.settled(), filter=chosen)


def _judge(services: Services, page: Page, given: Given) -> Page:
    verdict = given.get("verdict", "")
    if verdict in ("accept", "reject"):
        services.correct(page.case, given.get("id", ""), cast(Verdict, verdict))
    return page.settled()


def _correct(services: Services, page: Page, given: Given) -> Page:
    """Keep each thing that differs from what was read; the name last, so that the others find the actor."""
    name = given.get("id", "")
    actor = next((item for item in services.reading(page.case).actors if item.name == name), None)
    if actor is None:
        return page.settled()
    if (kind := given.get("kind", actor.kind)) != actor.kind:
        services.correct(page.case, name, "kind", kind)
    if (effect := given.get("effect", "")) and (effect == "acts") != actor.acts:
        services.correct(page.case, name, "effect", effect)
    if other := given.get("same", "").strip():
        services.correct(page.case, name, "merge", other)
    if (new := given.get("name", name).strip()) != name:
        services.correct(page.case, name, "rename", new)
    return page.settled()


def _add_actor(services: Services, page: Page, given: Given) -> Page:
    services.correct(page.case, given.get("name", "").strip(), "add", given.get("kind", ""))
    return page.settled()


def _withdraw(services: Services, page: Page, given: Given) -> Page:
    services.withdraw(page.case, given.get("id", ""))
    return page.settled()


def _moment(services: Services, page: Page, given: Given) -> Page:
    return replace(page.settled(), upto=number(given, "upto"))


def _moving(services: Services, page: Page, given: Given) -> Page:
    return replace(page.settled(), moving=given.get("name", ""))


def _scheme(services: Services, page: Page, given: Given) -> Page:
    wanted = given.get("name", "")
    return replace(page.settled(), scheme=wanted) if wanted in SCHEMES else page


def _edit_entry(services: Services, page: Page, given: Given) -> Page:
    services.journals.change(
        page.case, given.get("id", ""), text=given.get("text", ""), heading=given.get("heading", "")
    )
    return page.settled()


def _place_entry(services: Services, page: Page, given: Given) -> Page:
    services.journals.change(page.case, given.get("id", ""), heading=given.get("heading", ""))
    return page.settled()


def _add_entry(services: Services, page: Page, given: Given) -> Page:
    services.journals.add(page.case, given.get("text", ""), given.get("heading", ""))
    return page.settled()


def _strike(services: Services, page: Page, given: Given) -> Page:
    services.journals.strike(page.case, given.get("id", ""))
    return page.settled()


def _tour(services: Services, page: Page, given: Given) -> Page:
    step = min(number(given, "step"), len(TOUR) - 1)
    beside = replace(page, view=TOUR[step][2]) if page.case else page
    return beside.looking_at(Focus(subject="tour", start=step))


IN_VIEWS: Mapping[str, Action] = {
    "view": _view,
    "filter": _filter,
    "judge": _judge,
    "correct": _correct,
    "add actor": _add_actor,
    "withdraw": _withdraw,
    "moment": _moment,
    "moving": _moving,
    "scheme": _scheme,
    "edit entry": _edit_entry,
    "place entry": _place_entry,
    "add entry": _add_entry,
    "strike": _strike,
    "tour": _tour,
}
"""The actions by name; what goes wrong is told in the view."""
