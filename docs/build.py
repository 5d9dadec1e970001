"""Write the tree into the README, and what the scorers see into evaluation.md: `make docs`."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- tree -->", "<!-- end of tree -->"
FOLDERS = {
    "corpus": "the framework: lens cards, question bank, kinds and lexicon, sources; the sample case",
    "prompts": "the sentence frames that replies are worded with, as files that a team can replace",
    "evals": "evaluation prompts, scorers, compare, gate; annotated cases, benchmarks, the log, the learning",
    "tests": "the tests, in the same tree as the package",
}


def phrase(path: Path) -> str:
    """The first line of a module's docstring, as a phrase."""
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return doc.splitlines()[0].rstrip(".:") if doc else ""


def lines(folder: Path, depth: int) -> Iterator[str]:
    """A line for each module below, packages after modules."""
    pad = "  " * depth
    for path in sorted(folder.glob("*.py")):
        if path.name != "__init__.py":
            yield f"{pad}{path.name:<{24 - len(pad)}}{phrase(path)}"
    for child in sorted(x for x in folder.iterdir() if (x / "__init__.py").is_file()):
        name = child.name + "/"
        yield f"{pad}{name:<{24 - len(pad)}}{phrase(child / '__init__.py')}"
        yield from lines(child, depth + 1)


def tree() -> str:
    """The whole tree as a fenced block."""
    rows = [f"{'app.py':<24}{phrase(ROOT / 'app.py')}", f"{'assistant/':<24}{phrase(ROOT / 'assistant/__init__.py')}"]
    rows += lines(ROOT / "assistant", 1)
    rows += [f"{name + '/':<24}{text}" for name, text in FOLDERS.items()]
    return "```\n" + "\n".join(rows) + "\n```"


def written(readme: str) -> str:
    """The README with the tree of now."""
    head, rest = readme.split(BEGIN)
    return f"{head}{BEGIN}\n{tree()}\n{END}{rest.split(END)[1]}"


def evaluation(text: str) -> str:
    """The page on evaluation with the table of now."""
    from assistant import settings
    from assistant.framework import load
    from evals.sins import table

    head, rest = text.split("<!-- sins -->")
    made = table(load(settings.load({}).corpus_folder))
    return f"{head}<!-- sins -->\n{made}\n<!-- end of sins -->{rest.split('<!-- end of sins -->')[1]}"


if __name__ == "__main__":
    page = ROOT / "docs" / "evaluation.md"
    page.write_text(evaluation(page.read_text(encoding="utf-8")), encoding="utf-8")
    file = ROOT / "README.md"
    file.write_text(written(file.read_text(encoding="utf-8")), encoding="utf-8")
