"""Answers with a language model, and never less true than without one.

Joins the steps: brief, prompt, stream, parse, place the quotes, one repair, and the responder without a model where
that does not help. Knows any LangChain chat model. What it hands on is still only a draft: grounding checks it again.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.runnables import Runnable, RunnableConfig

from assistant.domain import Brief, Draft, Observation, Withheld
from assistant.errors import ModelTrouble, PromptError
from assistant.framework import Framework
from assistant.privacy import Mask, likely, people
from assistant.prompts import Prompt
from assistant.questions import faults
from assistant.responders.briefing import Briefing, briefing
from assistant.responders.parsing import SCHEMA, Answer, Remark, parse
from assistant.responders.placing import Placer
from assistant.responders.streams import shaped, stream

MODEL_PROMPTS = ("system", "reflect", "query", "repair")
"""The prompts that a model is given."""
SHOW_EVERY = 0.08
"""Seconds between two looks at an answer that is still being written."""
LONG_QUERY = 14
"""A message of more words than this is searched for as it stands."""
QUERY_LENGTH = 200
_UNFINISHED = re.compile(r"(?:\[[\w-]*|\S+)$")
"""The last word of a text that is still being written, or a mark that has not ended."""
REMINDED = 4000
"""Characters of a wrong answer that the model is shown again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How a model is asked."""

    name: str
    """As the page names it: "llama3 at http://127.0.0.1:11434/v1"."""
    timeout: float = 60.0
    """Seconds that a piece of an answer may take."""
    context: int = 8192
    """Tokens that the model takes, its answer among them."""
    hidden: bool = False
    """Whether names and numbers are replaced before anything is sent."""


@dataclass(slots=True)
class _Turn:
    """One turn with a model: what it was given, and how its answers are placed."""

    brief: Brief
    given: Briefing
    mask: Mask
    placer: Placer
    raw: str = ""
    """What the model has written, as far as it has come."""
    withheld: list[Withheld] = field(default_factory=list)


class ChatModelResponder(Runnable[Brief, Draft]):
    """A responder that lets a language model write, within what the notes show."""

    def __init__(
        self,
        model: BaseChatModel,
        asked: Asked,
        *,
        framework: Framework,
        prompts: Mapping[str, Prompt],
        embedded: Runnable[Brief, Draft],
    ) -> None:
        """Take the model and what stands in for it.

        Args:
            model: Any chat model.
            asked: How it is asked.
            framework: The ways of looking.
            prompts: By name; PromptError where one of `MODEL_PROMPTS` is missing.
            embedded: Answers where the model cannot, and tells what contradicts the message.
        """
        for name in MODEL_PROMPTS:
            if name not in prompts:
                raise PromptError(f"The prompt `{name}` is missing. Put the packaged file “{name}.md” back.")
        self.model, self.asked = model, asked
        self._shaped = shaped(model, SCHEMA)
        self.framework, self.prompts, self.embedded = framework, prompts, embedded

    def invoke(self, input: Brief, config: RunnableConfig | None = None, **kwargs: Any) -> Draft:
        """The whole draft of one brief."""
        *_, last = self.stream(input, config)
        return last

    def stream(self, input: Brief, config: RunnableConfig | None = None, **kwargs: Any) -> Iterator[Draft]:
        """The draft as it grows: the opening and the remarks in words, quotes only in the last, which is whole."""
        beside = self.embedded.invoke(input, config)
        if beside.notice:
            yield replace(
                beside, aside="Somebody may be in danger, so this reply was written without a language model."
            )
            return
        turn = self._turn(input)
        try:
            yield from self._written(turn, beside)
        except ModelTrouble as error:
            yield self._without(beside, turn, str(error))

    def _turn(self, brief: Brief) -> _Turn:
        mask = self._mask(brief)
        hide = mask.hide if self.asked.hidden else str
        given = briefing(brief, self.prompts, self.framework.lenses, context=self.asked.context, hide=hide)
        lenses = {lens.id for lens in self.framework.lenses}
        return _Turn(brief, given, mask, Placer(brief, given, lenses))

    def _mask(self, brief: Brief) -> Mask:
        if not self.asked.hidden:
            return Mask()
        texts = (brief.message, *(turn.message for turn in brief.history), *(note.text for note in brief.notes))
        return Mask((*people(brief.reading, brief.message_reading), *likely(texts)))

    def _written(self, turn: _Turn, beside: Draft) -> Iterator[Draft]:
        messages: list[BaseMessage] = [SystemMessage(turn.given.system), HumanMessage(turn.given.user)]
        yield from self._growing(turn, messages)
        draft, wrong = self._placed(turn, turn.raw)
        if wrong:
            told = "\n".join(f"- {line}" for line in wrong)
            messages += [AIMessage(turn.raw[:REMINDED]), HumanMessage(self.prompts["repair"].fill(faults=told))]
            for _ in self._growing(turn, messages):
                pass  # a second answer is shown only when it is whole
            second, still = self._placed(turn, turn.raw)
            if len(second.observations) >= len(draft.observations):
                draft, wrong = second, still
        if not draft.observations and not (draft.opening and draft.question):
            yield self._without(beside, turn, "The language model's answer could not be used.")
            return
        yield self._beside(draft, beside, turn)

    def _growing(self, turn: _Turn, messages: Sequence[BaseMessage]) -> Iterator[Draft]:
        """Let the model write; now and then what can be shown of it. The whole stands in `turn.raw` afterwards."""
        turn.raw, shown = "", 0.0
        with closing(stream(self._shaped, messages, timeout=self.asked.timeout)) as pieces:
            for piece in pieces:
                turn.raw += piece
                if time.monotonic() - shown > SHOW_EVERY:
                    shown = time.monotonic()
                    if draft := self._partial(turn, turn.raw):
                        yield draft

    def _partial(self, turn: _Turn, raw: str) -> Draft | None:
        """The words of an unfinished answer: what has passed, remarks only once their quotes are located."""
        found = _shown(parse(raw), turn.mask)
        placed = (turn.placer.observation(item) for item in found.observations if item.passage)
        remarks = tuple(replace(item, quotes=()) for item in placed if isinstance(item, Observation))
        opening = found.opening if found.observations else _UNFINISHED.sub("", found.opening)
        if turn.placer.opening(opening):
            opening = ""
        return Draft(observations=remarks, question="", lens="", opening=opening) if opening or remarks else None

    def _placed(self, turn: _Turn, raw: str) -> tuple[Draft, list[str]]:
        """The draft with its quotes placed, and what is wrong with the answer."""
        found = _shown(parse(raw), turn.mask)
        if found.empty:
            turn.withheld.append(Withheld(text=raw[:QUERY_LENGTH], reason="it is not an answer of the wanted form"))
            return Draft(observations=(), question="", lens=""), ["It holds no JSON object with the wanted keys."]
        kept, wrong = [], []
        for item in found.observations:
            placed = turn.placer.observation(item)
            if isinstance(placed, str):
                turn.withheld.append(Withheld(text=f"{item.text} “{item.quote}”", reason=placed))
                wrong.append(f"Observation “{item.text[:80]}”: {placed}.")
            else:
                kept.append(placed)
        opening = found.opening
        if reason := turn.placer.opening(opening):
            turn.withheld.append(Withheld(text=opening, reason=f"the opening {reason}"))
            opening = ""
        question, reason = found.question, "; ".join(faults(found.question)) or turn.placer.words(found.question)
        if reason:
            turn.withheld.append(Withheld(text=question, reason=f"the question {reason}"))
            wrong.append(f"The question “{question[:80]}” {reason}.")
            question = ""
        lens = turn.placer.lens(found.lens or (kept[0].lens if kept else ""))
        about = tuple(name for item in kept for name in item.actors if name.lower() in question.lower())
        draft = Draft(observations=tuple(kept), question=question, lens=lens, opening=opening, about=about)
        return draft, wrong if not kept or not question else []

    def _beside(self, draft: Draft, beside: Draft, turn: _Turn) -> Draft:
        """The draft after what contradicts the message, with what was cut and withheld, and the reading beside it."""
        against = tuple(item for item in beside.observations if item.frame.startswith("contradiction"))
        quoted = {(quote.note, quote.start) for item in draft.observations for quote in item.quotes}
        first = tuple(item for item in against if not {(q.note, q.start) for q in item.quotes} & quoted)
        left = (
            f"The language model did not see {', '.join(turn.given.cut)}, for lack of room." if turn.given.cut else ""
        )
        return replace(
            draft,
            observations=(*first, *draft.observations),
            opening="" if first else draft.opening,
            engine=self.asked.name,
            aside=left,
            withheld=tuple(turn.withheld),
            beside=tuple(item for item in beside.observations if item not in first),
        )

    def _without(self, beside: Draft, turn: _Turn, reason: str) -> Draft:
        return replace(beside, aside=f"{reason} This reply was written without it.", withheld=tuple(turn.withheld))

    def query(self, brief: Brief) -> str:
        """What to search for: the message, or what the model makes of a short one with the talk before it."""
        if not brief.history or len(brief.message.split()) > LONG_QUERY:
            return brief.message
        mask = self._mask(brief)
        hide = mask.hide if self.asked.hidden else str
        given = briefing(brief, self.prompts, (), context=self.asked.context, hide=hide)
        told = self.prompts["query"].fill(mark=given.mark, history=given.history, message=hide(brief.message))
        try:
            with closing(stream(self.model, [HumanMessage(told)], timeout=self.asked.timeout)) as pieces:
                first = next((line for line in "".join(pieces).splitlines() if line.strip()), "")
        except ModelTrouble:
            return brief.message
        return f"{brief.message} {mask.show(first.strip())[:QUERY_LENGTH]}"


def _shown(answer: Answer, mask: Mask) -> Answer:
    """The answer with the marks put back."""
    remarks = (
        Remark(
            text=mask.show(item.text),
            quote=mask.show(item.quote),
            passage=item.passage,
            actors=tuple(map(mask.show, item.actors)),
            lens=item.lens,
        )
        for item in answer.observations
    )
    return replace(
        answer,
        opening=mask.show(answer.opening),
        observations=tuple(remarks),
        question=mask.show(answer.question),
    )
