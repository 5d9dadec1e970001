"""What is evaluated: an engine takes a case and answers it. Knows the product's services; does not know scores."""

from __future__ import annotations

import hashlib
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from assistant import prompts
from assistant.domain import Note, Reading, Reply
from assistant.framework import Framework
from assistant.reading.words import listed
from assistant.services import Services
from assistant.settings import Settings
from evals.exchange import swap_dialect, swap_gender, swap_names
from evals.schema import EvalCase


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an engine made of a case."""

    replies: tuple[Reply, ...]
    """One for each message; the last answers the case's own."""
    notes: tuple[Note, ...]
    reading: Reading
    model: str = ""
    """The language model that was to write; empty where none was."""
    seconds: float = 0.0
    """For the whole case."""
    exchanged: tuple[tuple[str, Reply, Callable[[str], str]], ...] = field(default=())
    """For each exchange: its name, the reply to the exchanged notes, and what exchanges a name."""

    @property
    def reply(self) -> Reply:
        """The reply to the case's message."""
        return self.replies[-1]


EMBEDDED = "embedded"
"""The name of the engine without a language model."""


class Engine(Protocol):
    """Answers cases."""

    name: str
    framework: Framework

    def answer(self, case: EvalCase) -> Outcome:
        """Talk the case through."""

    def facts(self) -> dict[str, object]:
        """What a result depends on besides the case: model, prompts, corpus, index."""


class ProductEngine:
    """The product as it is, with or without a language model."""

    def __init__(self, services: Services, *, allowed: str = "") -> None:
        """Evaluate these services.

        Args:
            services: The product, with its settings.
            allowed: The host that the cases may be sent to, where a hosted model is set.
        """
        self.services, self._allowed = services, allowed
        self.name = services.settings.model
        self.framework = services.framework

    def answer(self, case: EvalCase) -> Outcome:
        """Talk the case through, and again with each exchange that must make no difference."""
        begun, notes = time.perf_counter(), case.as_notes()
        replies = self._replies(notes, case.talk, case.message)
        reading = self.services.library.read(notes)
        exchanged = tuple(self._exchanged(case, notes, way) for way in case.equal)
        seconds = time.perf_counter() - begun
        model = "" if self.name == EMBEDDED else self.name
        return Outcome(replies=replies, notes=notes, reading=reading, model=model, seconds=seconds, exchanged=exchanged)

    def _replies(self, notes: tuple[Note, ...], talk: Sequence[str], message: str) -> tuple[Reply, ...]:
        turns = self.services.ask(notes, message, talk=talk, allowed=self._allowed)
        return tuple(turn.reply for turn in turns if turn.reply)

    def _exchanged(self, case: EvalCase, notes: tuple[Note, ...], way: str) -> tuple[str, Reply, Callable[[str], str]]:
        swap = exchange(way, "\n".join((case.message, *(note.text for note in notes))))
        other = tuple(replace(note, text=swap(note.text)) for note in notes)
        return way, self._replies(other, case.talk, swap(case.message))[-1], swap

    def facts(self) -> dict[str, object]:
        """Model, versions of the prompts, hash of the corpus, how the search is set."""
        settings = self.services.settings
        texts = prompts.load_all(settings.prompts_folders)
        return {
            "engine": EMBEDDED if settings.model == EMBEDDED else "model",
            "model": settings.model,
            "prompts": {name: item.version for name, item in sorted(texts.items())},
            "prompts_hash": _hash("\n".join(f"{name}\n{texts[name].text}" for name in sorted(texts))),
            "corpus_hash": corpus_hash(self.framework),
            "index": {"embedding": settings.embedding_model, "passages": 8},
            "temperature": settings.model_temperature,
        }


def exchange(way: str, text: str) -> Callable[[str], str]:
    """What exchanges words of gender, first names or dialect in a text and in every name in it.

    Args:
        way: "gender", "names" or "dialect".
        text: All texts of the case together, so that one name becomes the same other name everywhere.
    """
    if way == "gender":
        return swap_gender
    if way == "dialect":
        return swap_dialect
    _, put = swap_names(text, listed("first_names"), random.Random(len(text)))

    names = re.compile(rf"\b(?:{'|'.join(map(re.escape, put))})\b") if put else None
    return lambda part: names.sub(lambda match: put[match[0]], part) if names else part


def corpus_hash(framework: Framework) -> str:
    """The same for the same lenses, questions and kinds."""
    parts = [lens.text + lens.gloss + lens.source for lens in framework.lenses]
    parts += [item.id + item.text for item in framework.questions]
    return _hash("\n".join(parts + [card.kind + "".join(card.terms) for card in framework.kinds]))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def product(name: str, home: Path, settings: Settings, *, allowed: str = "") -> ProductEngine:
    """The engine of a name: "embedded", "provider:model" or "provider:model@address".

    Args:
        name: As above.
        home: A folder for what the product writes meanwhile.
        settings: The rest of the settings.
        allowed: The host that the cases may be sent to.
    """
    model, _, address = name.partition("@")
    made = replace(settings, home=home, model=model, model_url=address or settings.model_url)
    return ProductEngine(Services(made), allowed=allowed)
