"""Answers with no language model: what to point at, in which words, with which question.

Joins the steps and decides how much is said. The same brief gives the same draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

from assistant.domain import Brief, Draft, Observation
from assistant.errors import PromptError
from assistant.framework import Framework
from assistant.prompts import Prompt
from assistant.responders.danger import danger
from assistant.responders.focus import Candidate, candidates
from assistant.responders.intent import Intent, intent
from assistant.responders.lenses import ask, lens_of
from assistant.responders.observe import observe
from assistant.responders.view import View

FRAMES = (
    "overlooked",
    "acts",
    "relation",
    "change",
    "change-one",
    "unheard",
    "silent",
    "new",
    "contradiction",
    "pair",
    "answer",
    "passage",
    "message",
    "words",
)
"""The files of sentence frames: one for each situation."""
OPENINGS = (
    "greeting",
    "thanks",
    "done",
    "now-what",
    "question",
    "about",
    "feeling",
    "empty",
    "no-notes",
    "not-found",
    "repeat",
)
NOTICES = ("danger", "danger-self", "danger-note")
_LONG = 60
_ALONE = ("contradiction", "answer")
"""Situations after which nothing else is pointed at: they answer what was said, and more would talk over it."""


class EmbeddedResponder(Runnable[Brief, Draft]):
    """A responder of rules and sentence frames; needs no model and no network."""

    def __init__(self, framework: Framework, frames: Mapping[str, Prompt]) -> None:
        """Take the framework and the prompts by name; PromptError where one of them is missing."""
        needed = (*FRAMES, *(f"opening-{name}" for name in OPENINGS), *NOTICES)
        for name in needed:
            if name not in frames:
                raise PromptError(f"The prompt `{name}` is missing. Put the packaged file “{name}.md” back.")
        for name in needed[: -len(NOTICES)]:
            if not frames[name].items:
                raise PromptError(f"The prompt `{name}` has no list. Write each frame as a line that starts with “- ”.")
        self.framework = framework
        self.frames = frames

    def invoke(self, input: Brief, config: RunnableConfig | None = None, **kwargs: Any) -> Draft:
        """Answer one brief."""
        return self._call_with_config(self._draft, input, config)

    def _draft(self, brief: Brief) -> Draft:
        view, wanted = View(brief), intent(brief.message)
        at_risk = danger(brief.message)
        if at_risk:
            # The pointer to those whose work it is stands alone: nothing is asked and nothing pointed at beside it.
            return Draft(observations=(), question="", lens="widen-the-pair", notice=self._notice(at_risk, ()))
        gentle = wanted.ask == "feeling"
        chosen = self._chosen(view, wanted, gentle=gentle)
        before = view.past[-1].lens if view.past and wanted.ask in ("another", "stay") else ""
        lenses = [lens_of(item, view, self.framework.lenses, other_than=before) for item in chosen]
        main = lenses[0] if lenses else "widen-the-pair"
        asked = ask(self.framework, view, wanted, chosen, lens=main, gentle=gentle)
        observations = tuple(
            observe(item, view, frames=self.frames, kinds=self.framework.kinds, lens=lens)
            for item, lens in zip(chosen, lenses, strict=True)
        )
        return Draft(
            observations=observations,
            question=asked.text,
            lens=asked.question.lens,
            question_id=asked.question.id,
            about=asked.about,
            opening=self._opening(view, wanted, chosen),
            notice=self._notice(None, observations),
        )

    def _chosen(self, view: View, wanted: Intent, *, gentle: bool) -> list[Candidate]:
        """One to three candidates that differ in situation, subject and quote."""
        most = 1 if gentle or wanted.ask in ("stay", "thanks", "done", "greeting") else _how_many(view, wanted)
        found: list[Candidate] = []
        for item in candidates(view, Intent(ask="tell") if gentle else wanted):
            if gentle and (item.situation == "contradiction" or any(danger(quote.text) for quote in item.quotes)):
                continue
            if not any(_alike(item, other) for other in found):
                found.append(item)
            if len(found) == most or item.situation in _ALONE:
                break
        return found

    def _opening(self, view: View, wanted: Intent, chosen: list[Candidate]) -> str:
        name = _opening_name(view, wanted, chosen)
        if not name:
            return ""
        texts = [
            item.fill(**({"topic": wanted.topic} if item.variables else {}))
            for item in self.frames[f"opening-{name}"].items
        ]
        said = [reply.opening for reply in view.past]
        return min(
            texts, key=lambda text: (said[::-1].index(text) * -1 if text in said else -len(said) - 1, view.rank(text))
        )

    def _notice(self, at_risk: str | None, observations: tuple[Observation, ...]) -> str:
        if at_risk:
            return self.frames["danger-self" if at_risk == "self" else "danger"].fill()
        if any(danger(quote.text) for item in observations for quote in item.quotes):
            return self.frames["danger-note"].fill()
        return ""


def _how_many(view: View, wanted: Intent) -> int:
    if not view.notes:
        return 2 if len(view.brief.message.split()) > _LONG else 1
    if wanted.ask in ("another", "empty"):
        return 1 + view.turn % 2
    return 3 if len(view.brief.message.split()) > _LONG else 2


def _alike(one: Candidate, other: Candidate) -> bool:
    same = one.situation.removesuffix("-one") == other.situation.removesuffix("-one")
    subject = bool(one.names and other.names and one.names[0] == other.names[0])
    return same or subject or any(quote in other.quotes for quote in one.quotes)


def _opening_name(view: View, wanted: Intent, chosen: list[Candidate]) -> str:
    if chosen and chosen[0].situation == "answer":
        return ""
    if wanted.ask == "recall":
        return "not-found" if view.notes else "no-notes"
    if not view.notes and view.turn == 0 and wanted.ask != "about":
        return "no-notes"
    if wanted.ask in ("greeting", "thanks", "done", "now-what", "question", "about", "feeling", "empty"):
        return wanted.ask
    last = view.brief.history[-1].message if view.brief.history else ""
    same = " ".join(last.split()).lower() == " ".join(view.brief.message.split()).lower()
    return "repeat" if same and wanted.ask == "tell" else ""
