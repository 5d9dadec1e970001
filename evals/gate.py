"""May this be shown to practitioners? Thresholds and a baseline in a file; whatever is short is named."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from evals.results import JUDGED, Record, means, passes
from evals.schema import CaseError


class Gate(BaseModel):
    """What a run has to reach."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    least: dict[str, float] = {}
    """The least mean of a scorer."""
    baseline: str = ""
    """A JSON file beside this one with the figures that were reached before."""
    slack: float = 0.0
    """By how much a figure may stay behind the baseline."""
    passes: int = 0
    """In how many of its epochs each case has to pass every scorer; 0 where that is not asked."""
    cases: int = 0
    """How many cases there have to be; 0 for as many as the baseline has."""


def load(path: Path) -> Gate:
    """The gate in a YAML file.

    Raises:
        CaseError: it cannot be read, or it is wrong.
    """
    try:
        found = Gate.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise CaseError(f"“{path}” is no file of thresholds: {error}") from error
    if set(found.least) == {JUDGED} and not found.baseline:
        raise CaseError(f"“{path}” rests on the judge's word alone (`{JUDGED}`). Add the least of another scorer.")
    return found


def baseline_of(records: Sequence[Record]) -> dict[str, Any]:
    """The figures of a run, to be kept as a baseline; a judge's word is noise in part, and no baseline."""
    cases = len({record["case"] for record in records})
    kept = {name: round(value, 4) for name, value in sorted(means(records).items()) if name != JUDGED}
    return {"cases": cases, "means": kept}


def shortfalls(gate: Gate, records: Sequence[Record], folder: Path) -> list[str]:
    """What the run does not reach, one sentence each; nothing when it passes."""
    if not records:
        return ["Nothing was run."]
    before = _baseline(gate, folder)
    cases, found = {record["case"] for record in records}, means(records)
    short = [f"{record['case']} ended in an error: {record['error']}" for record in records if "error" in record]
    if (wanted := gate.cases or before.get("cases", 0)) and len(cases) != wanted:
        short.append(f"{len(cases)} cases were run, and {wanted} are wanted.")
    for name, least in gate.least.items():
        short += _below(name, found.get(name), least, "the least")
    for name, reached in before.get("means", {}).items():
        short += _below(name, found.get(name), reached - gate.slack, "the baseline")
    if gate.passes:
        short += [
            f"{case} passed in {good} of {all_} runs, and {gate.passes} are wanted."
            for case, (good, all_) in sorted(passes(records).items())
            if good < gate.passes
        ]
    return short


def _baseline(gate: Gate, folder: Path) -> dict[str, Any]:
    if not gate.baseline:
        return {}
    try:
        found: dict[str, Any] = json.loads((folder / gate.baseline).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CaseError(f"The baseline “{folder / gate.baseline}” cannot be read.") from error
    return found


def _below(name: str, value: float | None, least: float, what: str) -> list[str]:
    if value is None:
        return [f"{name} measured nothing, and {what} is {least:.3f}."]
    # Means are kept with four digits.
    return [f"{name} is {value:.3f}, and {what} is {least:.3f}."] if value < least - 0.00006 else []
