"""A run that was kept on purpose, to hold later ones against: its figures, its cases, and why it was kept.

Knows the baseline's file and the log beside it. Does not know what is short of it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from evals.results import JUDGED, Record, means
from evals.schema import CaseError

LOG = "LOG.md"
HEADING = "## Changes of the baseline"


class Baseline(BaseModel):
    """The figures of a run; what a file of an earlier version does not have is empty, and is not asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: str = ""
    why: str = ""
    """The reason that it was kept with; it stands in the log too."""
    cases: int = 0
    epochs: dict[str, int] = {}
    """Each case, and how often it was run."""
    measured: dict[str, int] = {}
    """How many cases each scorer measured."""
    means: dict[str, float] = {}
    values: dict[str, dict[str, float]] = {}
    """For each scorer of replies and each case the mean over its epochs."""


def of(records: Sequence[Record], *, why: str = "", date: str = "") -> Baseline:
    """The baseline that a run makes; a judge's word is noise in part, and never in it."""
    epochs = epochs_of(records)
    return Baseline(
        date=date,
        why=why,
        cases=len(epochs),
        epochs=epochs,
        measured=measured(records),
        means={name: round(value, 4) for name, value in sorted(means(records).items()) if name != JUDGED},
        values={
            name: {case: round(value, 4) for case, value in cases.items()}
            for name, cases in values_of(records).items()
            if not name.startswith(("reading_", "retrieval_"))
        },
    )


def epochs_of(records: Sequence[Record]) -> dict[str, int]:
    """Each case, and in how many epochs it was run."""
    found: dict[str, set[int]] = defaultdict(set)
    for record in records:
        found[record["case"]].add(record["epoch"])
    return {case: len(found[case]) for case in sorted(found)}


def values_of(records: Sequence[Record]) -> dict[str, dict[str, float]]:
    """For each scorer, without a judge, and each case that it measured the mean over the epochs."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for record in records:
        for name, item in record.get("scores", {}).items():
            if item["value"] is not None and name != JUDGED:
                found[name][record["case"]].append(item["value"])
    return {
        name: {case: sum(values) / len(values) for case, values in sorted(found[name].items())}
        for name in sorted(found)
    }


def measured(records: Sequence[Record]) -> dict[str, int]:
    """How many cases each scorer measured."""
    return {name: len(cases) for name, cases in values_of(records).items()}


def read(path: Path) -> Baseline:
    """The baseline in a JSON file.

    Raises:
        CaseError: it cannot be read, or it is wrong.
    """
    try:
        return Baseline.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise CaseError(
            f"The baseline “{path}” cannot be read. Make it anew: noticing eval gate FILE --keep --why REASON"
        ) from error


def keep(path: Path, records: Sequence[Record], why: str) -> None:
    """Make a run the baseline, and say so in the log beside it, where there is one.

    Raises:
        CaseError: no reason is given, nothing was run, or the run has errors.
    """
    reason = " ".join(why.split())
    if not reason:
        raise CaseError('Say why the baseline changes: --keep --why "the reason". It is kept and put into the log.')
    if not records:
        raise CaseError("Nothing was run, so there is nothing to keep. The baseline is as it was.")
    broken = [record["case"] for record in records if "error" in record]
    if broken:
        raise CaseError(
            f"The run cannot be the baseline, as it has errors, the first in {broken[0]}. "
            "Mend them, and run again: what is done is not run twice."
        )
    date = dt.datetime.now().astimezone().date().isoformat()
    made = of(records, why=reason, date=date).model_dump(mode="json")
    _write(path, json.dumps(made, indent=1, ensure_ascii=False) + "\n")
    log = path.parent / LOG
    if log.is_file():
        _write(log, logged(log.read_text(encoding="utf-8"), f"- {date}: {reason}"))


def _write(path: Path, text: str) -> None:
    """Put the text into the file, whole or not at all."""
    beside = path.with_name(f"{path.name}.part")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def logged(log: str, line: str) -> str:
    """The log with a line under the heading, the newest first; the heading is put at the end if it is not there."""
    before, heading, after = log.partition(f"\n{HEADING}\n")
    if not heading:
        return f"{log.rstrip()}\n\n{HEADING}\n\n{line}\n"
    rest = after.lstrip()
    gap = "\n" if rest and not rest.startswith("- ") else ""
    return f"{before}{heading}\n{line}\n{gap}{rest}"
