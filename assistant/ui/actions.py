"""What a click or a small form on the page does: services are called, and the next page comes out.

A refusal of the services becomes a sentence beside the thing that was clicked. Knows nothing of gradio or of HTML.
"""

import datetime as dt
from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast, get_args

from assistant.domain import Mention
from assistant.errors import NoteError, NoticingError
from assistant.export.prompts import Expected
from assistant.services import Services, kept_prompt
from assistant.services.prompting import EXCHANGES
from assistant.settings import ON_PAGE
from assistant.ui.extras import extras
from assistant.ui.looking import IN_VIEWS, Action, Given, number
from assistant.ui.state import Act, Focus, Page, Place, Waiting

Duplicate = Literal["skip", "replace", "keep both"]
LONGEST_QUERY = 300
"""Characters of what is searched for."""


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
    stops: bool = False
    """Whether it can be stopped between its steps."""


def act(services: Services, page: Page, given: Given) -> Generator[Step]:
    """Do what was clicked: the steps on the way, and at the end the page after it.

    An action that does not exist changes nothing.
    """
    name = given.get("do", "")
    if name == "keep":
        yield from _keep(services, page, given)
    elif name == "extra":
        yield from _extra(services, page, given)
    elif name in _TABLE:
        if name in _WAITS:
            yield Step(page.settled(), _WAITS[name])
        yield Step(_done(services, page, given, _TABLE[name]))
    else:
        yield Step(page)


def _extra(services: Services, page: Page, given: Given) -> Generator[Step]:
    """Do what was clicked in a view that is not our own."""
    found = extras().get(page.view)
    if found is None:
        yield Step(page)
        return
    after = replace(page.settled(), extra=tuple(given.items()))
    try:
        for sentence in found.act(services, given):
            yield Step(after, sentence, stops=True)
        yield Step(after)
    except NoticingError as error:
        yield Step(after.failed("view", str(error)))


def _done(services: Services, page: Page, given: Given, entry: _Entry) -> Page:
    try:
        return entry.action(services, page, given)
    except NoticingError as error:
        return page.failed(entry.place, str(error))


def arrived(services: Services, case_id: str) -> Page:
    """The page when it is first shown: the case of the address if there is one, else the newest, else none."""
    cases = [item.case.id for item in services.cases()]
    return Page(case=case_id if case_id in cases else next(iter(cases), ""))


def read_files(services: Services, page: Page, paths: tuple[Path, ...]) -> Generator[Step]:
    """Read files one at a time, with a step before each.

    A file that cannot be read stands in the tray with its sentence, and the others go on. Each path is deleted, also
    where the iterator is closed before its end.
    """
    tray = page.tray
    try:
        for done, path in enumerate(paths):
            yield Step(page.waiting(tray), f"{done} of {len(paths)} files ready. Reading {path.name}", stops=True)
            tray = (*tray, _read(services, page.case, path))
        yield Step(page.waiting(tray))
    finally:
        for path in paths:
            path.unlink(missing_ok=True)


def _read(services: Services, case_id: str, path: Path) -> Waiting:
    try:
        return Waiting(name=path.name, incoming=services.read_file(case_id, path, path.name))
    except NoticingError as error:
        return Waiting(name=path.name, problem=str(error))


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


def _forget_talk(services: Services, page: Page, given: Given) -> Page:
    services.forget_talk(given.get("id", ""))
    return page.settled()


# Notes and the tray


def _paste(services: Services, page: Page, given: Given) -> Page:
    incoming = services.read_text(page.case, given.get("text", ""), given.get("title", ""))
    return page.waiting((*page.tray, Waiting(name=incoming.note.title, incoming=incoming)))


def _keep(services: Services, page: Page, given: Given) -> Generator[Step]:
    """Keep the checked files and let go of the others, one at a time; what could not be kept stays, with its reason."""
    left: tuple[Waiting, ...] = ()
    for at, item in enumerate(page.tray):
        rest = page.waiting((*left, *page.tray[at:]))
        yield Step(rest, f"Adding {at + 1} of {len(page.tray)}: {item.name}{_wake(services)}", stops=True)
        kept = _keep_one(services, page.case, item, at, given)
        left = (*left, kept) if kept else left
    yield Step(page.waiting(left))


