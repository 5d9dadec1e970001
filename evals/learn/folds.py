"""The networks of the folds, the cases read with what has not seen them, and the figures of that.

Knows where networks are kept between runs. Does not know what the tables are made of.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor

from assistant import packaged
from assistant.domain import Kind
from assistant.reading import Parser
from assistant.reading.net import Net
from assistant.reading.parse import Sentence
from assistant.reading.pieces import tokenizer
from assistant.reading.tables import Table
from assistant.reading.tagger import Tagger, Tags
from evals.learn import gold
from evals.learn.examples import lessons
from evals.learn.tables import FOLDS, Work, prepare
from evals.learn.train import Plan, fresh, teach
from evals.reading import default_reader, notes_of, record
from evals.score import Counts, figures, score_case

PUBLISHED = ("words.", "places.")
"""What the packaged model gives and is not learned, so is not kept twice."""


SEEDS = (1, 2)
"""Each network is taught so often, each time from the same beginning and in another order; the weights are averaged
(model soups, Wortsman and others 2022)."""


def place(fold: int, seed: int, work: Path) -> Path:
    """Where a fold's network of one seed is kept; another plan or other cases make another name."""
    made_from = [gold.digest("train"), asdict(Plan(seed=seed)), packaged.WEIGHTS_SHA256]
    key = sha256(json.dumps(made_from).encode()).hexdigest()[:12]
    return work / f"{'all' if fold == FOLDS else f'fold-{fold}'}-{seed}-{key}.safetensors"


def taught(work: Path) -> None:
    """Teach every network that is not in the work folder yet, one on each core of the machine."""
    jobs = [(fold, seed, work) for fold in (FOLDS, *range(FOLDS)) for seed in SEEDS]
    # A network of this size is taught as fast on one core as on two.
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=get_context("spawn")) as pool:
        list(pool.map(_teach, jobs))


def _teach(job: tuple[int, int, Path]) -> None:
    fold, seed, work = job
    path = place(fold, seed, work)
    if path.is_file():
        return
    torch.set_num_threads(1)
    made = tokenizer(packaged.folder())
    some = [case for case in gold.load("train") if gold.fold(case, FOLDS) != fold]
    print(f"network {fold + 1} of {FOLDS + 1}, seed {seed}: {len(some)} cases", flush=True)
    net = teach([lesson for case in some for lesson in lessons(case, made)], packaged.folder(), Plan(seed=seed))
    learned = {name: item for name, item in net.state_dict().items() if not name.startswith(PUBLISHED)}
    save_file({name: item.contiguous() for name, item in learned.items()}, path)


def weights(fold: int, work: Path) -> dict[str, Tensor]:
    """The weights of the network that has not seen a fold's cases, averaged over seeds, in half precision."""
    each = [load_file(place(fold, seed, work)) for seed in SEEDS]
    return {name: torch.stack([one[name] for one in each]).mean(0).half() for name in each[0]}


class RememberingParser(Parser):
    """A parser that parses a text once: the tables and the figures are made of the same texts."""

    def __init__(self) -> None:
        super().__init__()
        self._parsed: dict[str, tuple[Sentence, ...]] = {}

    def parse(self, text: str) -> tuple[Sentence, ...]:
        """As its parent's."""
        if text not in self._parsed:
            self._parsed[text] = super().parse(text)
        return self._parsed[text]


class RememberingTagger(Tagger):
    """A tagger that tags a text once."""

    def __init__(self, loaded: tuple[Net, Tokenizer]) -> None:
        super().__init__(loaded=loaded)
        self._tagged: dict[str, Tags] = {}

    def tag(self, texts: Sequence[str]) -> list[Tags]:
        """As its parent's."""
        fresh_ones = [text for text in dict.fromkeys(texts) if text not in self._tagged]
        self._tagged |= dict(zip(fresh_ones, super().tag(fresh_ones), strict=True))
        return [self._tagged[text] for text in texts]


def tagger(fold: int, work: Path) -> Tagger:
    """The tagger that has not seen the cases of this fold; for the last number, that of all cases."""
    net = fresh(packaged.folder())
    net.load_state_dict({name: item.float() for name, item in weights(fold, work).items()}, strict=False)
    return RememberingTagger((net.eval(), tokenizer(packaged.folder())))


def prepared(
    cases: Sequence[gold.Case], parser: Parser, taggers: Sequence[Tagger], lexicon: Mapping[str, Kind]
) -> list[Work]:
    """The cases, each parsed, and tagged by the network that has not seen it."""
    parts = [gold.fold(case, FOLDS) for case in cases]
    return [prepare(case, part, parser, taggers[part], lexicon) for case, part in zip(cases, parts, strict=True)]


def checked(
    works: Sequence[Work], parser: Parser, taggers: Sequence[Tagger], by_fold: Sequence[dict[str, Table]]
) -> dict[str, Any]:
    """The figures over the training cases, each read with what has not seen it, and without part of the lexicon."""
    counts = Counts()
    for work in works:
        notes = notes_of(work.case)
        reader = default_reader(
            parser=parser, tagger=taggers[work.fold], tables=by_fold[work.fold], lexicon=work.lexicon
        )
        score_case(record(reader.read(notes), notes), work.case.raw, counts)
    return figures(counts)
