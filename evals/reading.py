"""The product's own reader, for evaluations: annotated cases in, readings as plain records out.

Many cases are read in batch, by one process on each core: Python computes on one core at a time.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from multiprocessing import get_context
from typing import Any, cast

from assistant import export, settings
from assistant.domain import Kind, Note, Reading
from assistant.framework import load
from assistant.framework.lexicon import load_abbreviations, load_lexicon
from assistant.reading import Parser, Reader
from assistant.reading.tables import Tables
from assistant.reading.tagger import Tagger
from evals.learn.gold import Case


def default_reader(
    *,
    parser: Parser | None = None,
    tagger: Tagger | None = None,
    tables: Tables | None = None,
    lexicon: Mapping[str, Kind] | None = None,
) -> Reader:
    """The reader as the product makes it, or with other parts."""
    corpus = settings.load().corpus_folder
    folder = corpus / "lexicon"
    return Reader(
        kinds=load(corpus).kinds,
        lexicon=load_lexicon(folder) if lexicon is None else lexicon,
        abbreviations=load_abbreviations(folder),
        parser=parser or Parser(),
        tagger=tagger,
        tables=tables,
    )


def notes_of(case: Case) -> tuple[Note, ...]:
    """The case's notes, as the product would hold them."""
    return tuple(
        Note(
            id=f"n{number}",
            filename=f"{number}.txt",
            title=raw["title"],
            text=raw["text"],
            date=dt.date.fromisoformat(raw["date"]) if raw.get("date") else None,
        )
        for number, raw in enumerate(case.raw["notes"])
    )


def record(reading: Reading, notes: tuple[Note, ...]) -> dict[str, Any]:
    """The reading as `noticing read --json` prints it."""
    return cast("dict[str, Any]", export.reading_record(reading, notes))


Notes = tuple[Note, ...]


@contextmanager
def in_batch() -> Iterator[Callable[[Iterable[Notes]], Iterator[Reading]]]:
    """A function that reads the notes of many cases, each as one, in order, with a process for each core."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"), initializer=_begin) as pool:
        yield partial(pool.map, _read)


def _begin() -> None:
    import torch

    torch.set_num_threads(1)
    _reader()


@cache
def _reader() -> Reader:
    return default_reader()


def _read(notes: Notes) -> Reading:
    return _reader().read(notes)
