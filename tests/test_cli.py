"""The commands as a person or a program uses them: exit codes, plain sentences, the JSON contracts."""

import json
from pathlib import Path

import pytest

from assistant import cli
from assistant.services import Services
from assistant.services.library import Library
from assistant.settings import Settings


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(Settings(home=tmp_path_factory.mktemp("library")))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, with the models loaded once for all tests."""
    monkeypatch.setattr(cli, "_services", lambda: Services(Settings(home=tmp_path / "home"), library))
    return tmp_path / "home"


@pytest.fixture
def notes(tmp_path: Path) -> list[Path]:
    texts = {
        "2025-02-11-diary.txt": "The referral form has one box. Because of the form Mrs Field rang three times.",
        "2025-03-12-log.md": "# Log\n\nThe key safe was empty, so the carer could not get in. Mrs Field waited.",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [tmp_path / name for name in texts]


def run(*arguments: object) -> int:
    return cli.main([str(item) for item in arguments])


def test_read_explains_an_actor(notes: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", *notes, "--explain", "the form") == 0
    shown = capsys.readouterr().out
    assert "referral form" in shown
    assert "It makes a difference" in shown
    assert run("read", *notes, "--explain", "the form", "--json") == 0
    assert {"name", "verdicts", "places"} <= json.loads(capsys.readouterr().out).keys()
    assert run("read", *notes, "--explain", "harpsichord") == 1
    assert 'No actor in these notes goes by "harpsichord"' in capsys.readouterr().err


def test_a_case_is_read_and_explained_with_its_corrections(
    notes: list[Path], home: Path, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("add", "Hub", *notes) == 0
    services = Services(Settings(home=home), library)
    services.correct(services.case("Hub").id, "referral form", "kind", "rule")
    services.correct(services.case("Hub").id, "key safe", "reject")
    capsys.readouterr()
    assert run("read", "--case", "Hub") == 0
    shown = capsys.readouterr().out
    assert "referral form (rule" in shown
    assert "key safe (" not in shown
    assert run("read", "--case", "Hub", "--explain", "the form") == 0
    assert "It is of the kind rule: 100% likely.\n- You said so." in capsys.readouterr().out
    assert run("read", "--case", "Hub", "--explain", "key safe") == 0
    assert "Not said: it takes part.\n- You said so." in capsys.readouterr().out


def test_read_prints_the_contract(notes: list[Path], home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", "--json", *notes) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"engine", "notes", "actors", "relations", "changes", "silent_kinds"} <= found.keys()
    assert [(item["id"], item["date"]) for item in found["notes"]] == [
        ("2025-02-11-diary.txt", "2025-02-11"),
        ("2025-03-12-log.md", "2025-03-12"),
    ]
    texts = {path.name: path.read_text(encoding="utf-8") for path in notes}
    for actor in found["actors"]:
        assert {"name", "aliases", "human", "kind", "acts", "overlooked", "why", "quotes", "mentions"} <= actor.keys()
        for place in actor["mentions"]:
            assert texts[place["note"]][place["start"] : place["end"]].strip()
        for quote in actor["quotes"]:
            assert any(quote in text for text in texts.values())
    assert "referral form" in {actor["name"] for actor in found["actors"]}
    assert not home.exists()


def test_read_for_people(notes: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("read", *notes) == 0
    shown = capsys.readouterr().out
    assert "2 notes" in shown
    assert "NO NOTE MENTIONS" in shown


def test_add_search_export_erase(notes: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", "Hub", *notes) == 0
    assert "added as “Diary”, 11 February 2025" in capsys.readouterr().out
    assert run("cases", "--json") == 0
    (case,) = json.loads(capsys.readouterr().out)
    assert (case["name"], case["notes"]) == ("Hub", 2)
    assert run("search", "hub", "key safe", "--k", "1", "--json") == 0
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    assert hit.keys() == {"note", "start", "end", "text", "score"}
    assert hit["note"] == "2025-03-12-log.md"
    assert run("export", "Hub", "--format", "json", "--to", tmp_path / "hub.json") == 0
    assert len(json.loads((tmp_path / "hub.json").read_text(encoding="utf-8"))["notes"]) == 2
    assert run("erase", "Hub", "--note", "2025-02-11-diary.txt", "--yes") == 0
    assert run("erase", "Hub", "--yes") == 0
    capsys.readouterr()
    assert run("cases") == 0
    assert "There are no cases yet." in capsys.readouterr().out


def test_a_bad_file_is_told_and_the_others_go_on(
    notes: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "scan.docx"
    bad.write_bytes(b"PK\x03\x04cut")
    assert run("add", "Hub", notes[0], bad, tmp_path / "missing.txt", notes[1]) == 1
    shown = capsys.readouterr()
    assert shown.out.count("added as") == 2
    assert "scan.docx" in shown.err
    assert "missing.txt" in shown.err
    assert "Traceback" not in shown.err


def test_a_second_copy_is_skipped_replaced_or_kept(notes: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", "Hub", notes[0]) == 0
    assert run("add", "Hub", notes[0]) == 0
    assert "skipped, because the case has the same text already" in capsys.readouterr().out
    assert run("add", "Hub", notes[0], "--duplicate", "keep both") == 0
    assert run("add", "Hub", notes[0], "--duplicate", "replace") == 0
    capsys.readouterr()
    run("cases", "--json")
    assert [case["notes"] for case in json.loads(capsys.readouterr().out)] == [2]


@pytest.mark.parametrize("source", ["case", "notes"])
def test_ask_prints_the_contract(
    notes: list[Path], home: Path, source: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if source == "case":
        run("add", "Hub", *notes)
        capsys.readouterr()
        arguments = ["--case", "Hub"]
    else:
        arguments = ["--notes", str(notes[0]), "--notes", str(notes[1])]
    assert run("ask", "What did I write about the key safe?", *arguments, "--json") == 0
    reply = json.loads(capsys.readouterr().out)
    assert {"engine", "text", "observations", "question", "lens", "withheld", "passages"} <= reply.keys()
    assert reply["engine"] == "embedded"
    assert reply["question"].count("?") == 1
    assert reply["lens"].keys() == {"name", "source", "standing"}
    (place, *_) = reply["observations"][0]["quotes"]
    text = next(path for path in notes if path.name == place["note"]).read_text(encoding="utf-8")
    assert text[place["start"] : place["end"]] == place["text"]
    assert home.exists() == (source == "case")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["search", "Nowhere", "x"], 1, 'There is no case "Nowhere".'),
        (["read", "/no/such/file.txt"], 1, 'There is no file "/no/such/file.txt".'),
        (["read"], 2, "give either --case CASE or PATH..."),
        (["read", "a.txt", "--case", "Hub"], 2, "give either --case CASE or PATH..."),
        (["ask", "Hello"], 2, "give either --case CASE or --notes PATH"),
        (["export", "Hub", "--format", "exe", "--to", "x"], 2, "'exe'"),
        (["nonsense"], 2, "No such command"),
        (["framework", "add", "/no/paper.pdf"], 1, 'There is no file "/no/paper.pdf".'),
    ],
)
def test_mistakes_get_one_plain_sentence(
    arguments: list[str], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == code
    shown = capsys.readouterr()
    assert said in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""


def test_the_framework_is_listed_with_source_and_standing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("framework", "list") == 0
    shown = capsys.readouterr().out
    assert "Cluley & Radnor 2021" in shown
    assert "; abstract)" in shown


def test_doctor_names_what_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("doctor") == 0
    shown = capsys.readouterr().out
    assert "no language model; nothing leaves this computer" in shown
    assert "BAD" not in shown


def test_a_folder_stands_for_its_files_and_a_bad_one_is_told(
    notes: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for path in notes:
        path.rename(folder / path.name)
    (folder / "scan.docx").write_bytes(b"PK\x03\x04cut")
    assert run("read", folder, "--json") == 1
    shown = capsys.readouterr()
    assert [item["id"] for item in json.loads(shown.out)["notes"]] == ["2025-02-11-diary.txt", "2025-03-12-log.md"]
    assert "scan.docx" in shown.err
    assert run("add", "Hub", folder) == 1
    assert capsys.readouterr().out.count("added as") == 2
