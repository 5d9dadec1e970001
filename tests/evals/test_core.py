"""The core of an evaluation: what is run again, what a result depends on, what a gate and a comparison do not miss."""

import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from assistant import settings
from assistant.domain import Note, Reading, Reply
from assistant.framework import Framework
from evals import commands, engines, results, running, sins, suites
from evals.comparing import EVERY, compare
from evals.engines import Outcome, ProductEngine
from evals.results import Record
from evals.schema import CaseError, EvalCase
from evals.schema import load as load_cases
from tests.evals.test_prompts import ROOT, Known, cases, framework, ran

__all__ = ["framework"]
CASE = "{id: x, why: w, service: s, style: t, message: m"


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "assistant", "eval", *arguments]
    return subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)


def changed(record: Record, **scores: float | None) -> Record:
    """The record with other values of some scorers."""
    made = {name: {"value": value, "evidence": ""} for name, value in scores.items()}
    return {**record, "scores": {**record["scores"], **made}}


@pytest.fixture
def good(framework: Framework, tmp_path: Path) -> list[Record]:
    return ran(Known(framework), tmp_path / "good.jsonl")


# What is run again


def test_what_ended_in_an_error_is_run_again_and_what_did_not_is_not(framework: Framework, tmp_path: Path) -> None:
    to = tmp_path / "r.jsonl"
    ran(Known(framework, broken="c2"), to)
    engine = Known(framework)
    records = ran(engine, to)
    assert engine.asked == ["c2"]
    assert len(records) == 4
    assert not any("error" in record for record in records)


