"""A responder for tests: yields the drafts that it was given, in order. Knows nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig

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
