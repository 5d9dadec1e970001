"""The tree is the architecture: a part imports only from rows above its own, and knows only its own libraries."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "assistant"
ROWS = [
    {"errors", "domain", "questions"},
    {
        "settings",
        "prompts",
        "notes",
        "passages",
        "framework",
        "grounding",
        "packaged",
        "privacy",
        "journal",
        "arrangement",
    },
    {"export"},
    {"index", "reading", "responders", "store"},
    {"conversation"},
    {"services"},
    {"ui"},
    {"cli"},
]
ROW = {name: number for number, row in enumerate(ROWS) for name in row}
HOMES = {
    "gradio": {"ui"},
    "fastapi": {"ui"},
    "starlette": {"ui"},
    "uvicorn": {"ui"},
    "typer": {"cli"},
    "chromadb": {"index"},
    "langchain_chroma": {"index"},
    "bm25s": {"index"},
    "Stemmer": {"index"},
    "sentence_transformers": {"index"},
    "torch": {"index", "reading"},
    "spacy": {"reading"},
    "sqlalchemy": {"store"},
    "platformdirs": {"settings"},
    "langchain_core": {"index", "responders", "conversation"},
    "yaml": {"framework", "prompts", "notes", "export"},
    "docx": {"notes", "export"},
    "reportlab": {"export"},
    "networkx": {"export", "arrangement"},
    **dict.fromkeys(
        ("odfdo", "striprtf", "pypdfium2", "bs4", "lxml", "charset_normalizer", "ftfy", "dateparser"), {"notes"}
    ),
}
HEAVY = {"gradio", "chromadb", "langchain_chroma", "sentence_transformers", "torch", "spacy", "bm25s", "dateparser"}
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400
NETWORK = "net.py"
"""Holds classes of PyTorch, so it is itself imported late."""


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def faults(part: str, names: Iterator[str]) -> list[str]:
    """What a part's imports break."""
    found = []
    for name in names:
        top, *rest = name.split(".")
        if part not in HOMES.get(top, {part}):
            found.append(f"{part} must not know {top}")
        if top == "assistant" and rest and rest[0] in ROW and rest[0] != part and ROW[rest[0]] >= ROW[part]:
            found.append(f"{part} must not import {rest[0]}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_up(path: Path) -> None:
    part = part_of(path)
    if part in {"__init__", "__main__"}:
        return
    assert part in ROW, f"{part} stands in no row"
    assert faults(part, imports(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("notes", "assistant.framework.load"),
        ("index", "assistant.reading.Reader"),
        ("domain", "assistant.settings"),
        ("conversation", "assistant.services.Services"),
        ("services", "gradio"),
        ("ui", "chromadb.PersistentClient"),
    ],
)
def test_a_wrong_import_is_found(part: str, name: str) -> None:
    assert len(faults(part, iter([name]))) == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_heavy_is_imported_at_import(path: Path) -> None:
    top = ast.Module(body=[x for x in ast.parse(path.read_text(encoding="utf-8")).body if not _deferred(x)])
    late = {name.split(".")[0] for name in imports(top)} & HEAVY
    if part_of(path) == "ui":
        late -= {"gradio"}
    if path.name == NETWORK:
        late -= {"torch"}
    assert not late
    assert f"assistant.reading.{NETWORK.removesuffix('.py')}" not in {name.rpartition(".")[0] for name in imports(top)}


def _deferred(node: ast.stmt) -> bool:
    """Functions run later; a class is looked into all the same only for its base classes, which are names."""
    return isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef) or (
        isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
