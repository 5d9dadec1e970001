"""A judging model: its word is read strictly, its noise is measured, and it decides nothing alone."""

from pathlib import Path

import pytest

from assistant.responders.scripted import ScriptedChatModel
from evals import gate, report, results
from evals.judge import judge, noise, noise_text, verdict
from evals.schema import CaseError
from tests.evals.test_prompts import Known, framework, ran

__all__ = ["framework"]


def graded(*grades: object) -> ScriptedChatModel:
    return ScriptedChatModel(answers=[f'{{"grade": {grade}, "why": "It quotes the form."}}' for grade in grades])


@pytest.mark.parametrize(
    ("answer", "grade"),
    [
        ('{"grade": 4, "why": "It points at the form."}', 4),
        ('```json\n{"why": "x", "grade": "2"}\n```', 2),
        ("Grade: 5", 5),
        ('{"grade": 7, "why": "x"}', None),
        ('{"grade": 4.5}', None),
        ("a grade: 1-5", None),
        ("I would say four.", None),
        ("", None),
    ],
)
def test_only_a_grade_is_taken_for_one(answer: str, grade: int | None) -> None:
    assert verdict(answer).grade == grade


def test_each_reply_is_judged_several_times_with_all_grades_as_evidence(framework: object, tmp_path: Path) -> None:
    to = tmp_path / "r.jsonl"
    ran(Known(framework), to, 2)  # type: ignore[arg-type]  # the fixture of the other module
    model = graded(4, 4, 5, 4, 3, 1, 2, 1, 1, 1)
    assert list(judge(model, "tiny", to)) == [(1, 2), (2, 2)]
    first, second = results.read(to)
    assert first["judge"] == {"model": "tiny", "prompt": 1, "times": 5, "grades": [4, 4, 5, 4, 3]}
    assert first["scores"]["judged"] == {"value": 0.75, "evidence": "grades 4, 4, 5, 4, 3: It quotes the form."}
    assert second["scores"]["judged"]["value"] == 0.05
    assert "What has the form made easier" in str(model.sent[0])
    assert "agreement with itself is 0.9" in noise_text([first, second])


def test_a_judge_that_broke_off_goes_on_where_it_was(framework: object, tmp_path: Path) -> None:
    to = tmp_path / "r.jsonl"
    ran(Known(framework), to, 2)  # type: ignore[arg-type]
    broken = ScriptedChatModel(answers=['{"grade": 3}', '{"grade": 3}', ConnectionError("gone")])
    with pytest.raises(CaseError, match="did not answer"):
        list(judge(broken, "tiny", to, times=2))
    whole = graded(2, 2)
    list(judge(whole, "tiny", to, times=2))
    assert [record["judge"]["grades"] for record in results.read(to)] == [[3, 3], [2, 2]]
    assert len(whole.sent) == 2


def test_noise_is_none_where_all_grades_of_a_reply_agree_and_whole_where_only_chance_speaks() -> None:
    sure = [{"judge": {"model": "m", "grades": [n] * 5}} for n in (1, 3, 5)]
    chance = [{"judge": {"model": "m", "grades": [1, 5, 1, 5, 3]}} for _ in range(3)]
    found, other = noise(sure), noise(chance)
    assert found
    assert (found.within, found.agreement) == (0.0, 1.0)
    assert other
    assert (other.between, other.agreement) == (0.0, 0.0)
    assert noise([{"case": "x"}]) is None


def test_answers_that_are_no_grade_are_counted_and_not_graded(framework: object, tmp_path: Path) -> None:
    to = tmp_path / "r.jsonl"
    ran(Known(framework), to, 1)  # type: ignore[arg-type]
    list(judge(ScriptedChatModel(answers=["Great reply!"]), "tiny", to))
    (record,) = results.read(to)
    assert record["scores"]["judged"]["value"] is None
    assert noise_text([record]) == ""


def test_the_judge_alone_is_no_gate_and_no_baseline(framework: object, tmp_path: Path) -> None:
    to = tmp_path / "r.jsonl"
    ran(Known(framework), to, 2)  # type: ignore[arg-type]
    list(judge(graded(1), "tiny", to))
    records = results.read(to)
    assert "judged" not in gate.baseline_of(records)["means"]
    assert results.passes(records) == {"c0": (1, 1), "c1": (1, 1)}
    (tmp_path / "gate.yaml").write_text("least: {judged: 0.5}", encoding="utf-8")
    with pytest.raises(CaseError, match="alone"):
        gate.load(tmp_path / "gate.yaml")
    assert "judged" in report.figures_text(records)
