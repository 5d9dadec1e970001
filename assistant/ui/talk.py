"""The page of this version: cases and notes on the left, the conversation, and the margin where sources open.

Handlers and wiring: what a click does is in `actions`, how things look is in `views` and page.css.
"""

import logging
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec

import gradio as gr

from assistant.domain import Turn
from assistant.errors import NotFound, NoticingError
from assistant.services import Services
from assistant.ui import actions
from assistant.ui.layout import Parts, components
from assistant.ui.showing import margin, shown, talked
from assistant.ui.state import Session
from assistant.ui.views import conversation
from assistant.ui.views.elements import problem, text

log = logging.getLogger(__name__)
P = ParamSpec("P")
Updates = dict[Any, Any]
"""Components and their new values."""

CACHE_SECONDS = 3600
"""How often the page library looks for uploads that nobody has taken, and how old it lets them become."""
PENDING = "Reading your notes."
ASLEEP = "Still waking up. Your message is kept, and the reply comes as soon as Noticing is awake."
UNEXPECTED = (
    "Something went wrong that Noticing did not expect. Nothing that was kept is lost. "
    "Load the page again and try once more; the log says what happened."
)
READY_TO_SEND = """(message) => ({
  interactive: message.trim() !== '' && !document.querySelector('.growing'), __type__: 'update'
})"""
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def blocks(services: Services) -> gr.Blocks:
    """The page over these services."""
    page: gr.Blocks
    with gr.Blocks(
        title="Noticing", analytics_enabled=False, fill_width=True, delete_cache=(CACHE_SECONDS, CACHE_SECONDS)
    ) as page:
        talk_page(services, page)
    return page


def talk_page(services: Services, page: gr.Blocks) -> None:
    """Make the components and wire them."""
    parts = components(services)
    handlers = _Handlers(services, parts)
    _wire(page, parts, handlers)


def reported(handler: Callable[P, Iterator[Updates]]) -> Callable[P, Iterator[Updates]]:
    """Log what nobody expected, and say on the page that it happened; it stays an error."""

    @wraps(handler)
    def run(*args: P.args, **kwargs: P.kwargs) -> Iterator[Updates]:
        try:
            yield from handler(*args, **kwargs)
        except Exception as error:  # the one boundary where an unforeseen error meets a person
            log.exception("The page met an error that it did not expect.")
            raise gr.Error(UNEXPECTED, duration=None, title="Not done", print_exception=False) from error

    return run


