from pathlib import Path

import pytest

from assistant.errors import PromptError
from assistant.prompts import load, load_all
from assistant.settings import Settings

GOOD = (
    "---\nname: acts\nversion: 2\nvariables: [thing, when]\n---\n"
    "- $when there was $thing\n- Only $thing,\n  over two lines\n"
)


def write(folder: Path, text: str, name: str = "acts") -> tuple[Path, ...]:
    (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return (folder,)


def test_load_fill_and_items(tmp_path: Path) -> None:
    prompt = load("acts", write(tmp_path, GOOD))
    assert prompt.version == 2
    assert prompt.fill(thing="the form", when="on Monday").startswith("- on Monday there was the form")
    first, second = prompt.items
    assert first.variables == ("when", "thing")
    assert second.text == "Only $thing, over two lines"
    assert first.name != second.name
    assert first.name.startswith("acts/")


def test_values_are_not_filled_again(tmp_path: Path) -> None:
    assert "$when" in load("acts", write(tmp_path, GOOD)).fill(thing="$when", when="now")


@pytest.mark.parametrize("values", [{"thing": "x"}, {"thing": "x", "when": "y", "more": "z"}])
def test_fill_wants_exactly_the_variables(tmp_path: Path, values: dict[str, str]) -> None:
    with pytest.raises(PromptError, match="acts"):
        load("acts", write(tmp_path, GOOD)).fill(**values)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no front matter", "front matter"),
        (GOOD.replace("version: 2\n", ""), "version"),
        (GOOD.replace("version: 2", "version: two"), "whole number"),
        (GOOD.replace("version: 2", "version: true"), "whole number"),
        (GOOD.replace("name: acts", "name: act"), "own name"),
        (GOOD.replace("version: 2", "version: 2\nauthor: me"), "unknown key `author`"),
        (GOOD.replace("[thing, when]", "thing"), "list its variables"),
        (GOOD.replace("[thing, when]", "[thing]"), r"\$when"),
        (GOOD.replace("[thing, when]", "[thing, when, why]"), r"\$why"),
        (GOOD.replace("$when", "$5"), "starts no variable"),
        (GOOD.replace("version: 2", "version: [2"), "not YAML"),
        ("---\n- a\n---\ntext", "must hold the keys"),
        ("---\nname: acts\nversion: 1\nvariables: []\n---\n\n", "no text"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(PromptError, match=says) as caught:
        load("acts", write(tmp_path, text))
    assert "acts.md" in str(caught.value)


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "acts.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PromptError, match="UTF-8"):
        load("acts", (tmp_path,))


def test_unknown_prompt(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="no prompt `nope`"):
        load("nope", (tmp_path,))


def test_the_teams_folder_wins(tmp_path: Path) -> None:
    team, packaged = tmp_path / "team", tmp_path / "packaged"
    for folder in (team, packaged):
        folder.mkdir()
        write(folder, GOOD)
    write(packaged, GOOD.replace("acts", "other"), "other")
    write(team, GOOD.replace("version: 2", "version: 9"))
    found = load_all((team, packaged))
    assert found["acts"].version == 9
    assert found["other"].version == 2
    write(team, GOOD.replace("acts", "typo"), "typo")
    with pytest.raises(PromptError, match="no prompt `typo`"):
        load_all((team, packaged))


def test_the_packaged_prompts_load(settings: Settings) -> None:
    assert len(load_all(settings.prompts_folders)) >= 20
