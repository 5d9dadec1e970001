"""Evaluation prompts: every scorer sees its sin, a broken run goes on, a comparison is paired, a gate says no."""

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from assistant import settings
from assistant.errors import NoticingError
from assistant.framework import Framework, load
from evals import gate, report, results, sins
from evals.comparing import compare, interval
from evals.engines import Outcome
from evals.schema import CASES, CaseError, EvalCase
from evals.schema import load as load_cases
from evals.scorers import SCORERS, score

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def framework() -> Framework:
    return load(settings.load({}).corpus_folder)


class Known:
    """An engine that answers every case with the same outcome, or fails."""

    def __init__(self, framework: Framework, *, sin: str = "", broken: str = "") -> None:
        self.name, self.framework, self._broken = "known", framework, broken
        self._commit = next((item.commit for item in sins.SINS if item.name == sin), lambda outcome: outcome)
        self.asked: list[str] = []

    def answer(self, case: EvalCase) -> Outcome:
        self.asked.append(case.id)
        if case.id == self._broken:
            raise NoticingError("The model is gone.")
        return self._commit(sins.good(self.framework))

    def facts(self) -> dict[str, object]:
        return {"engine": "known", "model": "none"}


def cases(number: int = 4) -> list[EvalCase]:
    return [sins.CASE.model_copy(update={"id": f"c{n}"}) for n in range(number)]


def ran(engine: Known, to: Path, number: int = 4, epochs: int = 1) -> list[results.Record]:
    # The sins' case has one earlier message, as its outcome has two replies.
    list(results.run(engine, cases(number), to, epochs=epochs))
    return results.read(to)


def test_a_good_reply_fails_nothing(framework: Framework) -> None:
    found = score(sins.CASE, sins.good(framework), framework)
    assert {name: each.value for name, each in found.items()} == dict.fromkeys(SCORERS, 1.0)


@pytest.mark.parametrize("sin", sins.SINS, ids=lambda sin: sin.name)
def test_every_sin_is_seen_by_its_scorer(framework: Framework, sin: sins.Sin) -> None:
    assert sin.seen_by in sins.failed(sin.commit(sins.good(framework)), framework, sin.case)


def test_every_scorer_has_its_sin_and_says_what_it_measures() -> None:
    assert {sin.seen_by for sin in sins.SINS} == set(SCORERS)
    assert all(len(report.explained(name)) > 30 for name in SCORERS)


def test_the_cases_are_many_and_of_many_kinds() -> None:
    found = load_cases()
    assert len(found) >= 60
    assert len({case.service for case in found}) >= 12
    assert len({case.style for case in found}) >= 8
    assert all(len(case.why.split()) >= 4 for case in found)
    counted = Counter(bool(case.expect.contradicts) for case in found)
    assert counted[True] >= 12


