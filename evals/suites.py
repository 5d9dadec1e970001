"""What is measured besides replies: how well notes are read, and how well passages are found.

Each annotated case, and each question, becomes a record beside those of the evaluation prompts.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import yaml

from assistant import passages
from assistant.domain import Note
from assistant.index import CaseIndex
from assistant.services.services import PASSAGES_PER_TURN
from evals import score
from evals.engines import ProductEngine
from evals.reading import record as reading_record
from evals.results import Record, guarded
from evals.schema import GOLD, HERE, EvalCase

FIGURES = (
    "actors_f1",
    "nonhuman_r",
    "human_acc",
    "kind_acc",
    "acts_f1",
    "force_f1",
    "overlooked_p5",
    "overlooked_r10",
    "relations_r",
    "relations_p",
    "changes_r",
    "changes_p",
    "verbatim",
)


def records(engine: ProductEngine) -> Iterator[Record]:
    """All records of both, without those of evaluation prompts."""
    yield from _read(engine)
    yield from _found(engine)


def _record(
    engine: ProductEngine, name: str, measure: Callable[[], Mapping[str, float | None]], why: str = ""
) -> Record:
    def scored() -> Record:
        return {"scores": {key: {"value": value, "evidence": why} for key, value in measure().items()}}

    return {"case": name, "epoch": 1, "seed": 0, "seconds": 0.0, **engine.facts(), **guarded(scored)}


def _read(engine: ProductEngine) -> Iterator[Record]:
    for path in sorted((GOLD / "dev").glob("*.json")):
        yield _record(engine, f"reading/{path.stem}", partial(_figures, engine, path))


def _figures(engine: ProductEngine, path: Path) -> Mapping[str, float | None]:
    gold = json.loads(path.read_text(encoding="utf-8"))
    notes = _notes(path.stem)
    counts: dict[str, float] = {}
    score.score_case(reading_record(engine.services.library.read(notes), notes), gold, counts)
    found = score.figures(counts)
    return {f"reading_{name}": _rounded(found.get(name)) for name in FIGURES}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _notes(name: str) -> tuple[Note, ...]:
    case = EvalCase(id=name, why="", service="", style="", message="", gold=f"dev/{name}")
    return case.as_notes()


def _found(engine: ProductEngine) -> Iterator[Record]:
    """Recall and nDCG over the passages of a turn, for labelled questions (Järvelin and Kekäläinen 2002).

    All notes lie in one index.
    """
    notes = [note for path in sorted((GOLD / "dev").glob("*.json")) for note in _notes(path.stem)]
    with tempfile.TemporaryDirectory(prefix="noticing-eval-") as folder:
        index = CaseIndex(Path(folder), engine.services.library.encoder)
        try:
            for note in notes:
                index.add(note.id, passages.split(note))
            for number, item in enumerate(yaml.safe_load((HERE / "retrieval.yaml").read_text(encoding="utf-8")), 1):
                yield _record(engine, f"retrieval/{number:02}", partial(_hit, index, item), item["question"])
        finally:
            index.close()


def _hit(index: CaseIndex, item: Mapping[str, str]) -> Mapping[str, float | None]:
    hits = index.search(item["question"], k=PASSAGES_PER_TURN)
    right = [" ".join(item["holds"].split()) in " ".join(hit.passage.text.split()) for hit in hits]
    return {"retrieval_recall": float(any(right)), "retrieval_ndcg": round(_ndcg(right), 4)}


def _ndcg(right: Sequence[bool]) -> float:
    """With one right passage: 1 where it comes first, less the later it comes."""
    return next((1 / math.log2(place + 2) for place, holds in enumerate(right) if holds), 0.0)
