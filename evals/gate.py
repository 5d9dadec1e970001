"""May this be shown to practitioners? Thresholds and a baseline in a file; whatever is short is named.

Knows records alone. Does not know how the baseline came about: see `baseline`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from evals import baseline as baselines
from evals.baseline import Baseline, epochs_of, measured, values_of
from evals.results import JUDGED, Record, means, passes
from evals.schema import CaseError
from evals.scorers import PASS

LISTED = 8
"""Cases that are named in one sentence; of more there is a number."""


class Gate(BaseModel):
    """What a run has to reach."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    least: dict[str, float] = {}
    """The least mean of a scorer."""
    baseline: str = ""
    """A JSON file beside this one with the figures that were reached before."""
    slack: float = 0.0
    """By how much a figure may stay behind the baseline."""
    flips: int = 0
    """How often a case may fail a scorer that it passed in the baseline."""
    passes: int = 0
    """In how many of its epochs each case has to pass every scorer; 0 where that is not asked."""
    cases: int = 0
    """How many cases there have to be; 0 for those that the baseline has."""


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
    """The figures of a run, to be kept as a baseline."""
    return baselines.of(records).model_dump(mode="json")


def shortfalls(gate: Gate, records: Sequence[Record], folder: Path) -> list[str]:
    """What the run does not reach, one sentence each; nothing when it passes."""
    if not records:
        return ["Nothing was run."]
    before = _before(gate, folder)
    gated = _gated(records, before)
    flips = list(_flips(before, gated))
    return [
        *(f"{record['case']} ended in an error: {record['error']}" for record in records if "error" in record),
        *_missing(gate, before, gated),
        *_figures(gate, before, gated),
        *(flips if len(flips) > gate.flips else []),
        *_passes(gate, gated),
    ]


def remarks(gate: Gate, records: Sequence[Record], folder: Path) -> list[str]:
    """What is no shortfall and is told all the same: cases that are not gated, and flips that are allowed."""
    before = _before(gate, folder)
    own = {record["case"] for record in records} - before.epochs.keys() if before.epochs else set()
    told = [f"Not gated, as the baseline does not have them: {_listed(own)}."] if own else []
    flips = list(_flips(before, _gated(records, before)))
    return told + [f"Allowed: {flip}" for flip in flips if len(flips) <= gate.flips]


def _before(gate: Gate, folder: Path) -> Baseline:
    return baselines.read(folder / gate.baseline) if gate.baseline else Baseline()


def _gated(records: Sequence[Record], before: Baseline) -> list[Record]:
    """Without a team's own cases, which the baseline does not have and whose figures it says nothing of."""
    return [record for record in records if not before.epochs or record["case"] in before.epochs]


def _missing(gate: Gate, before: Baseline, records: Sequence[Record]) -> Iterator[str]:
    epochs = epochs_of(records)
    wanted = gate.cases or (0 if before.epochs else before.cases)
    if wanted and len(epochs) != wanted:
        yield f"{len(epochs)} cases were run, and {wanted} are wanted."
    if lost := before.epochs.keys() - epochs.keys():
        yield f"Not run, though the baseline has them: {_listed(lost)}."
    # Annotated cases and labelled questions are run once, however many epochs there are.
    most = max((number for case, number in epochs.items() if "/" not in case), default=0)
    for case, number in sorted(epochs.items()):
        of = max(before.epochs.get(case, 0), 0 if "/" in case else most)
        if number < of:
            yield f"{case} was run in {number} of {of} epochs."


def _figures(gate: Gate, before: Baseline, records: Sequence[Record]) -> Iterator[str]:
    found, counted = means(records), measured(records)
    for name, least in gate.least.items():
        yield from _below(name, found.get(name), least, "the least")
    for name, reached in before.means.items():
        yield from _below(name, found.get(name), reached - gate.slack, "the baseline")
    for name, number in before.measured.items():
        if 0 < counted.get(name, 0) < number:  # a scorer that measured nothing is named above
            yield f"{name} measured {counted[name]} cases, and {number} in the baseline."


def _below(name: str, value: float | None, least: float, what: str) -> Iterator[str]:
    if value is None:
        yield f"{name} measured nothing, and {what} is {least:.3f}."
    elif value < least - 0.00006:  # means are kept with four digits
        yield f"{name} is {value:.3f}, and {what} is {least:.3f}."


def _flips(before: Baseline, records: Sequence[Record]) -> Iterator[str]:
    now = values_of(records)
    for scorer, cases in before.values.items():
        for case, value in cases.items():
            after = now.get(scorer, {}).get(case)
            if after is not None and value >= PASS > after:
                yield f"{case} fails {scorer} now ({after:.3f}), and passed it in the baseline ({value:.3f})."


def _passes(gate: Gate, records: Sequence[Record]) -> Iterator[str]:
    for case, (good, of) in sorted(passes(records).items()) if gate.passes else ():
        if good < gate.passes:
            yield f"{case} passed in {good} of {of} runs, and {gate.passes} are wanted."


def _listed(cases: Iterable[str]) -> str:
    names = sorted(cases)
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more
