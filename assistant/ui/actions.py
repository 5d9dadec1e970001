"""What a click or a small form on the page does: services are called, and the next page comes out.

A refusal of the services becomes a sentence beside the thing that was clicked. Knows nothing of gradio or of HTML.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast, get_args

from assistant.domain import Mention, Verdict
from assistant.errors import NoteError, NoticingError
from assistant.services import Services
from assistant.settings import ON_PAGE
from assistant.ui.state import Act, Filter, Focus, Page, Place, View, Waiting

Given = Mapping[str, str]
"""What the page sent: `do` names the action, the rest are its fields."""
Action = Callable[[Services, Page, Given], Page]
Duplicate = Literal["skip", "replace", "keep both"]


@dataclass(frozen=True, slots=True)
class _Entry:
    action: Action
    place: Place


@dataclass(frozen=True, slots=True)
class Step:
    """How far an action is."""

    page: Page
    sentence: str = ""
    """What is being done, for a person who waits; empty when it is done."""


def act(services: Services, page: Page, given: Given) -> Iterator[Step]:
    """Do what was clicked: the steps on the way, and at the end the page after it.

    An action that does not exist changes nothing.
    """
    name = given.get("do", "")
    if name == "keep":
        yield from _keep(services, page, given)
    elif name in _TABLE:
        if name in _WAITS:
            yield Step(page.settled(), _WAITS[name])
        yield Step(_done(services, page, given, _TABLE[name]))
    else:
        yield Step(page)


def _done(services: Services, page: Page, given: Given, entry: _Entry) -> Page:
    try:
        return entry.action(services, page, given)
    except NoticingError as error:
        return page.failed(entry.place, str(error))


def arrived(services: Services, case_id: str) -> Page:
    """The page when it is first shown: the case of the address if there is one, else the newest, else none."""
    cases = [item.case.id for item in services.cases()]
    return Page(case=case_id if case_id in cases else next(iter(cases), ""))


def read_files(services: Services, page: Page, paths: tuple[Path, ...]) -> Iterator[Step]:
    """Read files one at a time, with a step before each.

    A file that cannot be read stands in the tray with its sentence, and the others go on. Each path is deleted.
    """
    tray = page.tray
    for number, path in enumerate(paths, 1):
        yield Step(page.waiting(tray), f"Reading {number} of {len(paths)}: {path.name}")
        tray = (*tray, _read(services, page.case, path))
    yield Step(page.waiting(tray))


def _read(services: Services, case_id: str, path: Path) -> Waiting:
    try:
        return Waiting(name=path.name, incoming=services.read_file(case_id, path, path.name))
    except NoticingError as error:
        return Waiting(name=path.name, problem=str(error))
    finally:
        path.unlink(missing_ok=True)


def add_paper(services: Services, page: Page, path: Path) -> Page:
    """Index the team's own copy of the paper; the path is deleted."""
    try:
        services.add_paper(path)
    except NoticingError as error:
        return page.failed("margin", str(error))
    finally:
        path.unlink(missing_ok=True)
    return page.settled()


def mentions(services: Services, page: Page) -> tuple[Mention, ...]:
    """Where the actor in focus is named, in the order of the notes; none while the models are not loaded."""
    if not page.focus.actor or not services.readiness().ready:
        return ()
    found = [actor for actor in services.reading(page.case).actors if actor.name == page.focus.actor]
    return found[0].mentions if found else ()


# Cases


def _open_case(services: Services, page: Page, given: Given) -> Page:
    return replace(page.opened(services.case(given.get("id", "")).id), view=page.view)


def _sample(services: Services, page: Page, given: Given) -> Page:
    return page.opened(services.sample().id)


def _new_case(services: Services, page: Page, given: Given) -> Page:
    return page.opened(services.create_case(given.get("name", "")).id)


def _rename_case(services: Services, page: Page, given: Given) -> Page:
    services.rename_case(given.get("id", ""), given.get("name", ""))
    return page.settled()


def _delete_case(services: Services, page: Page, given: Given) -> Page:
    services.erase_case(given.get("id", ""))
    return arrived(services, page.case)


# Notes and the tray


def _paste(services: Services, page: Page, given: Given) -> Page:
    incoming = services.read_text(page.case, given.get("text", ""), given.get("title", ""))
    return page.waiting((*page.tray, Waiting(name=incoming.note.title, incoming=incoming)))


def _keep(services: Services, page: Page, given: Given) -> Iterator[Step]:
    """Keep the checked files and let go of the others, one at a time; what could not be kept stays, with its reason."""
    left: tuple[Waiting, ...] = ()
    for number, item in enumerate(page.tray):
        rest = page.waiting((*left, *page.tray[number:]))
        yield Step(rest, f"Adding {number + 1} of {len(page.tray)}: {item.name}{_wake(services)}")
        kept = _keep_one(services, page.case, item, number, given)
        left = (*left, kept) if kept else left
    yield Step(page.waiting(left))


def _wake(services: Services) -> str:
    return "" if services.readiness().ready else " (still waking up, so the first one takes longer)"


