"""What the product may not claim of the literature."""

import re
from pathlib import Path

import pytest

from assistant.framework import load
from assistant.framework.rules import claimed_recommendations

ROOT = Path(__file__).parents[1]
FRAMEWORK = load(ROOT / "corpus")
SUFFIXES = {".md", ".yaml", ".txt", ".py", ".html", ".js"}
TEXTS = sorted(
    path
    for folder in ("corpus", "prompts", "assistant")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in SUFFIXES and path.is_file() and path != ROOT / "assistant" / "framework" / "rules.py"
) + [path for path in (ROOT / "README.md",) if path.is_file()]

_CONCEPT = re.compile(r"\b(?:assemblages?|rhizom\w+|becoming|line of flight|territoriali\w+)\b", re.IGNORECASE)
_PAPER = re.compile(r"radnor[^.\n]{0,20}2021|rethinking co-creation|\bthe (?:2021 )?paper\b", re.IGNORECASE)
_SISTERS = re.compile(r"\b2020\b|fox", re.IGNORECASE)


def credited_concept(text: str) -> str:
    """The first sentence that credits a theory word to the 2021 paper."""
    for sentence in re.split(r"(?<=[.!?])\s+(?=[A-Z])|\n\s*\n|\n(?=[|#-])", text):
        flat = " ".join(sentence.split())
        if _CONCEPT.search(flat) and _PAPER.search(flat) and not _SISTERS.search(flat):
            return flat
    return ""


def test_there_is_something_to_check() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in TEXTS}
    looked_for = {"corpus/SOURCES.md", "corpus/notice.md", "corpus/questions/value.yaml", "assistant/domain/lenses.py"}
    assert looked_for <= names


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_file_claims_what_was_not_read(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert claimed_recommendations(text) == ""
    assert credited_concept(text) == ""


@pytest.mark.parametrize(
    "claim",
    [
        "The four recommendations are to widen the pair, to look at things, to follow change and to stay open.",
        "Its four recommendations tell you where to start.",
        "The paper's four main recommendations\nunderlie this card.",
        "Recommendation 2: look at the form.",
        "## Recommendation one\n\nLook at the form.",
        "The first recommendation is to accept complexity.",
        "The second of the four recommendations asks for time.",
        "Four recommendations for practice:\n\n1. Accept complexity.",
        "Cluley and Radnor (2021) recommend that teams look at things.",
        "They are not ours. These four recommendations come from the paper.",
    ],
)
@pytest.mark.parametrize("path", ["corpus/SOURCES.md", "corpus/lenses/value.md"])
def test_a_planted_claim_is_found(claim: str, path: str) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert claimed_recommendations(text) == ""
    assert claimed_recommendations(f"{text}\n\n{claim}\n") != ""


@pytest.mark.parametrize(
    "honest",
    [
        "The four recommendations are not reproduced here.",
        "The abstract says that the paper gives four recommendations for practice.",
        "Its four recommendations cannot be shown, because their text is not in hand.",
        "A recommendation by the fire service came later.",
    ],
)
def test_an_honest_sentence_is_let_through(honest: str) -> None:
    assert claimed_recommendations(honest) == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Cluley and Radnor (2021) see a service as an assemblage.", True),
        ("Rethinking co-creation is about becoming.", True),
        ("The paper calls this a rhizome.", True),
        ("Cluley & Radnor 2020 speak of an assemblage.", False),
        ("The two sources use the word assemblage.", False),
    ],
)
def test_a_concept_credited_to_the_paper_is_found(text: str, found: bool) -> None:
    assert bool(credited_concept(text)) is found


def test_each_lens_carries_source_and_standing() -> None:
    for lens in FRAMEWORK.lenses:
        assert lens.source
        assert lens.standing in {"abstract", "general"}
        assert all(source.reference for source in lens.sources)


def test_standings_are_those_that_are_known() -> None:
    standing = {source.key: source.standing for source in FRAMEWORK.sources}
    general = {"deleuze-guattari-1987", "callon-1986", "rolfe-borton", "fox-alldred-2018"}
    assert standing["cluley-radnor-2021"] == "abstract"
    assert {key for key, value in standing.items() if value == "general"} == general
    assert {key for key, value in standing.items() if value == "ours"} == {"noticing"}
    assert "text" not in standing.values()


def test_no_lens_on_an_assemblage_leans_on_the_paper() -> None:
    for lens in FRAMEWORK.lenses:
        if _CONCEPT.search(lens.text):
            assert "cluley-radnor-2021" not in {source.key for source in lens.sources}, lens.id


def test_sources_for_people_and_for_the_product_agree() -> None:
    text = (ROOT / "corpus" / "SOURCES.md").read_text(encoding="utf-8")
    for source in FRAMEWORK.sources:
        assert f"| {source.cite} | `{source.key}` | `{source.standing}` |" in text
    assert text.count("\n| ") - 2 - 5 == len(FRAMEWORK.sources)


def test_the_notice_says_what_it_must() -> None:
    notice = " ".join(FRAMEWORK.notice.split())
    for part in ("published abstracts", "not reproduced", "have not reviewed this tool", "noticing framework add"):
        assert part in notice
