"""One engine or several over the same cases, each with its own file of results, and how far they are.

Knows engines by name. Does not know the command line.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from assistant.services import prompting
from assistant.settings import Settings
from evals import results, suites
from evals.engines import product
from evals.results import Progress
from evals.schema import CASES, CaseError, EvalCase, load

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is run, the same for every engine."""

    cases: Sequence[EvalCase]
    settings: Settings
    epochs: int = 1
    parallel: int = 1
    seed: int = 0
    allowed: str = ""
    """The host that the cases may be sent to."""
    whole: bool = True
    """Whether the annotated cases are read, and the labelled questions searched for, too."""


def chosen(settings: Settings, folders: Sequence[Path], only: str) -> Sequence[EvalCase]:
    """The cases with these letters in their id: of the folders, or without any those that come along and the team's.

    Raises:
        CaseError: there is none, or a case is wrong.
    """
    own = prompting.folder(settings)
    found = load(tuple(folders) or (CASES, *([own] if own.is_dir() else [])))
    made = [case for case in found if only in case.id]
    if not made:
        raise CaseError(f"No case has “{only}” in its id. Leave out --only to run all.")
    return made


def targets(to: Path, engines: Iterable[str]) -> dict[str, Path]:
    """The file of results of each engine: the one named, or with several engines one for each beside it.

    Raises:
        CaseError: two engines would have the same file.
    """
    names = list(dict.fromkeys(engines))
    if len(names) == 1:
        return {names[0]: to}
    plain = {name: re.sub(r"[^\w.]+", "-", name).strip("-") for name in names}
    made = {name: to.with_name(f"{to.stem}-{plain[name]}{to.suffix or '.jsonl'}") for name in names}
    if len(set(made.values())) < len(names):
        raise CaseError("Two of the engines would have the same file of results. Run them one after another.")
    return made


def run_engine(name: str, file: Path, plan: Plan, say: Say) -> None:
    """Run what the engine's file does not hold yet."""
    with tempfile.TemporaryDirectory(prefix="noticing-eval-") as home:
        made = product(name, Path(home), plan.settings, allowed=plan.allowed)
        try:
            steps = results.run(made, plan.cases, file, epochs=plan.epochs, parallel=plan.parallel, seed=plan.seed)
            progress(steps, say)
            if plan.whole:
                say("Reading the annotated cases, and searching for the labelled questions.\n")
                results.add(file, suites.records(made))
        finally:
            made.services.close()


def progress(steps: Iterable[Progress], say: Say) -> None:
    """Take the steps, and say after each how many are done and about how long the rest takes."""
    begun = time.monotonic()
    for ran, step in enumerate(steps, 1):
        left = timedelta(seconds=round((time.monotonic() - begun) / ran * (step.of - step.done)))
        say(f"{step.done} of {step.of}: {step.record['case']} (about {left} left)\n")
