"""A file of results as a log of Inspect (UK AI Security Institute), so that its viewer shows the transcripts.

Nothing is run again: the recorded talks are played and the recorded scores given. Needs the extra `evals`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from inspect_ai import Task
from inspect_ai import eval as run_task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import (
    ChatMessageAssistant,
    ChatMessageUser,
    GenerateConfig,
    ModelAPI,
    ModelOutput,
    get_model,
    modelapi,
)
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import Generate, Solver, TaskState, solver

from evals.report import explained
from evals.results import Record
from evals.schema import CaseError


@modelapi(name="noticing")
class Recorded(ModelAPI):
    """Stands where Inspect wants a model; says nothing, as all replies are recorded, and fetches nothing."""

    async def generate(self, input: Any, tools: Any, tool_choice: Any, config: GenerateConfig) -> ModelOutput:
        """Never needed: the solver plays what is recorded."""
        return ModelOutput.from_content(self.model_name, "")


@solver
def played() -> Solver:
    """Puts the recorded talk in place of one that a model would make."""

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        state.messages = []
        for turn in state.metadata["talk"]:
            state.messages += [ChatMessageUser(content=turn["message"]), ChatMessageAssistant(content=turn["text"])]
        last = state.metadata["talk"][-1]["text"] if state.metadata["talk"] else ""
        state.output = ModelOutput.from_content(str(state.model), last)
        return state

    return solve


def recorded(name: str) -> Scorer:
    """One scorer's recorded value, with its evidence, under its own name."""

    @scorer(metrics=[mean()], name=name)
    def one() -> Scorer:
        async def give(state: TaskState, target: Target) -> Score | None:
            found = state.metadata["scores"].get(name)
            if found is None or found["value"] is None:
                return None
            return Score(value=found["value"], explanation=found["evidence"] or explained(name))

        return give

    return one()


def task(records: Sequence[Record]) -> Task:
    """The records as an Inspect task.

    Raises:
        CaseError: none of them holds a talk.
    """
    talks = [record for record in records if record.get("talk")]
    if not talks:
        raise CaseError("The file holds no talk to show.")
    names = dict.fromkeys(name for record in talks for name in record["scores"])
    samples = [
        Sample(
            id=f"{record['case']} {record['epoch']}",
            input=record["talk"][-1]["message"],
            metadata={"talk": record["talk"], "scores": record["scores"], "style": record["style"]},
        )
        for record in talks
    ]
    scorers = [recorded(name) for name in names]
    return Task(dataset=MemoryDataset(samples), solver=played(), scorer=scorers, name="noticing")


def log(records: Sequence[Record], to: Path) -> Path:
    """Write the log of a file of results into a folder.

    Raises:
        CaseError: Inspect did not take every talk.
    """
    talks = sum(bool(record.get("talk")) for record in records)
    made = task(records)
    model = get_model("noticing/recorded")
    (found,) = run_task(made, model=model, log_dir=str(to), display="none", log_format="json")
    if found.status != "success" or not found.results or found.results.completed_samples != talks:
        raise CaseError(f"Inspect ended with “{found.status}” and did not take every talk.")
    return Path(found.location.removeprefix("file://"))
