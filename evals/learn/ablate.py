"""What each part of the reading is worth: the figures with one part after the other switched off.

    python -m evals.learn.ablate [--work build/train]

Takes the networks that `make train` left in the work folder, learns the tables anew without the part, and reads the
training cases with what has not seen them; two parts at a time on two cores. Prints a Markdown table.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch

from assistant import settings
from assistant.framework.lexicon import load_abbreviations, load_lexicon
from assistant.reading import Parser, Tagger
from assistant.reading.tagger import Tags
from evals.learn import gold
from evals.learn.folds import RememberingParser, checked, prepared, tagger
from evals.learn.tables import FOLDS, Drop, all_tables, nothing

SHOWN = (
    *("actors_f1", "nonhuman_r", "human_acc", "kind_acc", "acts_f1", "force_f1", "overlooked_p5", "overlooked_r10"),
    *("relations_r", "relations_p", "changes_r", "changes_p"),
)
LEXICON = ("listed:", "known:", "unknown:", "near:", "known", "unknown", "doubt:")
GRAMMAR = (
    *("sv:", "pv:", "ov:", "subject", "never subject", "passive", "agent", "clause:", "dep:", "prep:", "fragment"),
    *("cause", "blocks", "lacking", "depends", "has:", "link-", "one clause", "one governor", "far:"),
)
TOLD = ("tagger:", "tied", "quoted", "here ")


def _starts(*starts: str) -> Drop:
    """Signs that begin so, also those that count for people or things alone."""

    def drop(sign: str) -> bool:
        return sign.removeprefix("human&").removeprefix("thing&").startswith(starts)

    return drop


PARTS: Mapping[str, Drop] = {
    "everything on": nothing,
    "without what the tagger says of names": _starts(*TOLD),
    "without the grammar": _starts(*GRAMMAR),
    "without the lexicon and word vectors": _starts(*LEXICON),
    "without single words": _starts("word:", "sv:", "pv:", "ov:", "verb:"),
    "without the writer's cues": _starts("stay:", "never asked", "never planned", "never wondered", "never task"),
}


class _Spanless(Tagger):
    """A tagger that finds no names: mentions come from the rules alone."""

    def __init__(self, inner: Tagger) -> None:
        super().__init__()
        self._inner = inner
        self.tied = inner.tied  # type: ignore[method-assign]  # asked of the same network

    def tag(self, texts: object) -> list[Tags]:
        return [replace(item, spans=_outside(item)) for item in self._inner.tag(texts)]  # type: ignore[arg-type]


def _outside(item: Tags) -> np.ndarray:
    return np.tile(np.array([1.0, 0.0, 0.0], dtype="float32"), (len(item.words), 1))


SPANLESS = "without the tagger's names"


def main() -> None:
    """Print a row of figures for each part that is switched off."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--work", type=Path, default=Path("build/train"))
    jobs = [(name, asked.parse_args().work) for name in (*PARTS, SPANLESS)]
    print(f"| part | {' | '.join(SHOWN)} |\n|---|{'---|' * len(SHOWN)}", flush=True)
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for row in pool.map(_row, jobs):
            print(row, flush=True)


@cache
def _known(work: Path) -> tuple[Parser, list[Tagger]]:
    """What a process keeps for all its rows."""
    torch.set_num_threads(1)
    return RememberingParser(), [tagger(fold, work) for fold in range(FOLDS)]


def _row(job: tuple[str, Path]) -> str:
    name, work = job
    parser, taggers = _known(work)
    if name == SPANLESS:
        taggers = [_Spanless(item) for item in taggers]
    folder = settings.load().corpus_folder / "lexicon"
    works = prepared(gold.load("train"), parser, taggers, load_lexicon(folder))
    _, by_fold = all_tables(works, parser, load_abbreviations(folder), PARTS.get(name, nothing))
    found = checked(works, parser, taggers, by_fold)
    return f"| {name} | {' | '.join(str(found[key]) for key in SHOWN)} |"


if __name__ == "__main__":
    main()