def test_what_is_expected_stands_in_the_notes() -> None:
    for case in load_cases():
        text = "\n".join((case.message, *(note.text for note in case.as_notes()))).lower()
        for words in case.expect.contradicts:
            assert words.lower() in text, case.id
        for names in case.expect.actors:
            assert any(name.lower() in text for name in names), case.id


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("- id: [", "YAML"),
        ("id: x", "not a list"),
        ("- id: x", "case x: why: Field required"),
        ("- {id: x, why: w, service: s, style: t, message: m, colour: red}", "colour"),
        ("- {id: x, why: w, service: s, style: t, message: m, gold: g, notes: [{title: t, text: u}]}", "keep one"),
        ("- &a {id: x, why: w, service: s, style: t, message: m}\n- *a", "case `x`"),
    ],
)
def test_a_wrong_file_is_told_with_its_case(tmp_path: Path, written: str, told: str) -> None:
    (tmp_path / "mine.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(CaseError, match="mine.yaml") as error:
        load_cases((tmp_path,))
    assert told in str(error.value)


def test_a_teams_cases_run_beside_ours(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("- {id: x, why: w, service: s, style: t, message: m}", encoding="utf-8")
    assert len(load_cases((CASES, tmp_path))) == len(load_cases()) + 1


def test_a_run_that_was_cut_off_goes_on_and_runs_nothing_twice(framework: Framework, tmp_path: Path) -> None:
    to = tmp_path / "r.jsonl"
    steps = results.run(Known(framework), cases(), to)
    next(steps)
    next(steps)
    steps.close()
    kept = len(results.read(to))
    assert 2 <= kept <= 4
    with to.open("a", encoding="utf-8") as file:
        file.write('{"case": "c9", "epo')  # as a crash leaves it
    engine = Known(framework)
    records = ran(engine, to)
    assert sorted(record["case"] for record in records) == ["c0", "c1", "c2", "c3"]
    assert len(engine.asked) == 4 - kept


def test_results_of_another_engine_are_not_mixed_in(framework: Framework, tmp_path: Path) -> None:
    to = tmp_path / "r.jsonl"
    ran(Known(framework), to)
    other = Known(framework)
    other.facts = lambda: {"engine": "known", "model": "another"}  # type: ignore[method-assign]
    with pytest.raises(CaseError, match="another engine"):
        ran(other, to)


def test_an_error_is_a_record_and_not_a_score(framework: Framework, tmp_path: Path) -> None:
    records = ran(Known(framework, broken="c2"), tmp_path / "r.jsonl")
    (broken,) = [record for record in records if "error" in record]
    assert "The model is gone." in broken["error"]
    assert "scores" not in broken
    assert "c2: NoticingError: The model is gone." in report.figures_text(records)


def test_a_comparison_shows_flips_first_and_how_sure_it_is(framework: Framework, tmp_path: Path) -> None:
    good = ran(Known(framework), tmp_path / "a.jsonl", 12)
    bad = ran(Known(framework, sin="flatters"), tmp_path / "b.jsonl", 12)
    found = compare(good, bad, ("before", "after"))
    assert {(flip.scorer, flip.better) for flip in found.flips} == {("no_praise", False)}
    praise = next(figure for figure in found.figures if figure.scorer == "no_praise")
    assert (praise.a, praise.b, praise.cases, praise.sure) == (1.0, 0.0, 12, True)
    assert all(not figure.sure for figure in found.figures if figure.scorer != "no_praise")
    text = report.comparison_text(found)
    assert text.index("c0, no_praise: fails now") < text.index("Figures")
    assert "## Cases that flipped: 12" in report.comparison_text(found, markdown=True)


def test_the_html_page_needs_nothing_else_and_escapes(framework: Framework, tmp_path: Path) -> None:
    good = ran(Known(framework), tmp_path / "a.jsonl")
    bad = [{**record, "talk": [{"message": "<img src=x>", "text": "<b>"}]} for record in good]
    page = report.comparison_html(compare(good, bad, ("a", "<b>")), good, bad)
    assert "<img" not in page
    assert "<b>" not in page
    assert "http" not in page
    assert page.count("<svg") == 1


def test_the_interval_is_wide_for_few_and_narrow_for_many() -> None:
    few, many = interval([1.0, -1.0, 1.0]), interval([1.0, 0.0] * 200)
    assert few[1] - few[0] > 1
    assert 0.4 < many[0] < 0.5 < many[1] < 0.6
    assert interval([0.0] * 9) == (0.0, 0.0)
    assert interval([1.0, 0.5]) == interval([1.0, 0.5])


def test_a_gate_names_what_is_short(framework: Framework, tmp_path: Path) -> None:
    records = ran(Known(framework), tmp_path / "r.jsonl")
    wanted = gate.Gate(least={"no_praise": 1.0}, cases=4)
    assert gate.shortfalls(wanted, records, tmp_path) == []
    assert gate.shortfalls(wanted, [], tmp_path) == ["Nothing was run."]
    assert gate.shortfalls(wanted, records[:3], tmp_path) == ["3 cases were run, and 4 are wanted."]
    assert gate.shortfalls(gate.Gate(least={"unheard": 0.5}), records, tmp_path) == [
        "unheard measured nothing, and the least is 0.500."
    ]
    broken = [*records[:3], {"case": "c3", "epoch": 1, "error": "X: gone"}]
    assert gate.shortfalls(wanted, broken, tmp_path) == ["c3 ended in an error: X: gone"]
    bad = ran(Known(framework, sin="flatters"), tmp_path / "bad.jsonl")
    assert gate.shortfalls(wanted, bad, tmp_path) == ["no_praise is 0.000, and the least is 1.000."]


def test_a_baseline_holds_until_it_is_changed_on_purpose(framework: Framework, tmp_path: Path) -> None:
    good = ran(Known(framework), tmp_path / "r.jsonl")
    (tmp_path / "baseline.json").write_text(json.dumps(gate.baseline_of(good)), encoding="utf-8")
    wanted = gate.Gate(baseline="baseline.json")
    assert gate.shortfalls(wanted, good, tmp_path) == []
    bad = ran(Known(framework, sin="flatters"), tmp_path / "bad.jsonl")
    assert gate.shortfalls(wanted, bad, tmp_path) == [
        "no_praise is 0.000, and the baseline is 1.000.",
        *(f"c{n} fails no_praise now (0.000), and passed it in the baseline (1.000)." for n in range(4)),
    ]
    with pytest.raises(CaseError, match="cannot be read"):
        gate.shortfalls(gate.Gate(baseline="none.json"), good, tmp_path)


def test_k_of_n_runs_of_a_case(framework: Framework, tmp_path: Path) -> None:
    good = ran(Known(framework), tmp_path / "a.jsonl", 2, epochs=2)
    bad = ran(Known(framework, sin="leads"), tmp_path / "b.jsonl", 2, epochs=2)
    mixed = [good[0], *(record for record in bad if record["epoch"] == 2 and record["case"] == good[0]["case"])]
    assert gate.shortfalls(gate.Gate(passes=2), good, tmp_path) == []
    assert gate.shortfalls(gate.Gate(passes=1), mixed, tmp_path) == []
    assert gate.shortfalls(gate.Gate(passes=2), mixed, tmp_path) == ["c0 passed in 1 of 2 runs, and 2 are wanted."]


def test_a_killed_run_loses_nothing(tmp_path: Path) -> None:
    to = tmp_path / "killed.jsonl"
    command = [sys.executable, "-m", "assistant", "eval", "run", "--to", str(to), "--only", "no-"]
    first = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 120
    while time.monotonic() < until and not (to.exists() and to.stat().st_size):
        time.sleep(0.05)
    first.kill()
    first.wait()
    before = results.read(to)
    assert before
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    records = results.read(to)
    names = sorted(record["case"] for record in records)
    assert names == sorted(case.id for case in load_cases() if "no-" in case.id)
    assert done.stderr.count(" of ") == len(names) - len(before)


def test_the_product_passes_its_own_gate(tmp_path: Path) -> None:
    to = tmp_path / "own.jsonl"
    command = [sys.executable, "-m", "assistant", "eval"]
    subprocess.run([*command, "run", "--to", str(to), "--parallel", "2"], cwd=ROOT, capture_output=True, check=True)
    found = subprocess.run([*command, "gate", str(to)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "Nothing is short.\n"), (
        "see evals/LOG.md before changing the baseline"
    )
