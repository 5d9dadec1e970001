"""What the documents say is what there is."""

import re
import runpy
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from assistant import cli, settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
INDEX = r"https?://[\w.]*(?:pypi|pythonhosted|download\.pytorch)[\w./]*"
MACHINE = r"(?<![\w.])/(?:root|home|work)/[\w.]+"
WRITTEN = sorted(
    path
    for folder in (".", "assistant", "corpus", "prompts", "evals", "docs", "tests", ".ci")
    for path in (ROOT / folder).glob("*" if folder == "." else "**/*")
    if path.is_file()
    and path.suffix in {"", ".py", ".md", ".toml", ".txt", ".yaml", ".css"}
    and ".pyc" not in path.name
)


def test_the_tree_is_up_to_date() -> None:
    build = runpy.run_path(str(ROOT / "docs" / "build.py"))
    assert build["written"](README) == README, "run `make docs`"


def test_every_module_says_what_it_is() -> None:
    build = runpy.run_path(str(ROOT / "docs" / "build.py"))
    assert not [path for path in (ROOT / "assistant").rglob("*.py") if not build["phrase"](path)]


def test_every_setting_is_documented_with_its_default() -> None:
    table = dict(re.findall(r"^\| `(NOTICING_\w+)` \| ([^|]*) \|", README, re.MULTILINE))
    assert table.keys() == settings.names().keys()
    for name, default in (("NOTICING_PORT", 7860), ("NOTICING_MAX_FILE_MB", 25), ("NOTICING_MAX_PAGES", 1000)):
        assert table[name].strip() == f"`{default}`"


def commands() -> list[str]:
    return sorted(get_command(cli.app).commands)  # type: ignore[attr-defined]  # a group has commands


@pytest.mark.parametrize("name", commands())
def test_every_command_is_documented_and_has_an_example(name: str) -> None:
    assert f"`noticing {name}" in README
    arguments = ["framework", "add", "--help"] if name == "framework" else [name, "--help"]
    shown = CliRunner().invoke(cli.app, arguments).stdout
    assert f"Example: noticing {name}" in shown


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_address_of_an_index_and_no_path_of_one_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8", errors="replace")
    found = re.findall(
        r"https?://[\w.]*(?:pypi|pythonhosted|download\.pytorch)[\w./]*|/(?:root|home)/\w+|/work/\w+", text
    )
    assert [item for item in found if path.name != "test_docs.py"] == []


def test_what_the_scorers_see_is_up_to_date() -> None:
    build = runpy.run_path(str(ROOT / "docs" / "build.py"))
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    assert build["evaluation"](page) == page, "run `make docs`"
