"""Running evaluation prompts from the page: which cases, who writes, which prompts. Does not know the form's looks."""

from __future__ import annotations

import re
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from assistant.responders import is_local, place
from assistant.services import Services
from assistant.services.library import Library
from assistant.services.prompting import folder
from assistant.ui.views.elements import count
from evals import results
from evals.engines import EMBEDDED, ProductEngine
from evals.schema import CASES, CaseError, EvalCase, load

Given = Mapping[str, str]
OWN = "cases-own"
"""The box of a team's own cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cases that are chosen together: a file of those that come along, or a team's own."""

    name: str
    """Of its box."""
    title: str
    ids: frozenset[str]
    problem: str = ""
    """Why its cases cannot be read."""


def home(services: Services) -> Path:
    """Where the page keeps results."""
    return services.settings.home / "evals" / "results"


def groups(services: Services) -> list[Group]:
    """What can be chosen."""
    made = [
        Group(
            name=f"cases-from-{path.stem}",
            title=path.stem.replace("-", " ").capitalize(),
            ids=_ids(path, path.stat().st_mtime_ns),
        )
        for path in sorted((*CASES.glob("*.yaml"), *CASES.glob("*.yml")))
    ]
    own = folder(services.settings)
    there = own.is_dir()
    return [*made, _own(own, tuple(path.stat().st_mtime_ns for path in sorted(own.glob("*.y*ml")) if there))]


@lru_cache(maxsize=64)
def _ids(path: Path, changed: int) -> frozenset[str]:
    """The ids of a file that comes along; read again when it has changed."""
    return frozenset(item["id"] for item in yaml.safe_load(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=4)
def _own(path: Path, changed: tuple[int, ...]) -> Group:
    """A team's own cases; read again when a file has changed."""
    try:
        found = frozenset(case.id for case in load((path,))) if changed else frozenset()
    except CaseError as error:
        return Group(name=OWN, title="Your own", ids=frozenset(), problem=str(error))
    return Group(name=OWN, title="Your own", ids=found)


def chosen(services: Services, given: Given) -> list[EvalCase]:
    """The cases of the ticked boxes with the given letters in their name.

    Raises:
        CaseError: there is none, or a file of cases is wrong.
    """
    if not any(group.name in given for group in groups(services)):
        raise CaseError("Choose at least one group of cases.")
    folders = (CASES, *([folder(services.settings)] if OWN in given else []))
    wanted = _wanted(services, given)
    if not wanted:
        only = given.get("only", "").strip()
        raise CaseError(f"No chosen case has “{only}” in its name. Leave it empty to run all that you ticked.")
    return [case for case in load(folders) if case.id in wanted]


def _wanted(services: Services, given: Given) -> set[str]:
    """The ids of what is chosen."""
    only = given.get("only", "").strip()
    return {id_ for group in groups(services) if group.name in given for id_ in group.ids if only in id_}


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One run that was asked for."""

    name: str
    prompts: Path | None = None
    """The folder with other prompts; None for those of now."""


def planned(given: Given) -> list[Planned]:
    """One run, or two where there are prompts B.

    Raises:
        CaseError: the run has no name, or a folder is not there.
    """
    name = re.sub(r"[^\w .-]", "", given.get("name", "")).strip(" .")
    if not name:
        raise CaseError("Give the run a name, so that you can compare it later.")
    one, other = (_prompts(given.get(field, "")) for field in ("prompts", "prompts-b"))
    if other is None:
        return [Planned(name=name, prompts=one)]
    return [Planned(name=f"{name} A", prompts=one), Planned(name=f"{name} B", prompts=other)]


def _prompts(typed: str) -> Path | None:
    if not typed.strip():
        return None
    path = Path(typed.strip()).expanduser()
    if not path.is_dir():
        raise CaseError(f"There is no folder “{typed.strip()}”. Leave it empty to use the prompts of now.")
    return path


def run(services: Services, given: Given) -> Generator[str]:
    """Run what was asked for, one run after the other; a sentence for each step."""
    runs, cases, model = planned(given), chosen(services, given), _model(services, given)
    begun, ran, all_ = time.monotonic(), 0, len(cases) * len(runs)
    yield f"0 of {count(all_, 'reply', 'replies')} done. The first takes longest. If you stop, what is done is kept."
    for number, plan in enumerate(runs):
        engine = _engine(services, model, plan)
        try:
            for step in results.run(engine, cases, home(services) / f"{plan.name}.jsonl"):
                ran += 1
                done = number * len(cases) + step.done
                left = (time.monotonic() - begun) / ran * (all_ - done)
                yield f"{plan.name}: {done} of {count(all_, 'reply', 'replies')} done. {_about(left)}"
        finally:
            if engine.services is not services:
                engine.services.close()


def _about(seconds: float) -> str:
    if seconds < 60:
        return "Less than a minute left."
    return f"About {count(round(seconds / 60), 'minute')} left."


def finished(services: Services, given: Given) -> tuple[str, str] | None:
    """The two runs that were asked for at once, when both are whole."""
    try:
        runs = planned(given)
    except CaseError:
        return None
    paths = [home(services) / f"{plan.name}.jsonl" for plan in runs]
    wanted = _wanted(services, given)
    if len(runs) < 2 or not wanted or not all(path.is_file() for path in paths):
        return None
    whole = all(wanted <= {record["case"] for record in results.read(path)} for path in paths)
    return (runs[0].name, runs[1].name) if whole else None


def _model(services: Services, given: Given) -> str:
    """Who is to write the replies.

    Raises:
        CaseError: that is a model on another computer.
    """
    if given.get("engine", EMBEDDED) == EMBEDDED:
        return EMBEDDED
    if refused := no_model(services):
        raise CaseError(refused)
    return services.settings.model


def no_model(services: Services) -> str:
    """Why the language model of the settings cannot be run from the page; empty where it can."""
    model, url = services.settings.model, services.settings.model_url
    if model == EMBEDDED:
        return "None is set. Choose one under “Who writes the replies”."
    if not is_local(model, url):
        where = place(model, url)
        return (
            f"It is at {where}, not on this computer. The page sends no cases there; "
            f"`noticing eval run --engine {model} --send-to {where}` does."
        )
    return ""


def _engine(services: Services, model: str, plan: Planned) -> ProductEngine:
    """The product as it is, or another with that model and those prompts, which shares what is slow to load."""
    settings = services.settings
    if model == settings.model and plan.prompts is None:
        return ProductEngine(services)
    place_for = settings.home / "evals" / "other" / plan.name
    other = Library(replace(settings, model=model, prompts=plan.prompts or settings.prompts, home=place_for))
    other.encoder, other.parser, other.tagger = (
        services.library.encoder,
        services.library.parser,
        services.library.tagger,
    )
    return ProductEngine(Services(other.settings, other))