def _keep_one(services: Services, case_id: str, item: Waiting, number: int, given: Given) -> Waiting | None:
    if item.incoming is None:
        return None
    if f"keep-{number}" not in given:
        services.let_go(item.incoming)
        return None
    try:
        date = _date(given.get(f"date-{number}", ""))
    except NoteError as error:
        return replace(item, problem=str(error))
    choice = _duplicate(given.get(f"duplicate-{number}", ""))
    try:
        note = services.keep(case_id, item.incoming, title=given.get(f"title-{number}"), date=date, duplicate=choice)
        if note and date is None and note.date is not None:
            services.set_note(case_id, note.id, title=note.title, date=None)
    except NoticingError as error:
        return Waiting(name=item.name, problem=str(error))
    return None


def _duplicate(text: str) -> Duplicate:
    return cast(Duplicate, text) if text in get_args(Duplicate) else "skip"


def _leave_out(services: Services, page: Page, given: Given) -> Page:
    for item in page.tray:
        if item.incoming:
            services.let_go(item.incoming)
    return page.waiting(())


def _edit_note(services: Services, page: Page, given: Given) -> Page:
    note = given.get("id", "")
    services.set_note(page.case, note, title=given.get("title", ""), date=_date(given.get("date", "")))
    return page.looking_at(Focus(subject="note", id=note))


def _delete_note(services: Services, page: Page, given: Given) -> Page:
    services.erase_note(page.case, given.get("id", ""))
    return page.looking_at(Focus())


def _date(text: str) -> dt.date | None:
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise NoteError(f'"{text}" is not a date. Write it as 2025-03-12, or leave it empty.') from None


# The margin


def _show_note(services: Services, page: Page, given: Given) -> Page:
    note = services.note(page.case, given.get("id", ""))
    start, end = _number(given, "start"), _number(given, "end")
    focus = Focus(subject="note", id=note.id, start=start, end=end, actor=given.get("actor", ""))
    return page.looking_at(focus)


def _show_lens(services: Services, page: Page, given: Given) -> Page:
    return page.looking_at(Focus(subject="lens", id=services.framework.lens(given.get("id", "")).id))


def _about(services: Services, page: Page, given: Given) -> Page:
    return page.looking_at(Focus(subject="about"))


def _writer(services: Services, page: Page, given: Given) -> Page:
    return page.looking_at(Focus(subject="writer"))


def _set_model(services: Services, page: Page, given: Given) -> Page:
    values = {name: text for name, text in given.items() if name in ON_PAGE}
    if not values.get("model_key", "").strip():
        values["model_key"] = services.settings.model_key.reveal()
    try:
        services.set_model(**values)
    except NoticingError as error:
        typed = tuple((name, text) for name, text in given.items() if name in ON_PAGE and name != "model_key")
        return replace(page.failed("margin", str(error)), typed=typed)
    return page.settled()


def _allow(services: Services, page: Page, given: Given) -> Page:
    services.allow(page.case, given.get("place", ""))
    return page.settled()


def _close(services: Services, page: Page, given: Given) -> Page:
    return page.looking_at(Focus())


def _number(given: Given, name: str) -> int:
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else 0


# Who and what


def _view(services: Services, page: Page, given: Given) -> Page:
    wanted = given.get("name", "")
    return replace(page.settled(), view=cast(View, wanted)) if wanted in get_args(View) else page


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


# Forms


def _ask(services: Services, page: Page, given: Given) -> Page:
    wanted = given.get("act", "")
    return page.asked(cast(Act, wanted), given.get("id", "")) if wanted in get_args(Act) else page


def _cancel(services: Services, page: Page, given: Given) -> Page:
    return page.settled()


_TABLE: Mapping[str, _Entry] = {
    "ask": _Entry(_ask, "cases"),
    "cancel": _Entry(_cancel, "cases"),
    "open case": _Entry(_open_case, "cases"),
    "sample": _Entry(_sample, "cases"),
    "new case": _Entry(_new_case, "cases"),
    "rename case": _Entry(_rename_case, "cases"),
    "delete case": _Entry(_delete_case, "cases"),
    "paste": _Entry(_paste, "notes"),
    "leave out": _Entry(_leave_out, "tray"),
    "edit note": _Entry(_edit_note, "margin"),
    "delete note": _Entry(_delete_note, "margin"),
    "note": _Entry(_show_note, "margin"),
    "lens": _Entry(_show_lens, "margin"),
    "view": _Entry(_view, "view"),
    "filter": _Entry(_filter, "view"),
    "judge": _Entry(_judge, "view"),
    "correct": _Entry(_correct, "view"),
    "add actor": _Entry(_add_actor, "view"),
    "withdraw": _Entry(_withdraw, "view"),
    "about": _Entry(_about, "margin"),
    "writer": _Entry(_writer, "margin"),
    "set model": _Entry(_set_model, "margin"),
    "allow": _Entry(_allow, "margin"),
    "disallow": _Entry(_allow, "margin"),
    "close": _Entry(_close, "margin"),
}

_WAITS: Mapping[str, str] = {
    "sample": "Opening the sample case. The first time takes up to a minute, while Noticing wakes up.",
    "delete case": "Deleting the case.",
    "delete note": "Deleting the note.",
    "paste": "Reading the text.",
}
"""What is said while an action takes longer than a moment."""
