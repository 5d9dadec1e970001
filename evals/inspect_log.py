"""Evaluation prompts in Inspect (UK AI Security Institute): as a task, and recorded results as a log for its viewer.

The task runs the product over the cases and scores with our scorers (`inspect eval evals/inspect_log.py --model
mockllm/model`: Inspect wants a model, and none is called). The log runs nothing again: the recorded talks are played
and the recorded scores given. Needs the extra `evals`.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from anyio import to_thread
from inspect_ai import Task, task
from inspect_ai import eval as run_task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import (
    ChatMessageAssistant,
    ChatMessageUser,
    GenerateConfig,
    Model,
    ModelAPI,
    ModelOutput,
    get_model,
    modelapi,
)
from inspect_ai.scorer import Score, Scorer, Target, mean, scorer
from inspect_ai.solver import Generate, Solver, TaskState, solver

from assistant import settings as settings_of
from evals import judge as judging
from evals.engines import Engine, Outcome, product
from evals.report import explained
from evals.results import JUDGED, Record
from evals.schema import CASES, CaseError, EvalCase, load
from evals.scorers import SCORERS


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


def _scorer(name: str, look: Callable[[TaskState], Mapping[str, Any] | None]) -> Scorer:
    """A scorer of Inspect under the name of ours; where nothing was measured it gives no score."""

    @scorer(metrics=[mean()], name=name)
    def one() -> Scorer:
        async def give(state: TaskState, target: Target) -> Score | None:
            found = look(state)
            if found is None or found["value"] is None:
                return None
            return Score(value=found["value"], explanation=found["evidence"] or explained(name))

        return give

    return one()


def recorded(name: str) -> Scorer:
    """One scorer's recorded value, with its evidence, under its own name."""
    return _scorer(name, lambda state: state.metadata["scores"].get(name))


class Answers:
    """What the engine made of each case, kept for the scorers: Inspect's own state holds text alone."""

    def __init__(self, engine: Engine, cases: Sequence[EvalCase]) -> None:
        self.engine, self._cases = engine, {case.id: case for case in cases}
        self._made: dict[tuple[str, int], Outcome] = {}

    def answer(self, state: TaskState) -> Outcome:
        """Talk the sample's case through."""
        made = self.engine.answer(self._cases[str(state.sample_id)])
        self._made[str(state.sample_id), state.epoch] = made
        return made

    def scored(self, name: str, state: TaskState) -> Mapping[str, Any] | None:
        """One scorer's word; None where the engine failed, or in another process than it ran in."""
        made = self._made.get((str(state.sample_id), state.epoch))
        if made is None:
            return None
        found = SCORERS[name](self._cases[str(state.sample_id)], made, self.engine.framework)
        return {"value": found.value, "evidence": found.evidence}


def answered(answers: Answers, cases: Sequence[EvalCase]) -> Solver:
    """Lets the engine under evaluation answer, in place of a model of Inspect."""
    talks = {case.id: (*case.talk, case.message) for case in cases}

    @solver
    def product_talk() -> Solver:
        async def solve(state: TaskState, generate: Generate) -> TaskState:
            made = await to_thread.run_sync(answers.answer, state)
            state.messages = []
            for words, reply in zip(talks[str(state.sample_id)], made.replies, strict=True):
                state.messages += [ChatMessageUser(content=words), ChatMessageAssistant(content=reply.text)]
            state.output = ModelOutput.from_content(answers.engine.name, made.reply.text)
            return state

        return solve

    return product_talk()


@modelapi(name="noticing-judge")
class Judge(ModelAPI):
    """A judging model as `noticing eval judge` reaches it: a plain pass-through, which fetches no tokenizer."""

    def __init__(
        self,
        model_name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        config: GenerateConfig = GenerateConfig(),
        **model_args: Any,
    ) -> None:
        super().__init__(model_name, base_url, api_key, [], config)
        given = model_args.get("connected")
        self._judge = given or judging.reach(model_name, send_to=model_args.get("send_to", ""))

    async def generate(self, input: Any, tools: Any, tool_choice: Any, config: GenerateConfig) -> ModelOutput:
        """Pass the last message on, and the answer back."""
        answer = await to_thread.run_sync(judging.asked, self._judge, input[-1].text)
        return ModelOutput.from_content(self.model_name, answer)


def judged(model: Model, times: int) -> Scorer:
    """The judge's mean grade of the last reply, with every grade as evidence, as `noticing eval judge` keeps it."""

    @scorer(metrics=[mean()], name=JUDGED)
    def one() -> Scorer:
        async def give(state: TaskState, target: Target) -> Score | None:
            text = judging.prompt().fill(message=state.input_text, reply=state.output.completion)
            given = [judging.verdict((await model.generate(text)).completion) for _ in range(times)]
            found = judging.graded(given)
            return None if found["value"] is None else Score(value=found["value"], explanation=found["evidence"])

        return give

    return one()


def task_of(engine: Engine, cases: Sequence[EvalCase], *, judge: Model | None = None, times: int = 5) -> Task:
    """The cases as a task of Inspect, answered by an engine.

    Args:
        engine: What is evaluated.
        cases: The cases.
        judge: A model that judges each reply too; never the only scorer.
        times: How often it judges each reply.
    """
    answers = Answers(engine, cases)
    samples = [
        Sample(id=case.id, input=case.message, metadata={"why": case.why, "style": case.style}) for case in cases
    ]
    scorers = [_scorer(name, lambda state, name=name: answers.scored(name, state)) for name in SCORERS]
    scorers += [judged(judge, times)] if judge else []
    solve = answered(answers, cases)
    return Task(dataset=MemoryDataset(samples), solver=solve, scorer=scorers, fail_on_error=False)


@task
def noticing(engine: str = "embedded", only: str = "", send_to: str = "", judge: str = "", times: int = 5) -> Task:
    """Evaluation prompts, answered by the product: `inspect eval evals/inspect_log.py --model mockllm/model`.

    Args:
        engine: As `noticing eval run --engine` takes it.
        only: Only cases whose id has this in it.
        send_to: The host that the cases may be sent to, for a hosted engine or judge.
        judge: As `noticing eval judge --judge` takes it; empty for none.
        times: How often the judge judges each reply.

    Raises:
        CaseError: no case has such an id.
    """
    cases = [case for case in load((CASES,)) if only in case.id]
    if not cases:
        raise CaseError(f"No case has “{only}” in its id. Leave out `only` to run all.")
    home = TemporaryDirectory(prefix="noticing-inspect-")
    atexit.register(home.cleanup)
    made = product(engine, Path(home.name), settings_of.load(), allowed=send_to)
    model = get_model(f"noticing-judge/{judge}", send_to=send_to) if judge else None
    return task_of(made, cases, judge=model, times=times)


def replay(records: Sequence[Record]) -> Task:
    """The records as a task of Inspect that plays them.

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
    made = replay(records)
    model = get_model("noticing/recorded")
    (found,) = run_task(made, model=model, log_dir=str(to), display="none", log_format="json")
    if found.status != "success" or not found.results or found.results.completed_samples != talks:
        raise CaseError(f"Inspect ended with “{found.status}” and did not take every talk.")
    return Path(found.location.removeprefix("file://"))