def _wake(services: Services) -> str:
    return "" if services.readiness().ready else " (still waking up, so the first one takes longer)"


def _keep_one(services: Services, case_id: str, item: Waiting, at: int, given: Given) -> Waiting | None:
    if item.incoming is None:
        return None
    if f"keep-{at}" not in given:
        services.let_go(item.incoming)
        return None
    try:
        date = _date(given.get(f"date-{at}", ""))
    except NoteError as error:
        return replace(item, problem=str(error))
    choice = _duplicate(given.get(f"duplicate-{at}", ""))
    try:
        note = services.keep(case_id, item.incoming, title=given.get(f"title-{at}"), date=date, duplicate=choice)
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
    start, end = number(given, "start"), number(given, "end")
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


def _search(services: Services, page: Page, given: Given) -> Page:
    words = " ".join(given.get("query", "").split())
    return page.looking_at(Focus(subject="search", id=words[:LONGEST_QUERY])) if words else page


def _save(services: Services, page: Page, given: Given) -> Page:
    return page.looking_at(Focus(subject="save"))


def _prompt(services: Services, page: Page, given: Given) -> Page:
    """The form that keeps a turn; ticked for danger where the reply pointed to the local procedure."""
    turn = next((turn for turn in services.turns(page.case) if turn.id == given.get("id")), None)
    pointed = turn is not None and turn.reply is not None and bool(turn.reply.notice)
    opened = page.looking_at(Focus(subject="prompt", id=given.get("id", "")))
    return replace(opened, typed=(("danger", "on"),) if pointed else ())


def _keep_prompt(services: Services, page: Page, given: Given) -> Page:
    try:
        notes, turns = services.notes(page.case), services.turns(page.case)
        path = kept_prompt(
            services.settings,
            notes,
            turns,
            given.get("id", ""),
            why=given.get("why", ""),
            expected=_expected(given),
        )
    except NoticingError as error:
        return replace(page.failed("margin", str(error)), typed=tuple(given.items()))
    done = f"Kept as {path}. Run it under “Evaluate”, or with: noticing eval run --to results.jsonl"
    return page.looking_at(replace(page.focus, done=done))


def _expected(given: Given) -> Expected:
    actors, contradicts, never = (_listed(given.get(name, "")) for name in ("actors", "contradicts", "never"))
    return Expected(
        actors=actors,
        contradicts=contradicts,
        never=never,
        danger="danger" in given,
        equal=tuple(way for way in EXCHANGES if f"equal-{way}" in given),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _access(services: Services, page: Page, given: Given) -> Page:
    return page.looking_at(Focus(subject="access"))


def _close(services: Services, page: Page, given: Given) -> Page:
    return page.looking_at(Focus())


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
    "about": _Entry(_about, "margin"),
    "writer": _Entry(_writer, "margin"),
    "set model": _Entry(_set_model, "margin"),
    "allow": _Entry(_allow, "margin"),
    "disallow": _Entry(_allow, "margin"),
    "search": _Entry(_search, "margin"),
    "save": _Entry(_save, "margin"),
    "access": _Entry(_access, "margin"),
    "prompt": _Entry(_prompt, "margin"),
    "keep prompt": _Entry(_keep_prompt, "margin"),
    "close": _Entry(_close, "margin"),
    "forget talk": _Entry(_forget_talk, "cases"),
    **{name: _Entry(action, "view") for name, action in IN_VIEWS.items()},
}

_WAITS: Mapping[str, str] = {
    "sample": "Opening the sample case. The first time takes up to a minute, while Noticing wakes up.",
    "delete case": "Deleting the case.",
    "delete note": "Deleting the note.",
    "paste": "Reading the text.",
}
"""What is said while an action takes longer than a moment."""
