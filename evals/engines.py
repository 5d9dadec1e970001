"""What is evaluated: an engine takes a case and answers it. Knows the product's services; does not know scores."""

from __future__ import annotations

import hashlib
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Protocol

from assistant import prompts
from assistant.domain import Note, Reading, Reply
from assistant.framework import Framework
from assistant.reading import tables, tagger, words
from assistant.services import Services
from assistant.services.services import PASSAGES_PER_TURN
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
    reading_seconds: float = 0.0
    """Of these, for reading the notes for the first time."""
    replies_seconds: float = 0.0
    """Of these, for the replies to the case's own notes, once they have been read."""
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
        notes, begun = case.as_notes(), time.perf_counter()
        reading = self.services.library.read(notes)
        read = time.perf_counter()
        replies = self._replies(notes, case.talk, case.message)
        replied = time.perf_counter()
        exchanged = tuple(self._exchanged(case, notes, way) for way in case.equal)
        return Outcome(
            replies=replies,
            notes=notes,
            reading=reading,
            model="" if self.name == EMBEDDED else self.name,
            seconds=time.perf_counter() - begun,
            reading_seconds=read - begun,
            replies_seconds=replied - read,
            exchanged=exchanged,
        )

    def _replies(self, notes: tuple[Note, ...], talk: Sequence[str], message: str) -> tuple[Reply, ...]:
        turns = self.services.ask(notes, message, talk=talk, allowed=self._allowed)
        return tuple(turn.reply for turn in turns if turn.reply)

    def _exchanged(self, case: EvalCase, notes: tuple[Note, ...], way: str) -> tuple[str, Reply, Callable[[str], str]]:
        said = (case.message, *case.talk, *(part for note in notes for part in (note.title, note.text)))
        swap = exchange(way, "\n".join(said))
        # Where a line stands in its file is not true of the exchanged text.
        other = tuple(replace(note, title=swap(note.title), text=swap(note.text), locations=()) for note in notes)
        return way, self._replies(other, [swap(words) for words in case.talk], swap(case.message))[-1], swap

    def facts(self) -> dict[str, object]:
        """Model, versions of the prompts, hashes of the corpus and of what is read with, how the search is set."""
        settings = self.services.settings
        texts = prompts.load_all(settings.prompts_folders)
        return {
            "engine": EMBEDDED if settings.model == EMBEDDED else "model",
            "model": settings.model,
            "prompts": {name: item.version for name, item in sorted(texts.items())},
            "prompts_hash": _hash("\n".join(f"{name}\n{texts[name].text}" for name in sorted(texts))),
            "corpus_hash": corpus_hash(self.framework),
            "index": {"embedding": settings.embedding_model, "passages": PASSAGES_PER_TURN},
            "reading": reading_hashes(settings.corpus_folder),
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
    _, put = swap_names(text, words.listed("first_names"), random.Random(len(text)))

    names = re.compile(rf"\b(?:{'|'.join(map(re.escape, put))})\b") if put else None
    return lambda part: names.sub(lambda match: put[match[0]], part) if names else part


def corpus_hash(framework: Framework) -> str:
    """The same for the same lenses, questions and kinds."""
    parts = [lens.text + lens.gloss + lens.source for lens in framework.lenses]
    parts += [item.id + item.text for item in framework.questions]
    return _hash("\n".join(parts + [card.kind + "".join(card.terms) for card in framework.kinds]))


@cache
def reading_hashes(corpus: Path) -> dict[str, str]:
    """The same for the same weights, tables, word lists and lexicon; what is read with does not change in a run.

    The card of the tagger has the hash of its weights in it, which is checked when they are loaded.
    """
    return {
        "tagger": _hash_of([tagger.WEIGHTS / tagger.CARD]),
        "tables": _hash_of(tables.FOLDER.glob("*.txt")),
        "words": _hash_of(Path(words.__file__).with_suffix("").glob("*.txt")),
        "lexicon": _hash_of((corpus / "lexicon").glob("*.txt")),
    }


def _hash_of(files: Iterable[Path]) -> str:
    return _hash("\n".join(f"{path.name}\n{path.read_text(encoding='utf-8')}" for path in sorted(files)))


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
