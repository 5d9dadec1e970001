"""Makes the tagger and the tables of points anew from the training cases: `make train`.

    python -m evals.learn [--work build/train] [--to assistant/reading/weights]

A network for each of three folds and one for all cases, each the average of several; the folds' networks serve the
tables alone. What was taught already with the same cases and the same plan is taken from the work folder, so a run
that broke off goes on.
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
from safetensors.torch import save_file

from assistant import packaged, settings
from assistant.framework.lexicon import load_abbreviations, load_lexicon
from assistant.reading.tables import Table, write
from assistant.reading.tagger import CARD, KINDS, TAGGER, WEIGHTS
from evals.learn import gold
from evals.learn.folds import SEEDS, RememberingParser, checked, prepared, tagger, taught, weights
from evals.learn.tables import FOLDS, all_tables
from evals.learn.train import Plan


def main() -> None:
    """Teach, fit, check on the folds, and write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--work", type=Path, default=Path("build/train"))
    asked.add_argument("--to", type=Path, default=WEIGHTS)
    given = asked.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    began = time.monotonic()
    cases = gold.load("train")
    taught(given.work)
    taggers = [tagger(fold, given.work) for fold in range(FOLDS + 1)]
    parser = RememberingParser()
    folder = settings.load().corpus_folder / "lexicon"
    works = prepared(cases, parser, taggers, load_lexicon(folder))
    print("tables", flush=True)
    tables, by_fold = all_tables(works, parser, load_abbreviations(folder))
    found = checked(works, parser, taggers, by_fold)
    _write(given.to, given.work, tables, found)
    print(json.dumps(found, indent=1))
    print(f"{time.monotonic() - began:.0f} s")


def _write(folder: Path, work: Path, tables: dict[str, Table], checked: dict[str, Any]) -> None:
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    save_file(weights(FOLDS, work), folder / TAGGER)
    card = {
        "sha256": sha256((folder / TAGGER).read_bytes()).hexdigest(),
        "base_sha256": packaged.WEIGHTS_SHA256,
        "gold_sha256": gold.digest("train"),
        "plan": asdict(Plan()) | {"seeds": SEEDS},
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
