"""Evaluate on the page: a run, a comparison, and ratings that do not tell whose reply is whose."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.services import Services
from assistant.settings import Settings
from assistant.ui import actions
from assistant.ui.state import Page
from evals import results
from evals.page import EVALUATE
from evals.rating import Pair, agreement
from tests.evals.test_prompts import Known, cases, framework

__all__ = ["framework"]


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return Services(Settings(home=tmp_path / "home"))


def run(services: Services, engine: Any, name: str) -> None:
    list(results.run(engine, cases(2), services.settings.home / "evals" / "results" / f"{name}.jsonl"))


def after(services: Services, **given: str) -> Page:
    page = Page(case="c", view="evaluate")
    return list(actions.act(services, page, {"do": "extra", **given}))[-1].page


def shown(services: Services, page: Page) -> str:
    return EVALUATE.view(services, dict(page.extra))


def test_the_view_is_offered_and_begins_with_a_form(services: Services) -> None:
    assert after(services, step="x").view == "evaluate"
    view = EVALUATE.view(services, {})
    assert 'data-step="run"' in view
    assert "Compare" not in view


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": " "}, "a name"),
        ({"name": "x", "only": "zzz", "cases-from-changes": "on"}, "zzz"),
        ({"name": "x", "prompts": "/no"}, "/no"),
        ({"name": "x", "prompts-b": "/no"}, "/no"),
        ({"name": "x"}, "Choose at least one group"),
        ({"name": "x", "cases-from-changes": "on", "engine": "model"}, "None is set"),
    ],
)
def test_what_cannot_be_run_is_told(services: Services, given: dict[str, str], told: str) -> None:
    assert told in after(services, step="run", **given).problem_at("view")


def test_runs_are_compared_with_the_flipped_cases_first(services: Services, framework: Any) -> None:
    run(services, Known(framework), "before")
    run(services, Known(framework, sin="flatters"), "after")
    view = shown(services, after(services, step="results", a="before", b="after"))
    assert "c0</strong>, no_praise: fails now" in view
    assert view.index("fails now") < view.index("Figures")
    assert "Great work on the form." in view


def test_a_rating_hides_whose_reply_is_whose_and_is_kept_once(services: Services, framework: Any) -> None:
    run(services, Known(framework), "before")
    run(services, Known(framework, sin="flatters"), "after")
    page = after(services, step="compare", a="before", b="after")
    asked = shown(services, page)
    assert "This reply" in asked
    left = asked.split("This reply")[1].split("That reply")[0]
    first = {"step": "rate", "a": "before", "b": "after", "case": "c0", "epoch": "1", "number": "0", "choice": "left"}
    page = after(services, **first)
    after(services, **first)  # a second click
    (kept,) = (services.settings.home / "evals" / "ratings.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(kept)["better"] == ("after" if "Great work" in left else "before")
    assert "1 rating: " in shown(services, after(services, step="results", a="before", b="after"))


def test_the_sides_are_shuffled() -> None:
    def pair(number: int) -> Pair:
        return Pair(case=f"c{number}", epoch=1, before=(), message="m", replies={"a": "x", "b": "y"})

    assert {pair(number).sides() for number in range(20)} == {("a", "b"), ("b", "a")}
    assert pair(1).sides() == pair(1).sides()


def test_agreement_is_over_pairs_that_were_rated_twice() -> None:
    assert agreement([["a"]]) is None
    found = agreement([["a", "a", "b"]])
    assert found
    assert found.share == pytest.approx(1 / 3)


def test_nothing_comes_through_unescaped(services: Services) -> None:
    evil = "<img src=x onerror=alert(1)>"
    assert "<img" not in EVALUATE.view(services, {"step": "run", "name": evil, "only": evil, "prompts": evil})
