"""What a chat model sends, piece by piece, with an end to waiting.

Knows LangChain's chat models, and what goes wrong with them in plain words. Does not know prompts or answers.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage
from langchain_core.runnables import Runnable

from assistant.errors import ModelTrouble

MOST = 60_000
"""Characters after which an answer is not waited for any more."""
PATIENCE = 4
"""How many times the time-out a whole answer may take."""
_DONE = object()
_BY_STATUS = (
    ((401, 403), "refuses the key. Check `NOTICING_MODEL_KEY`"),
    ((404,), "does not know the model. Check `NOTICING_MODEL` and `NOTICING_MODEL_URL`"),
    ((402, 429), "says that the quota is used up, or that it is asked too often. Try again later"),
    ((408, 504), "took too long"),
    ((500, 502, 503, 529), "has trouble of its own. Try again later"),
)


def shaped(model: BaseChatModel, schema: Mapping[str, Any]) -> Runnable[Any, Any]:
    """The model, asked for JSON of a shape where its provider says that it can; still streamed as text."""
    profile = getattr(model, "profile", None) or {}
    if not profile.get("structured_output"):
        return model
    try:
        sequence = model.with_structured_output(dict(schema), method="json_schema")
    except (NotImplementedError, TypeError, ValueError):
        return model
    first = getattr(sequence, "first", None)  # the bound model; what follows it would parse, which is done here
    return first if isinstance(first, Runnable) else model


def stream(model: Runnable[Any, Any], messages: Sequence[BaseMessage], *, timeout: float) -> Generator[str]:
    """The pieces of a model's answer as they come.

    The model runs in a thread of its own, so that one that hangs keeps nobody waiting; closing the iterator lets go.

    Args:
        model: Any chat model, or one that is bound to a shape.
        messages: The prompt.
        timeout: How many seconds a piece may take; a whole answer may take `PATIENCE` times as long.

    Raises:
        ModelTrouble: it is slow, silent, gone, out of quota or refuses; says which.
    """
    pieces: queue.Queue[object] = queue.Queue()
    stopped = threading.Event()

    def run() -> None:
        try:
            for piece in model.stream(list(messages)):
                if stopped.is_set():
                    return
                pieces.put(_text(piece.content))
            pieces.put(_DONE)
        except Exception as error:  # each provider has its own errors, without a common root
            pieces.put(error)

    threading.Thread(target=run, name="chat model", daemon=True).start()
    try:
        yield from _taken(pieces, timeout)
    finally:
        stopped.set()


def _taken(pieces: queue.Queue[object], timeout: float) -> Iterator[str]:
    until = time.monotonic() + timeout * PATIENCE
    length = 0
    while length < MOST:
        try:
            piece = pieces.get(timeout=max(0.01, min(timeout, until - time.monotonic())))
        except queue.Empty:
            raise ModelTrouble(_late(timeout, whole=time.monotonic() >= until)) from None
        if piece is _DONE:
            return
        if isinstance(piece, Exception):
            raise ModelTrouble(trouble(piece)) from piece
        if isinstance(piece, str) and piece:
            length += len(piece)
            yield piece
        if time.monotonic() > until:
            raise ModelTrouble(_late(timeout, whole=True))


def _late(timeout: float, *, whole: bool) -> str:
    if whole:
        return f"The language model had not finished after {timeout * PATIENCE:.0f} seconds."
    return f"The language model sent nothing for {timeout:.0f} seconds."


def _text(content: object) -> str:
    """The text of a message's content, which is a string or a list of blocks."""
    if isinstance(content, str):
        return content
    blocks: list[Any] = content if isinstance(content, list) else []
    texts = (block if isinstance(block, str) else block.get("text", "") for block in blocks)
    return "".join(text for text in texts if isinstance(text, str))


def trouble(error: Exception) -> str:
    """A provider's error as a plain sentence; it holds nothing of what was sent, and no key."""
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    for codes, says in _BY_STATUS:
        if status in codes:
            return f"The language model's server {says}."
    name = type(error).__name__
    if isinstance(error, TimeoutError) or "timeout" in name.lower():
        return "The language model's server took too long."
    if isinstance(error, ConnectionError) or "connect" in name.lower():
        return "The language model's server cannot be reached. Check that it runs, and its address."
    return f"The language model's server answered with an error ({name})."
