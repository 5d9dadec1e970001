"""Makes the tagger and the tables of points anew from the training cases: `make train`.

    python -m evals.learn [--work build/train] [--to assistant/reading/weights]

A network for each of three folds and one for all cases; the folds' networks serve the tables alone. What was
taught already with the same cases and the same plan is taken from the work folder, so a run that broke off goes on.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from assistant import packaged, settings
from assistant.framework.lexicon import load_abbreviations, load_lexicon
from assistant.reading import Parser
from assistant.reading.kinds import Kinds
from assistant.reading.pieces import tokenizer
from assistant.reading.tables import Table, write
from assistant.reading.tagger import CARD, KINDS, TAGGER, WEIGHTS, Tagger
from evals.learn import gold
from evals.learn.examples import lessons
from evals.learn.tables import FOLDS, Work, all_tables, prepare
from evals.learn.train import Plan, fresh, teach
from evals.reading import default_reader, notes_of, record
from evals.score import Counts, figures, score_case

PUBLISHED = ("words.", "places.")
"""What the packaged model gives and is not learned, so is not kept twice."""


def main() -> None:
    """Teach, fit, check on the folds, and write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--work", type=Path, default=Path("build/train"))
    asked.add_argument("--to", type=Path, default=WEIGHTS)
    given = asked.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    cases = gold.load("train")
    taggers = [_tagger(cases, fold, given.work) for fold in range(FOLDS + 1)]
    parser = Parser()
    parts = [gold.fold(case, FOLDS) for case in cases]
    works = [prepare(case, part, parser, taggers[part]) for case, part in zip(cases, parts, strict=True)]
    folder = settings.load().corpus_folder / "lexicon"
    print("tables", flush=True)
    tables, by_fold = all_tables(works, Kinds(load_lexicon(folder), parser), load_abbreviations(folder))
    checked = _checked(works, parser, taggers, by_fold)
    _write(given.to, given.work, tables, checked)
    print(json.dumps(checked, indent=1))
    print(f"{time.monotonic() - began:.0f} s")


def _place(fold: int, work: Path) -> Path:
    """Where a fold's network is kept; another plan or other cases make another name."""
    made_from = [gold.digest("train"), asdict(Plan(seed=fold + 1)), packaged.WEIGHTS_SHA256]
    key = sha256(json.dumps(made_from).encode()).hexdigest()[:12]
    return work / f"{'all' if fold == FOLDS else f'fold-{fold}'}-{key}.safetensors"


def _tagger(cases: tuple[gold.Case, ...], fold: int, work: Path) -> Tagger:
    """The tagger that has not seen the cases of this fold; for the last number, that of all cases."""
    path = _place(fold, work)
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


def _checked(
    works: list[Work], parser: Parser, taggers: list[Tagger], by_fold: list[dict[str, Table]]
) -> dict[str, Any]:
    """The figures over the training cases, each read with what has not seen it."""
    readers = [default_reader(parser=parser, tagger=taggers[k], tables=by_fold[k]) for k in range(FOLDS)]
    counts = Counts()
    for work in works:
        notes = notes_of(work.case)
        score_case(record(readers[work.fold].read(notes), notes), work.case.raw, counts)
    return figures(counts)


def _write(folder: Path, work: Path, tables: dict[str, Table], checked: dict[str, Any]) -> None:
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    weights = _place(FOLDS, work).read_bytes()
    (folder / TAGGER).write_bytes(weights)
    card = {
        "sha256": sha256(weights).hexdigest(),
        "base_sha256": packaged.WEIGHTS_SHA256,
        "gold_sha256": gold.digest("train"),
        "plan": asdict(Plan(seed=FOLDS + 1)),
        "kinds": KINDS,
        "torch": torch.__version__,
        "cross_validated": checked,
    }
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    for name, table in tables.items():
        heading = f"{HEADINGS[name]} One sign and its points a line. Made by `make train`."
        (folder / "tables" / f"{name}.txt").write_text(write(table, heading), encoding="utf-8")


HEADINGS = {
    "kinds": "What speaks for each kind of a mention: the kind, then the sign.",
    "same": "What speaks for two names being one actor's.",
    "part": "What speaks for a name standing for somebody or something that takes part.",
    "acts": "What speaks for an actor making a difference.",
    "passed": "What speaks for the writer passing over a thing that makes a difference.",
    "pairs": "What speaks for two mentions standing for a relation.",
    "turns": "What speaks for a sentence telling of a change.",
}

if __name__ == "__main__":
    main()
