"""A gate misses no case, no epoch and no flip, and its baseline changes only with a reason."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.framework import Framework
from evals import baseline, gate, results
from evals.results import Record
from evals.schema import HERE, CaseError
from evals.schema import load as load_cases
from tests.evals.test_core import changed, command, good
from tests.evals.test_prompts import Known, framework, ran

__all__ = ["framework", "good"]


def gated(tmp_path: Path, before: Sequence[Record], now: Sequence[Record], **wanted: Any) -> list[str]:
    (tmp_path / "b.json").write_text(json.dumps(gate.baseline_of(before)), encoding="utf-8")
    return gate.shortfalls(gate.Gate(baseline="b.json", **wanted), now, tmp_path)


def test_other_cases_of_the_same_number_are_short(tmp_path: Path, good: list[Record]) -> None:
    renamed = [*good[:3], {**good[3], "case": "c9"}]
    assert "Not run, though the baseline has them: c3." in gated(tmp_path, good, renamed)


def test_a_teams_own_cases_are_told_and_not_gated(tmp_path: Path, good: list[Record]) -> None:
    own = {**changed(good[0], no_praise=0.0), "case": "mine"}
    assert gated(tmp_path, good, [*good, own], least={"no_praise": 1.0}, passes=1) == []
    wanted = gate.Gate(baseline="b.json")
    assert gate.remarks(wanted, [*good, own], tmp_path) == ["Not gated, as the baseline does not have them: mine."]
    broken = {"case": "mine", "epoch": 1, "error": "X: gone"}
    assert gate.shortfalls(wanted, [*good, broken], tmp_path) == ["mine ended in an error: X: gone"]


def test_missing_epochs_are_short(framework: Framework, tmp_path: Path, good: list[Record]) -> None:
    twice = ran(Known(framework), tmp_path / "twice.jsonl", epochs=2)
    assert gated(tmp_path, twice, good) == [f"c{n} was run in 1 of 2 epochs." for n in range(4)]
    last = max(twice, key=lambda record: (record["epoch"], record["case"]))
    broken_off = [record for record in twice if record is not last]
    assert gated(tmp_path, good, broken_off) == ["c3 was run in 1 of 2 epochs."]
    assert gated(tmp_path, good, twice) == []


def test_a_scorer_that_measures_fewer_cases_is_short(tmp_path: Path, good: list[Record]) -> None:
    fewer = [changed(good[0], quotes_true=None), *good[1:]]
    assert gated(tmp_path, good, fewer) == ["quotes_true measured 3 cases, and 4 in the baseline."]


def test_a_case_that_passed_and_now_fails_is_short_even_where_the_mean_holds(
    tmp_path: Path, good: list[Record]
) -> None:
    before = [changed(good[0], disagrees=1.0), changed(good[1], disagrees=0.0), *good[2:]]
    now = [changed(good[0], disagrees=0.0), changed(good[1], disagrees=1.0), *good[2:]]
    flip = "c0 fails disagrees now (0.000), and passed it in the baseline (1.000)."
    assert gated(tmp_path, before, now) == [flip]
    assert gated(tmp_path, before, now, flips=1) == []
    assert gate.remarks(gate.Gate(baseline="b.json", flips=1), now, tmp_path) == [f"Allowed: {flip}"]
    both = [changed(record, disagrees=0.0, no_praise=0.0) for record in now]
    assert sum(" now (" in line for line in gated(tmp_path, before, both, flips=1)) == 7


def test_values_of_single_cases_are_kept_of_replies_alone(tmp_path: Path, good: list[Record]) -> None:
    read = changed({**good[0], "case": "reading/01", "scores": {}}, reading_actors_f1=0.8)
    found = gate.baseline_of([*good, read])
    assert found["means"]["reading_actors_f1"] == 0.8
    assert found["measured"]["reading_actors_f1"] == 1
    assert "reading_actors_f1" not in found["values"]
    assert found["values"]["no_praise"] == {f"c{n}": 1.0 for n in range(4)}


def test_a_baseline_of_an_earlier_version_still_loads(tmp_path: Path, good: list[Record]) -> None:
    old = {"cases": 4, "means": {"no_praise": 1.0}}
    (tmp_path / "old.json").write_text(json.dumps(old), encoding="utf-8")
    wanted = gate.Gate(baseline="old.json")
    assert gate.shortfalls(wanted, good, tmp_path) == []
    assert gate.remarks(wanted, good, tmp_path) == []
    assert gate.shortfalls(wanted, good[:3], tmp_path) == ["3 cases were run, and 4 are wanted."]


def test_a_baseline_is_kept_with_its_reason_and_the_log_says_so(tmp_path: Path, good: list[Record]) -> None:
    log = tmp_path / "LOG.md"
    log.write_text("# Log\n\n## Older\n\nText.\n", encoding="utf-8")
    baseline.keep(tmp_path / "b.json", good, "First\nreason.")
    baseline.keep(tmp_path / "b.json", good, "Second reason.")
    found = baseline.read(tmp_path / "b.json")
    first, second = f"- {found.date}: First reason.", f"- {found.date}: Second reason."
    assert found.why == "Second reason."
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", found.date)
    assert log.read_text(encoding="utf-8") == (
        f"# Log\n\n## Older\n\nText.\n\n## Changes of the baseline\n\n{second}\n{first}\n"
    )
    assert gate.shortfalls(gate.Gate(baseline="b.json"), good, tmp_path) == []


def test_the_log_keeps_what_comes_after_the_heading() -> None:
    log = f"# Log\n\n{baseline.HEADING}\n\n## Older\n"
    once = baseline.logged(log, "- one")
    assert once == f"# Log\n\n{baseline.HEADING}\n\n- one\n\n## Older\n"
    assert baseline.logged(once, "- two") == f"# Log\n\n{baseline.HEADING}\n\n- two\n- one\n\n## Older\n"


@pytest.mark.parametrize(
    ("pick", "why", "told"),
    [
        (lambda good: good, " ", "Say why"),
        (lambda good: [], "A reason.", "Nothing was run"),
        (lambda good: [*good, {"case": "c9", "epoch": 1, "error": "X: gone"}], "A reason.", "the first in c9"),
    ],
)
def test_what_is_no_baseline_is_refused(
    tmp_path: Path, good: list[Record], pick: Callable[[list[Record]], list[Record]], why: str, told: str
) -> None:
    with pytest.raises(CaseError, match=told):
        baseline.keep(tmp_path / "b.json", pick(good), why)
    assert not (tmp_path / "b.json").exists()


def test_the_projects_own_baseline_has_its_reason_in_the_log() -> None:
    kept = baseline.read(HERE / "baseline.json")
    changes = (HERE / baseline.LOG).read_text(encoding="utf-8").split(baseline.HEADING)[1]
    assert kept.why
    assert f"- {kept.date}: {kept.why}\n" in changes
    assert kept.epochs.keys() >= {case.id for case in load_cases()}


def test_the_command_gate_exits_with_1_and_keeps_only_with_a_reason(tmp_path: Path, good: list[Record]) -> None:
    (tmp_path / "none.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "gate.yaml").write_text("{baseline: b.json, least: {no_praise: 1.0}}", encoding="utf-8")
    results.rewrite(tmp_path / "bad.jsonl", [changed(record, no_praise=0.0) for record in good])
    given = ["--gate", str(tmp_path / "gate.yaml")]
    refused = command("gate", str(tmp_path / "good.jsonl"), *given, "--keep")
    assert (refused.returncode, "Say why" in refused.stderr) == (1, True)
    kept = command("gate", str(tmp_path / "good.jsonl"), *given, "--keep", "--why", "It is the first.")
    assert (kept.returncode, kept.stdout) == (0, "Nothing is short.\n")
    empty = command("gate", str(tmp_path / "none.jsonl"), *given)
    assert (empty.returncode, empty.stdout) == (1, "Nothing was run.\n")
    short = command("gate", str(tmp_path / "bad.jsonl"), *given)
    assert short.returncode == 1
    assert "no_praise is 0.000, and the least is 1.000." in short.stdout
