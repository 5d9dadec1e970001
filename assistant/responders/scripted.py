"""Stand-ins for tests and evaluations: a responder that yields given drafts, a chat model that sends given answers."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable, RunnableConfig
from pydantic import Field

from assistant.domain import Brief, Draft


class ScriptedResponder(Runnable[Brief, Draft]):
    """Yields given drafts, one a turn; keeps the briefs that it was given."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self.briefs: list[Brief] = []
        self._drafts = iter(drafts)

    def invoke(self, input: Brief, config: RunnableConfig | None = None, **kwargs: Any) -> Draft:
        """The next draft; LookupError where there are no more."""
        self.briefs.append(input)
        draft = next(self._drafts, None)
        if draft is None:
            raise LookupError(f"The script has no draft for turn {len(self.briefs)}.")
        return draft


class ScriptedChatModel(BaseChatModel):
    """A chat model for tests: sends given answers in pieces, one a call; the last one again when they are used up.

    An answer that is an exception is raised, and one that is None is never sent. Keeps what it was sent.
    """

    answers: list[Any] = Field(default_factory=list)
    pause: float = 0.0
    """Seconds before each piece."""
    piece: int = 12
    """Characters in a piece."""
    sent: list[list[BaseMessage]] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = "".join(str(part.message.content) for part in self._stream(messages))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        answer = self.answers[min(len(self.sent), len(self.answers) - 1)]
        self.sent.append(list(messages))
        if answer is None:
            time.sleep(3600)
        if isinstance(answer, Exception):
            raise answer
        for at in range(0, len(answer), self.piece):
            time.sleep(self.pause)
            yield ChatGenerationChunk(message=AIMessageChunk(content=answer[at : at + self.piece]))
        yield ChatGenerationChunk(message=AIMessageChunk(content=""))