class _Handlers:
    """One method for each event: unpack, call, pack."""

    def __init__(self, services: Services, parts: Parts) -> None:
        self._services, self._parts = services, parts

    @reported
    def arrive(self, session: Session, request: gr.Request) -> Iterator[Updates]:
        session.page = actions.arrived(self._services, str(request.query_params.get("case", "")))
        yield shown(self._services, self._parts, session.page)

    @reported
    def click(self, session: Session, event: gr.EventData) -> Iterator[Updates]:
        given = {name: value for name, value in event._data.items() if isinstance(value, str)}
        yield from self._follow(session, actions.act(self._services, session.page, given))

    @reported
    def halt(self, session: Session) -> Iterator[Updates]:
        session.stopping = True
        yield {}

    @reported
    def upload(self, session: Session, files: list[str] | None) -> Iterator[Updates]:
        paths = tuple(Path(name) for name in files or ())
        yield from self._follow(session, actions.read_files(self._services, session.page, paths))

    def _follow(self, session: Session, steps: Generator[actions.Step]) -> Iterator[Updates]:
        session.stopping = False
        with closing(steps):
            for step in steps:
                session.page = step.page
                yield shown(self._services, self._parts, step.page, progress=step.sentence, stops=step.stops)
                if session.stopping and step.sentence:
                    yield shown(self._services, self._parts, step.page)
                    break
        mentions = actions.mentions(self._services, session.page)
        if mentions:
            yield margin(self._services, self._parts, session.page, mentions)

    @reported
    def paper(self, session: Session, file: str | None) -> Iterator[Updates]:
        if not file:
            return
        yield {self._parts.paper: gr.update(interactive=False, value=None), self._parts.tray: ""}
        session.page = actions.add_paper(self._services, session.page, Path(file))
        yield {self._parts.paper: gr.update(interactive=True), **margin(self._services, self._parts, session.page, ())}

    @reported
    def wake(self) -> Iterator[Updates]:
        state = self._services.readiness()
        line = "" if state.ready else f'<p class="hint">{text(state.sentence)}</p>'
        yield {self._parts.awake: line, self._parts.timer: gr.Timer(active=not state.ready)}

    @reported
    def say(self, session: Session, draft: str, event: gr.EventData) -> Iterator[Updates]:
        given = {name: str(value) for name, value in event._data.items() if value is not None}
        if "edit" in given:
            if given["edit"] and draft.strip():
                yield {
                    self._parts.trouble: problem("Send or clear what you are writing first, so that it is not lost.")
                }
                return
            yield from self._edit(session, given["edit"])
            return
        yield from self._talk(session, given.get("text", ""), again=given.get("back", ""))

    def _edit(self, session: Session, turn_id: str) -> Iterator[Updates]:
        """Put the last message into the box again, or leave it as it was; it is replaced when it is sent."""
        session.editing = turn_id
        words = next((turn.message for turn in self._services.turns(session.page.case) if turn.id == turn_id), "")
        yield {self._parts.message: words, self._parts.trouble: conversation.EDITING if words else ""}

    @reported
    def send(self, session: Session, message: str) -> Iterator[Updates]:
        yield from self._talk(session, message)

    def _talk(self, session: Session, message: str, *, again: str = "") -> Iterator[Updates]:
        parts, case, words = self._parts, session.page.case, message.strip()
        if not case or not words:
            return
        before: Turn | None = None
        if replaced := again or session.editing:
            session.editing = ""
            try:
                before = self._services.take_back(case, replaced)
            except NotFound as error:
                yield {parts.trouble: problem(str(error))}
                return
            yield talked(self._services, parts, session.page)
        yield {parts.message: "", parts.trouble: "", parts.send: gr.update(interactive=False)}
        last: Turn | None = None
        session.stopping = False
        try:
            with closing(self._services.talk(case, words, instead=before)) as turns:
                for last in turns:
                    if session.stopping:
                        break
                    if session.page.case == case:
                        yield {parts.now: self._growing(case, last)}
        except NoticingError as error:
            yield {parts.trouble: problem(str(error)), parts.message: gr.skip() if last else words}
        if session.page.case == case:
            spoken = conversation.announcement(last) if last else ""
            yield {**talked(self._services, parts, session.page), parts.now: "", parts.spoken: spoken}

    def _growing(self, case: str, turn: Turn) -> str:
        waiting = PENDING if self._services.readiness().ready else ASLEEP
        lenses = {lens.id: lens for lens in self._services.framework.lenses}
        return conversation.growing(turn, self._services.notes(case), lenses, waiting=waiting)


def _wire(page: gr.Blocks, parts: Parts, do: _Handlers) -> None:
    everything = parts.outputs()
    page.load(do.arrive, [parts.session], everything, **PRIVATE)
    for part in (
        parts.top,
        parts.cases,
        parts.notes,
        parts.find,
        parts.tray,
        parts.past,
        parts.now,
        parts.margin,
        parts.foot,
    ):
        part.act(do.click, [parts.session], everything, concurrency_id="click", **PRIVATE)
    # A slider or a choice may change again while its last change is being shown: the newest one counts.
    parts.past.live(
        do.click, [parts.session], everything, concurrency_id="click", trigger_mode="always_last", **PRIVATE
    )
    for part in (parts.tray, parts.now):
        part.halt(do.halt, [parts.session], None, concurrency_id="halt", **PRIVATE)
    parts.files.upload(do.upload, [parts.session, parts.files], everything, **PRIVATE)
    parts.paper.upload(do.paper, [parts.session, parts.paper], everything, **PRIVATE)
    parts.timer.tick(do.wake, None, [parts.awake, parts.timer], **PRIVATE)
    _wire_talk(parts, do)


def _wire_talk(parts: Parts, do: _Handlers) -> None:
    written = [*parts.outputs(), parts.message, parts.send]
    sent = gr.on([parts.message.submit, parts.send.click], do.send, [parts.session, parts.message], written, **PRIVATE)
    said = parts.past.say(do.say, [parts.session, parts.message], written, **PRIVATE)
    left = parts.trouble.say(do.say, [parts.session, parts.message], written, **PRIVATE)
    parts.message.input(None, [parts.message], [parts.send], js=READY_TO_SEND, **PRIVATE)
    for event in (sent, said, left):
        event.then(None, [parts.message], [parts.send], js=READY_TO_SEND, **PRIVATE)
