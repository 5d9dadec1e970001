"""What is measured besides replies: how well notes are read, and how well passages are found.

Each annotated case, and each question, becomes a record beside those of the evaluation prompts.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from assistant import passages
from assistant.domain import Note
from assistant.index import CaseIndex
from evals import score
from evals.engines import ProductEngine
from evals.reading import record as reading_record
from evals.results import Record
from evals.schema import GOLD, HERE, EvalCase

K = 8
"""Passages that a turn is given."""
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


def _record(engine: ProductEngine, name: str, scores: Mapping[str, float | None], evidence: str = "") -> Record:
    made = {key: {"value": value, "evidence": evidence} for key, value in scores.items()}
    return {"case": name, "epoch": 1, "seed": 0, "seconds": 0.0, **engine.facts(), "scores": made}


def _read(engine: ProductEngine) -> Iterator[Record]:
    for path in sorted((GOLD / "dev").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        notes = _notes(path.stem)
        counts: dict[str, float] = {}
        score.score_case(reading_record(engine.services.library.read(notes), notes), gold, counts)
        found = score.figures(counts)
        kept = {f"reading_{name}": _rounded(found.get(name)) for name in FIGURES}
        yield _record(engine, f"reading/{path.stem}", kept)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _notes(name: str) -> tuple[Note, ...]:
    case = EvalCase(id=name, why="", service="", style="", message="", gold=f"dev/{name}")
    return case.as_notes()


def _found(engine: ProductEngine) -> Iterator[Record]:
    """Recall and nDCG at K over labelled questions (Järvelin and Kekäläinen 2002), all notes in one index."""
    notes = [note for path in sorted((GOLD / "dev").glob("*.json")) for note in _notes(path.stem)]
    with tempfile.TemporaryDirectory(prefix="noticing-eval-") as folder:
        index = CaseIndex(Path(folder), engine.services.library.encoder)
        try:
            for note in notes:
                index.add(note.id, passages.split(note))
            for number, item in enumerate(yaml.safe_load((HERE / "retrieval.yaml").read_text(encoding="utf-8")), 1):
                hits = index.search(item["question"], k=K)
                right = [" ".join(item["holds"].split()) in " ".join(hit.passage.text.split()) for hit in hits]
                scores = {"retrieval_recall": float(any(right)), "retrieval_ndcg": round(_ndcg(right), 4)}
                yield _record(engine, f"retrieval/{number:02}", scores, item["question"])
        finally:
            index.close()


def _ndcg(right: Sequence[bool]) -> float:
    """With one right passage: 1 where it comes first, less the later it comes."""
    return next((1 / math.log2(place + 2) for place, holds in enumerate(right) if holds), 0.0)
