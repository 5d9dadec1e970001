"""The networks of the folds, the cases read with what has not seen them, and the figures of that.

Knows where networks are kept between runs. Does not know what the tables are made of.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from safetensors.torch import load_file, save_file

from assistant import packaged
from assistant.domain import Kind
from assistant.reading import Parser
from assistant.reading.pieces import tokenizer
from assistant.reading.tables import Table
from assistant.reading.tagger import Tagger
from evals.learn import gold
from evals.learn.examples import lessons
from evals.learn.tables import FOLDS, Work, prepare
from evals.learn.train import Plan, fresh, teach
from evals.reading import default_reader, notes_of, record
from evals.score import Counts, figures, score_case

PUBLISHED = ("words.", "places.")
"""What the packaged model gives and is not learned, so is not kept twice."""


def place(fold: int, work: Path) -> Path:
    """Where a fold's network is kept; another plan or other cases make another name."""
    made_from = [gold.digest("train"), asdict(Plan(seed=fold + 1)), packaged.WEIGHTS_SHA256]
    key = sha256(json.dumps(made_from).encode()).hexdigest()[:12]
    return work / f"{'all' if fold == FOLDS else f'fold-{fold}'}-{key}.safetensors"


def tagger(cases: tuple[gold.Case, ...], fold: int, work: Path) -> Tagger:
    """The tagger that has not seen the cases of this fold; for the last number, that of all cases."""
    path = place(fold, work)
    made = tokenizer(packaged.folder())
    if not path.is_file():
        some = [case for case in cases if gold.fold(case, FOLDS) != fold]
        print(f"network {fold + 1} of {FOLDS + 1}: {len(some)} cases", flush=True)
        net = teach([lesson for case in some for lesson in lessons(case, made)], packaged.folder(), Plan(seed=fold + 1))
        learned = {name: item.half() for name, item in net.state_dict().items() if not name.startswith(PUBLISHED)}
        save_file({name: item.contiguous() for name, item in learned.items()}, path)
    net = fresh(packaged.folder())
    net.load_state_dict({name: item.float() for name, item in load_file(path).items()}, strict=False)
    return Tagger(loaded=(net.eval(), made))


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
