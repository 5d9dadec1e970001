"""The framework as it is handed to the other parts: frozen, in order, looked up by id."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.domain import KindCard, Lens, Question, Source
from assistant.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """Lenses, questions, kinds and sources, checked."""

    lenses: tuple[Lens, ...]
    """In the order in which they are shown."""
    questions: tuple[Question, ...]
    """The whole bank, in the order of the lenses and then of the files."""
    kinds: tuple[KindCard, ...]
    """One card for each kind of actor."""
    sources: tuple[Source, ...]
    notice: str
    """The standing notice, plain Markdown."""
    sample: Path
    """The folder of the sample case's notes."""
    sample_name: str
    """What the sample case is called."""

    def lens(self, id: str) -> Lens:
        """The lens of that id; NotFound if there is none."""
        for lens in self.lenses:
            if lens.id == id:
                return lens
        raise NotFound(f"There is no lens `{id}`. The lenses are: {', '.join(lens.id for lens in self.lenses)}.")

    def questions_of(self, lens_id: str) -> tuple[Question, ...]:
        """The questions of one lens, in the order of its file; NotFound if there is no such lens."""
        lens = self.lens(lens_id)
        return tuple(question for question in self.questions if question.lens == lens.id)
