"""Inspect shows the same talks and the same scores; it is an extra, so its absence is told."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.evals.test_prompts import Known, cases, framework, ran

__all__ = ["framework"]
ROOT = Path(__file__).parents[2]
HERE = importlib.util.find_spec("inspect_ai") is not None


@pytest.mark.skipif(not HERE, reason="the extra `evals` is not installed")
def test_inspect_takes_every_talk_with_its_scores(framework: object, tmp_path: Path) -> None:
    to = tmp_path / "r.jsonl"
    ran(Known(framework, sin="flatters"), to)  # type: ignore[arg-type]  # the fixture of the other module
    # A process of its own: Inspect starts threads and an event loop, and warns of its own libraries.
    code = (
        "import sys; from pathlib import Path; from evals import results; from evals.inspect_log import log; "
        "from inspect_ai.log import read_eval_log; found = read_eval_log(str(log(results.read(Path(sys.argv[1])), "
        "Path(sys.argv[2])))); scores = {s.name: s.metrics['mean'].value for s in found.results.scores}; "
        "print(len(found.samples), scores['no_praise'], scores['no_advice'], "
        "found.samples[0].messages[-1].text)"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, str(to), str(tmp_path / "log")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert made.stdout.startswith(f"{len(cases())} 0.0 1.0 ")
    assert "What has the form made easier, and for whom?" in made.stdout


@pytest.mark.skipif(not HERE, reason="the extra `evals` is not installed")
def test_inspect_runs_an_engine_over_the_cases_with_our_scorers_and_a_judge(tmp_path: Path) -> None:
    code = (
        "import sys; from inspect_ai import eval; from inspect_ai.model import get_model; "
        "from assistant import settings; from assistant.framework import load; "
        "from assistant.responders.scripted import ScriptedChatModel; from evals.inspect_log import task_of; "
        "from tests.evals.test_prompts import Known, cases; "
        'scripted = ScriptedChatModel(answers=[\'{"grade": 4, "why": "x"}\'] * 4); '
        "judge = get_model('noticing-judge/tiny', memoize=False, connected=scripted); "
        "engine = Known(load(settings.load({}).corpus_folder), sin='flatters'); "
        "(log,) = eval(task_of(engine, cases(2), judge=judge, times=2), model='mockllm/model', log_dir=sys.argv[1], "
        "display='none'); scores = {s.name: s.metrics['mean'].value for s in log.results.scores}; "
        "print(log.status, len(log.samples), scores['no_praise'], scores['no_advice'], scores['judged'], "
        "log.samples[0].messages[-1].text)"
    )
    made = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "log")], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert made.stdout.startswith("success 2 0.0 1.0 0.75 ")
    assert "What has the form made easier, and for whom?" in made.stdout


@pytest.mark.skipif(not HERE, reason="the extra `evals` is not installed")
def test_the_task_of_inspect_runs_the_product(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "inspect_ai", "eval", "evals/inspect_log.py", "--model", "mockllm/model"]
    command += ["-T", "only=short-note", "--log-dir", str(tmp_path), "--log-format", "json", "--display", "plain"]
    subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    (written,) = tmp_path.glob("*.json")
    assert '"status": "success"' in written.read_text(encoding="utf-8")
    assert "quotes_true" in written.read_text(encoding="utf-8")


@pytest.mark.skipif(HERE, reason="the extra `evals` is installed")
def test_without_the_extra_the_command_is_told(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text("", encoding="utf-8")
    command = [sys.executable, "-m", "assistant", "eval", "view", str(tmp_path / "r.jsonl")]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 1
    assert "pip install 'noticing[evals]'" in found.stderr
