"""Results as JSON lines, one for each case and epoch, in a file that a broken run leaves usable."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import export
from evals.engines import Engine, Outcome
from evals.schema import CaseError, EvalCase
from evals.scorers import PASS, score

Record = dict[str, Any]
"""One line of a file of results."""
JUDGED = "judged"
"""A judging model's place among the scorers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is."""

    done: int
    of: int
    record: Record


def run_case(engine: Engine, case: EvalCase, *, epoch: int = 1, seed: int = 0) -> Record:
    """One case through one engine: the scores with their evidence, the transcript, and what they depend on.

    An error becomes the record's `error`; it has no scores then.
    """
    random.seed(f"{seed}-{epoch}-{case.id}")
    base = {"case": case.id, "epoch": epoch, "seed": seed, "service": case.service, "style": case.style}
    base |= {"case_hash": case.digest(), **engine.facts()}
    return base | guarded(lambda: _scored(engine, case))


def guarded(measure: Callable[[], Record]) -> Record:
    """What is measured of one case, or its `error`."""
    try:
        return measure()
    except Exception as error:
        # Readers, providers and scorers have errors of their own. None may cost the other cases their results, and
        # none is hidden: it stands in the record, and the gate says no. KeyboardInterrupt is no Exception and passes.
        return {"error": f"{type(error).__name__}: {error}"}


def _scored(engine: Engine, case: EvalCase) -> Record:
    outcome = engine.answer(case)
    scores = {
        name: {"value": None if found.value is None else round(found.value, 4), "evidence": found.evidence}
        for name, found in score(case, outcome, engine.framework).items()
    }
    names = ("seconds", "reading_seconds", "replies_seconds")
    timings = {name: round(getattr(outcome, name), 3) for name in names}
    return {**timings, "scores": scores, **_transcript(engine, case, outcome)}


def _transcript(engine: Engine, case: EvalCase, outcome: Outcome) -> Record:
    lenses = {lens.id: lens for lens in engine.framework.lenses}
    made = [
        {"message": words, **export.reply_record(reply, lenses[reply.lens], outcome.notes)}
        if reply.lens in lenses
        else {"message": words, "text": reply.text}
        for words, reply in zip((*case.talk, case.message), outcome.replies, strict=True)
    ]
    return {"lens": outcome.reply.lens, "talk": made}


def run(
    engine: Engine, cases: Sequence[EvalCase], to: Path, *, epochs: int = 1, parallel: int = 1, seed: int = 0
) -> Iterator[Progress]:
    """Run what the file does not hold yet, and add each record as soon as it is there.

    Args:
        engine: What is evaluated.
        cases: The cases.
        to: The file of results; made if it is not there. A line that was cut off by a crash is dropped, and so is a
            record that ended in an error, or is of another text of its case or of another seed: it is run again.
        epochs: How often each case is run.
        parallel: How many cases at a time.
        seed: For engines that use chance.

    Raises:
        CaseError: the file holds results of another engine, or made with other prompts, another corpus or another
            reading.
    """
    there = _of_same_facts(to, engine)
    texts = {case.id: case.digest() for case in cases}
    kept = [record for record in there if _holds(record, texts, epochs, seed)]
    wanted = [(case, epoch) for epoch in range(1, epochs + 1) for case in cases]
    done = {(record["case"], record["epoch"]) for record in kept}
    left = [(case, epoch) for case, epoch in wanted if (case.id, epoch) not in done]
    to.parent.mkdir(parents=True, exist_ok=True)
    rewrite(to, kept)
    with to.open("a", encoding="utf-8") as file, ThreadPoolExecutor(parallel) as pool:
        jobs = [pool.submit(run_case, engine, case, epoch=epoch, seed=seed) for case, epoch in left]
        try:
            for number, job in enumerate(as_completed(jobs), len(wanted) - len(left) + 1):
                record = job.result()
                file.write(_line(record))
                file.flush()
                os.fsync(file.fileno())
                yield Progress(done=number, of=len(wanted), record=record)
        finally:
            for job in jobs:
                job.cancel()


def _of_same_facts(to: Path, engine: Engine) -> list[Record]:
    there = read(to) if to.exists() else []
    facts = json.loads(json.dumps(engine.facts()))
    for record in there:
        if any(record.get(name) != value for name, value in facts.items()):
            raise CaseError(
                f"“{to}” holds results of another engine, other prompts, another corpus or another reading. "
                "Choose a new file."
            )
    return there


def _holds(record: Record, texts: Mapping[str, str], epochs: int, seed: int) -> bool:
    """Whether a record need not be run again; one of a case that is not run now always holds."""
    if record["case"] not in texts:
        return True
    same = record.get("case_hash") == texts[record["case"]] and record["seed"] == seed
    return same and not ("error" in record and record["epoch"] <= epochs)


def add(to: Path, records: Iterable[Record]) -> None:
    """Put records into a file, in place of those that it holds of the same cases and epochs."""
    made = {(record["case"], record["epoch"]): record for record in records}
    kept = [record for record in read(to) if (record["case"], record["epoch"]) not in made]
    rewrite(to, (*kept, *made.values()))


def rewrite(to: Path, records: Iterable[Record]) -> None:
    """Put the records in place of the file's, whole or not at all."""
    beside = to.with_name(f"{to.name}.part")
    beside.write_text("".join(map(_line, records)), encoding="utf-8")
    beside.replace(to)


def _line(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True) + "\n"


def read(path: Path) -> list[Record]:
    """The records of a file; a last line that is cut off is left out.

    Raises:
        CaseError: the file cannot be read, or another line is no JSON.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"“{path}” cannot be read. Check its name.") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(json.loads(line))
        except ValueError as error:
            if number < len(lines) - 1:
                raise CaseError(f"Line {number} of “{path}” is no JSON. It is no file of results.") from error
    return found


def values(records: Iterable[Record], scorer: str) -> list[float]:
    """All values of a scorer."""
    found = (record.get("scores", {}).get(scorer, {}).get("value") for record in records)
    return [value for value in found if value is not None]


def means(records: Sequence[Record]) -> dict[str, float]:
    """The mean of each scorer that measured anything."""
    names = dict.fromkeys(name for record in records for name in record.get("scores", {}))
    found = {name: values(records, name) for name in names}
    return {name: sum(each) / len(each) for name, each in found.items() if each}


def passes(records: Sequence[Record]) -> dict[str, tuple[int, int]]:
    """For each evaluation prompt, in how many of its epochs every scorer passed, and how many epochs there are.

    A judging model has no say in it: its word changes from one time to the next.
    """
    found: dict[str, tuple[int, int]] = {}
    for record in records:
        if "/" in record["case"]:
            continue  # an annotated case or a labelled question
        scores = {name: item["value"] for name, item in record.get("scores", {}).items() if name != JUDGED}
        given = [value for value in scores.values() if value is not None]
        whole = bool(given) and min(given) >= PASS
        good, all_ = found.get(record["case"], (0, 0))
        found[record["case"]] = (good + whole, all_ + 1)
    return found