@pytest.mark.parametrize(
    "change",
    [
        {"message": "Another message."},
        {"talk": ("Another talk.",)},
        {"expect": sins.CASE.expect.model_copy(update={"danger": True})},
        {"equal": ("dialect",)},
        {"notes": (sins.CASE.notes[0].model_copy(update={"title": "Another title"}), *sins.CASE.notes[1:])},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_case_is_run_again(framework: Framework, tmp_path: Path, change: dict[str, Any]) -> None:
    to, engine, given = tmp_path / "r.jsonl", Known(framework), cases(2)
    list(results.run(engine, given, to))
    other = given[1].model_copy(update=change)
    list(results.run(engine, [given[0], other], to))
    assert engine.asked == ["c0", "c1", "c1"]
    hashes = {record["case"]: record["case_hash"] for record in results.read(to)}
    assert hashes == {"c0": given[0].digest(), "c1": other.digest()}
    assert len(results.read(to)) == 2


def test_a_reason_alone_changes_no_result(framework: Framework) -> None:
    assert sins.CASE.model_copy(update={"why": "Another reason."}).digest() == sins.CASE.digest()


def test_another_seed_is_run_again_and_other_cases_stay(framework: Framework, tmp_path: Path) -> None:
    to, engine = tmp_path / "r.jsonl", Known(framework)
    list(results.run(engine, cases(3), to))
    list(results.run(engine, cases(2), to, seed=7))
    assert {record["case"]: record["seed"] for record in results.read(to)} == {"c0": 7, "c1": 7, "c2": 0}
    assert len(engine.asked) == 5


def test_a_record_of_an_earlier_version_is_of_an_unknown_text(framework: Framework, tmp_path: Path) -> None:
    to = tmp_path / "r.jsonl"
    old = ran(Known(framework), to)
    for record in old:
        del record["case_hash"]
    results.rewrite(to, old)
    engine = Known(framework)
    assert len(ran(engine, to)) == len(engine.asked) == 4


def test_a_run_that_cannot_begin_leaves_the_file_as_it_was(
    framework: Framework, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = tmp_path / "r.jsonl"
    ran(Known(framework), to)
    before = to.read_bytes()

    def full(self: Path, *given: Any, **named: Any) -> int:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space"):
        next(results.run(Known(framework), cases(9), to))
    assert to.read_bytes() == before


class Odd(Known):
    """Raises what no part of the product raises, while answering or so that scoring fails."""

    def answer(self, case: EvalCase) -> Outcome:
        if case.id == "c1":
            raise ZeroDivisionError("odd")
        outcome = super().answer(case)
        return replace(outcome, replies=()) if case.id == "c2" else outcome


def test_no_exception_of_one_case_stops_the_others(framework: Framework, tmp_path: Path) -> None:
    records = {record["case"]: record for record in ran(Odd(framework), tmp_path / "r.jsonl")}
    assert records["c1"]["error"] == "ZeroDivisionError: odd"
    assert records["c2"]["error"].startswith("IndexError: ")
    assert {case for case, record in records.items() if "scores" in record} == {"c0", "c3"}


def test_an_interrupt_passes(framework: Framework) -> None:
    engine = Known(framework)

    def interrupted(case: EvalCase) -> Outcome:
        raise KeyboardInterrupt

    engine.answer = interrupted  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        results.run_case(engine, cases(1)[0])


def test_records_that_are_added_again_take_the_place_of_the_old(tmp_path: Path, good: list[Record]) -> None:
    to = tmp_path / "good.jsonl"
    results.add(to, [{**good[0], "seconds": 9.0}, {**good[0], "case": "reading/x"}])
    assert sorted(record["case"] for record in results.read(to)) == ["c0", "c1", "c2", "c3", "reading/x"]
    assert [record["seconds"] for record in results.read(to) if record["case"] == "c0"] == [9.0]


# What a result depends on


class Library:
    """Reads nothing and is quick about it."""

    def read(self, notes: tuple[Note, ...]) -> Reading:
        return Reading(engine="none")


class Parrot:
    """In place of the product's services: keeps what it was asked, and answers the same."""

    def __init__(self, framework: Framework, corpus: Path | None = None, model: str = "embedded") -> None:
        self.framework, self.library = framework, Library()
        given = settings.load({})
        self.settings = SimpleNamespace(
            model=model,
            prompts_folders=given.prompts_folders,
            corpus_folder=corpus or given.corpus_folder,
            embedding_model="packaged",
            model_temperature=0.0,
        )
        self.asked: list[tuple[tuple[Note, ...], str, Sequence[str]]] = []

    def close(self) -> None:
        """Holds nothing open."""

    def ask(self, notes: tuple[Note, ...], message: str, *, talk: Sequence[str], allowed: str) -> list[Any]:
        self.asked.append((notes, message, talk))
        return [
            SimpleNamespace(reply=Reply(engine="embedded", observations=(), question="", lens=""))
            for _ in (*talk, message)
        ]


def parrot(framework: Framework, corpus: Path | None = None, model: str = "embedded") -> tuple[ProductEngine, Parrot]:
    services = Parrot(framework, corpus, model)
    return ProductEngine(services), services  # type: ignore[arg-type]  # the parts of them that an engine uses


def test_another_lexicon_is_another_reading(framework: Framework, tmp_path: Path) -> None:
    engine, _ = parrot(framework)
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "object.txt").write_text("stapler\n", encoding="utf-8")
    other, _ = parrot(framework, tmp_path)
    one, two = engine.facts()["reading"], other.facts()["reading"]
    assert isinstance(one, dict)
    assert isinstance(two, dict)
    assert one.keys() == {"tagger", "tables", "words", "lexicon"}
    assert {name for name in one if one[name] != two[name]} == {"lexicon"}
    to = tmp_path / "r.jsonl"
    list(results.run(engine, cases(1), to))
    with pytest.raises(CaseError, match="another reading"):
        list(results.run(other, cases(1), to))


def test_facts_say_how_many_passages_a_turn_has(framework: Framework, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "PASSAGES_PER_TURN", 3)
    found = parrot(framework)[0].facts()["index"]
    assert found == {"embedding": "packaged", "passages": 3}


def test_timings_are_told_apart(framework: Framework) -> None:
    record = results.run_case(parrot(framework)[0], cases(1)[0])
    assert record["seconds"] >= record["reading_seconds"] + record["replies_seconds"] - 0.002
    assert min(record["reading_seconds"], record["replies_seconds"]) >= 0


def test_an_exchange_goes_through_titles_talk_and_all_names(framework: Framework) -> None:
    engine, services = parrot(framework)
    case = EvalCase.model_validate(
        {
            "id": "x",
            "why": "w",
            "service": "s",
            "style": "t",
            "notes": [{"title": "Anna and her rota", "text": "Tom saw the rota."}],
            "talk": ["Susan told him."],
            "message": "And Brian?",
            "equal": ["names", "gender"],
        }
    )
    engine.answer(case)
    _, named, gendered = services.asked
    ((note,), message, talk) = named
    said = " ".join((note.title, note.text, *talk, message))
    assert not re.search("Anna|Tom|Susan|Brian", said)
    assert note.title.endswith(" and her rota")
    assert (gendered[0][0].title, gendered[2]) == ("Anna and his rota", ["Susan told her."])


# Cases from files


def test_files_are_read_like_uploads(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "2025-02-03 diary.md").write_text("# Diary\n\nThe rota came at six.", encoding="utf-8")
    (tmp_path / "later.html").write_text("<html><title>Call</title><p>The line was dead.</p></html>", encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(
        f'- {CASE}, files: [later.html, "notes/2025-02-03 diary.md"]}}', encoding="utf-8"
    )
    (case,) = load_cases((tmp_path,))
    first, second = case.as_notes()
    assert (first.title, str(first.date), first.filename) == ("Diary", "2025-02-03", "2025-02-03 diary.md")
    assert "The line was dead." in second.text
    assert "<p>" not in second.text
    assert {first.id, second.id} == {"x-1", "x-2"}
    assert case.model_copy(update={"id": "y"}).as_notes()[0].text == first.text
    before = case.digest()
    (tmp_path / "later.html").write_text("<html><p>The line was alive.</p></html>", encoding="utf-8")
    assert load_cases((tmp_path,))[0].digest() != before


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("files: [none.md]", 'There is no file "none.md"'),
        ("files: [mine.yaml]", '"mine.yaml" was not read'),
        ("files: none.md", "files"),
        ("files: [a.md], notes: [{title: t, text: u}]", "has `notes` and `files`; keep one"),
        ("files: [a.md], gold: dev/01", "has `files` and `gold`; keep one"),
        ("gold: dev/none", "no annotated case `dev/none`"),
        ("_read: []", "_read"),
    ],
)
def test_a_wrong_source_is_told_with_its_case(tmp_path: Path, source: str, told: str) -> None:
    (tmp_path / "mine.yaml").write_text(f"- {CASE}, {source}}}", encoding="utf-8")
    with pytest.raises(CaseError, match="case x: ") as error:
        load_cases((tmp_path,))
    assert told in str(error.value)
    assert "mine.yaml" in str(error.value)
    assert "Value error" not in str(error.value)


# Comparing


def test_an_error_in_one_of_two_runs_is_a_flip(framework: Framework, tmp_path: Path, good: list[Record]) -> None:
    broken = ran(Known(framework, broken="c2"), tmp_path / "b.jsonl")
    (worse,) = compare(good, broken).flips
    assert (worse.case, worse.scorer, worse.better, worse.how) == ("c2", EVERY, False, "error")
    assert worse.evidence == "ended in an error: NoticingError: The model is gone."
    (better,) = compare(broken, good).flips
    assert (better.case, better.better, better.how) == ("c2", True, "error")
    assert compare(broken, broken).flips == ()


def test_what_is_no_longer_measured_is_a_flip(good: list[Record]) -> None:
    fewer = [changed(good[0], quotes_true=None), *good[1:]]
    (worse,) = compare(good, fewer).flips
    assert (worse.case, worse.scorer, worse.better, worse.how) == ("c0", "quotes_true", False, "measured")
    assert worse.evidence == "no longer measured"
    (better,) = compare(fewer, good).flips
    assert (better.better, better.how) == (True, "measured")
    assert better.evidence.startswith("not measured before; ")
    nothing = [changed(record, quotes_true=None) for record in good]
    assert len(compare(good, nothing).flips) == len(compare(nothing, good).flips) == 4
    failing = [changed(good[0], quotes_true=0.0), *good[1:]]
    assert not compare(fewer, failing).flips[0].better


def test_what_was_not_asked_for_in_one_run_is_no_flip(good: list[Record]) -> None:
    """A judge that was not asked, a language model that was not set, a scorer that A did not have yet."""
    other = [changed(record, judged=0.9, written_by_model=None, new=0.0) for record in good]
    assert compare(good, other).flips == ()
    assert compare([changed(record, new=None) for record in other], good).flips == ()


# Several engines, and the command


def test_each_engine_has_its_own_file() -> None:
    to = Path("out/r.jsonl")
    assert running.targets(to, ["embedded", "embedded"]) == {"embedded": to}
    assert running.targets(to, ["embedded", "openai:tiny@http://127.0.0.1:8080/v1"]) == {
        "embedded": Path("out/r-embedded.jsonl"),
        "openai:tiny@http://127.0.0.1:8080/v1": Path("out/r-openai-tiny-http-127.0.0.1-8080-v1.jsonl"),
    }
    with pytest.raises(CaseError, match="the same file"):
        running.targets(to, ["a:b", "a-b"])


def test_two_runs_are_the_same_and_say_how_long_they_take(tmp_path: Path) -> None:
    files = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    found = [command("run", "--to", str(file), "--only", "inject-") for file in files]
    one, other = ({record["case"]: record["scores"] for record in results.read(file)} for file in files)
    assert len(one) == 4
    assert one == other
    for run in found:
        assert run.returncode == 0, run.stderr
        told = re.findall(r"^(\d+) of (\d+): \S+ \(about \d+:\d\d:\d\d left\)$", run.stderr, re.MULTILINE)
        assert told == [(str(n), str(len(one))) for n in range(1, len(one) + 1)]


def test_the_command_takes_several_engines(
    framework: Framework, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def product(name: str, home: Path, given: settings.Settings, *, allowed: str) -> ProductEngine:
        return parrot(framework, model=name)[0]

    monkeypatch.setattr(running, "product", product)
    given = ["--engine", "embedded", "--engine", "openai:tiny@http://127.0.0.1:9/v1", "--only", "-wanted"]
    done = CliRunner().invoke(commands.app, ["run", "--to", str(tmp_path / "r.jsonl"), *given])
    assert done.exit_code == 0, done.output
    files = sorted(path.name for path in tmp_path.glob("*.jsonl"))
    assert files == ["r-embedded.jsonl", "r-openai-tiny-http-127.0.0.1-9-v1.jsonl"]
    assert [len(results.read(tmp_path / name)) for name in files] == [5, 5]
    assert [results.read(tmp_path / name)[0]["model"] for name in files] == given[1:4:2]
    assert done.stdout.index("embedded, in “") < done.stdout.index("openai:tiny@http://127.0.0.1:9/v1, in “")


def test_annotated_cases_that_fail_are_errors_and_no_end(framework: Framework) -> None:
    engine, services = parrot(framework)

    def odd(notes: tuple[Note, ...]) -> Reading:
        raise RecursionError("odd")

    services.library.read = odd  # type: ignore[method-assign]
    records = list(suites._read(engine))
    assert len(records) == 18
    assert {record["error"] for record in records} == {"RecursionError: odd"}
