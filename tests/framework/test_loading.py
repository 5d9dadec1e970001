"""The corpus loads, and each breach of a rule is told with file and line."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.domain import HUMAN_KINDS
from assistant.errors import FrameworkError, NotFound
from assistant.framework import load

CORPUS = Path(__file__).parents[2] / "corpus"
IDS = (
    "widen-the-pair",
    "what-it-does",
    "arrangement",
    "in-motion",
    "fluid-or-fixed",
    "value",
    "breakdown",
    "settled",
    "follow-the-paper",
    "now-what",
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CORPUS, tmp_path / "corpus"))


def replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def test_lenses_stand_in_order() -> None:
    framework = load(CORPUS)
    assert tuple(lens.id for lens in framework.lenses) == IDS
    assert framework.lens("value").name == "Value and its opposite"
    assert all(lens.text and lens.gloss and lens.fits for lens in framework.lenses)


def test_questions_belong_to_their_lens() -> None:
    framework = load(CORPUS)
    assert sum(len(framework.questions_of(lens)) for lens in IDS) == len(framework.questions)
    assert {question.lens for question in framework.questions_of("settled")} == {"settled"}
    slotted = next(q for q in framework.questions if "$thing and $other" in q.text)
    assert slotted.slots == ("thing", "other")


def test_an_unknown_lens_is_not_found() -> None:
    with pytest.raises(NotFound, match="There is no lens `agency`"):
        load(CORPUS).questions_of("agency")


def test_kinds_are_complete() -> None:
    framework = load(CORPUS)
    assert len(framework.kinds) == 14
    assert {kind.kind for kind in framework.kinds} > set(HUMAN_KINDS)
    assert all(30 <= len(card.terms) <= 60 and card.short == card.short.lower() for card in framework.kinds)


def test_the_sample_case_is_there() -> None:
    framework = load(CORPUS)
    assert framework.sample_name == "Sample: the Coming Home hub"
    notes = sorted(framework.sample.glob("*.md"))
    assert len(notes) == 4
    for note in notes:
        _, front, body = note.read_text(encoding="utf-8").split("---\n", 2)
        assert f"date: {note.name[:10]}" in front
        assert 220 <= len(body.split()) <= 380


BREACHES = (
    (
        replace("questions/value.yaml", "id: value-02", "id: value-01"),
        "questions/value.yaml, line 8: the id `value-01`",
    ),
    (
        replace("questions/value.yaml", "id: value-01", "id: pair-01"),
        "`pair-01` is taken in questions/widen-the-pair.yaml",
    ),
    (replace("questions/value.yaml", "lens: value", "lens: worth"), "questions/value.yaml, line 2: the lens `worth`"),
    (
        replace("questions/value.yaml", "What good did $thing do", "What good did $form do"),
        "line 6: .*unknown slot `\\$form`",
    ),
    (replace("questions/value.yaml", "What good did $thing do", "Did $thing do good"), "line 6: .*does not open with"),
    (replace("questions/value.yaml", "What good did $thing do", "What good does $thing do"), "both one and many"),
    (replace("questions/value.yaml", "and to whom?", "and to whom " + "or whom " * 12 + "?"), "over 24 words"),
    (
        replace("questions/value.yaml", "[overlooked, acts]", "[overseen]"),
        "questions/value.yaml, line 7: `questions.0.suits.0`",
    ),
    (replace("questions/value.yaml", "wording: ours", "wording: theirs"), "questions/value.yaml, line 3"),
    (
        replace("questions/value.yaml", "Who could say no to $thing?", "What good did $thing do, and to whom?"),
        "says the same",
    ),
    (replace("sources.yaml", "standing: abstract", "standing: read"), "sources.yaml, line 8: `sources.0.standing`"),
    (replace("sources.yaml", "key: van-hout-2015", "key: cluley-radnor-2021"), "stands twice, first in line 3"),
    (replace("sources.yaml", '    cite: "Cluley & Radnor 2021"\n', ""), "the field is missing"),
    (
        replace("sources.yaml", "    standing: abstract\n", "    standing: abstract\n    standing: text\n"),
        "line 9: `standing` stands twice",
    ),
    (replace("sources.yaml", "sources:", "sources: ["), "sources.yaml, line .*this is not YAML"),
    (
        replace("lenses/value.md", "[cluley-parker-radnor-2021]", "[nobody-1999]"),
        "lenses/value.md, line 7: the source `nobody-1999`",
    ),
    (replace("lenses/value.md", "[cluley-parker-radnor-2021]", "[]"), "lenses/value.md, line 7"),
    (replace("lenses/value.md", "id: value", "id: worth"), "lenses/value.md, line 3: the id"),
    (replace("lenses/value.md", "order: 6", "order: 5"), "lenses/value.md, line 2: the order 5 is taken"),
    (replace("lenses/value.md", "---", ""), "lenses/value.md, line 1: there is no front matter"),
    (
        replace("lenses/value.md", "It gives no total.", "The four recommendations are these."),
        "claims the four recommendations",
    ),
    (replace("kinds.yaml", "[budget, ", "[Budget, "), "the term `Budget` must be lower case"),
    (replace("kinds.yaml", "[budget, ", "[rota, budget, "), "the term `rota` stands twice"),
    (replace("kinds.yaml", "kind: nature", "kind: weather"), "kinds.yaml, line .*kind"),
    (replace("kinds.yaml", "kind: nature", "kind: body"), "the kind `body` stands twice"),
    (replace("framework.yaml", "sample_name", "name"), "framework.yaml, line"),
    (lambda folder: (folder / "kinds.yaml").unlink(), "kinds.yaml, line 1: the file is missing"),
    (
        lambda folder: (folder / "notice.md").write_bytes(b"---\ntitle: x\n---\ncaf\xe9\n"),
        "notice.md, line 4: .*not UTF-8",
    ),
    (lambda folder: shutil.rmtree(folder / "sample"), "sample, line 1: the folder has no notes"),
    (lambda folder: shutil.rmtree(folder / "lenses"), "lenses, line 1: the folder is missing"),
    (
        lambda folder: (folder / "questions" / "agency.yaml").write_text("x: 1"),
        "questions/agency.yaml, line 1: there is no lens",
    ),
)


@pytest.mark.parametrize(("breach", "message"), BREACHES, ids=[message[:50] for _, message in BREACHES])
def test_a_breach_is_told_with_file_and_line(corpus: Path, breach: Callable[[Path], None], message: str) -> None:
    load(corpus)
    breach(corpus)
    with pytest.raises(FrameworkError, match=message) as caught:
        load(corpus)
    assert ", line " in str(caught.value)


def test_a_lens_needs_twelve_questions(corpus: Path) -> None:
    path = corpus / "questions" / "value.yaml"
    path.write_text(path.read_text(encoding="utf-8").split("  - id: value-12")[0], encoding="utf-8")
    with pytest.raises(FrameworkError, match="value.yaml, line .: has 11 questions; a lens needs 12"):
        load(corpus)


def test_a_missing_kind_is_told(corpus: Path) -> None:
    path = corpus / "kinds.yaml"
    path.write_text(path.read_text(encoding="utf-8").split("  - kind: nature")[0], encoding="utf-8")
    with pytest.raises(FrameworkError, match="there is no card for `nature`"):
        load(corpus)
