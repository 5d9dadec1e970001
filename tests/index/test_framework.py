from pathlib import Path

import pytest

from assistant.errors import EmptyNote
from assistant.index import FrameworkIndex, FrameworkRecord, Paper
from tests.index.conftest import CountingEncoder, holds

WIDEN = FrameworkRecord(
    id="c1", lens="widen-the-pair", text="Who and what else took part?", cite="Cluley & Radnor 2021"
)
MOTION = FrameworkRecord(id="c2", lens="in-motion", text="When did it change?", cite="Cluley & Radnor 2021")
SECRET = "zyzzyva-quartz-7731"


@pytest.fixture
def framework(tmp_path: Path, encoder: CountingEncoder) -> FrameworkIndex:
    return FrameworkIndex(tmp_path / "framework", encoder)


def test_cards_are_found_with_their_source(framework: FrameworkIndex) -> None:
    framework.sync([WIDEN, MOTION])
    hit = framework.search("when was there a change?")[0]
    assert (hit.lens, hit.text, hit.cite) == (MOTION.lens, MOTION.text, MOTION.cite)
    assert 0 < hit.score <= 1


def test_only_what_changed_is_encoded(framework: FrameworkIndex, encoder: CountingEncoder) -> None:
    framework.sync([WIDEN, MOTION])
    framework.sync([WIDEN, MOTION])
    assert encoder.texts == [WIDEN.text, MOTION.text]
    changed = FrameworkRecord(id="c2", lens="in-motion", text="What was it before?", cite="ours")
    framework.sync([WIDEN, changed])
    assert encoder.texts[2:] == [changed.text]
    assert {hit.text for hit in framework.search("what change before part")} == {WIDEN.text, changed.text}


def test_a_card_that_is_gone_is_not_found(framework: FrameworkIndex) -> None:
    framework.sync([WIDEN, MOTION])
    framework.sync([WIDEN])
    assert [hit.text for hit in framework.search("when did it change")] == [WIDEN.text]


def test_pages_of_the_teams_copy_are_cited_by_page(framework: FrameworkIndex) -> None:
    framework.sync([WIDEN])
    framework.add_paper("paper.pdf", ["Front matter.", "", "Recommendation one speaks of wheelbarrows."])
    hit = framework.search("wheelbarrows")[0]
    assert (hit.lens, hit.cite) == ("", "your copy, page 3")
    assert framework.papers() == (Paper(filename="paper.pdf", pages=3),)


def test_syncing_leaves_papers_alone(framework: FrameworkIndex) -> None:
    framework.add_paper("paper.pdf", ["Wheelbarrows."])
    framework.sync([WIDEN])
    framework.sync([])
    assert framework.papers() == (Paper(filename="paper.pdf", pages=1),)
    assert [hit.text for hit in framework.search("wheelbarrows")] == ["Wheelbarrows."]


def test_a_long_page_is_cut_into_pieces_of_whole_sentences(framework: FrameworkIndex) -> None:
    page = " ".join(f"Sentence number {number} says little." for number in range(100)) + " " + "endless " * 300
    framework.add_paper("paper.pdf", [page])
    hits = framework.search("sentence endless", k=50)
    assert all(hit.cite == "your copy, page 1" for hit in hits)
    assert max(len(hit.text.split()) for hit in hits) <= 120
    whole = [hit.text for hit in hits if "endless" not in hit.text]
    assert len(whole) > 3
    assert all(text.startswith("Sentence") and text.endswith("little.") for text in whole)


def test_a_removed_paper_leaves_no_byte(framework: FrameworkIndex, tmp_path: Path) -> None:
    framework.sync([WIDEN])
    framework.add_paper("paper.pdf", [f"Page of {SECRET}."])
    assert holds(tmp_path, SECRET)
    framework.remove_paper("paper.pdf")
    assert holds(tmp_path, SECRET) == []
    assert framework.papers() == ()
    assert [hit.text for hit in framework.search("who took part")] == [WIDEN.text]


def test_a_paper_of_the_same_name_replaces_the_earlier(framework: FrameworkIndex, tmp_path: Path) -> None:
    framework.add_paper("paper.pdf", [SECRET, "Two."])
    framework.add_paper("paper.pdf", ["Now shorter."])
    assert framework.papers() == (Paper(filename="paper.pdf", pages=1),)
    assert holds(tmp_path, SECRET) == []


@pytest.mark.parametrize("pages", [[], [""], [" \n", ""]])
def test_a_paper_without_text_is_refused(framework: FrameworkIndex, pages: list[str]) -> None:
    with pytest.raises(EmptyNote, match=r"'scan\.pdf'"):
        framework.add_paper("scan.pdf", pages)
    assert framework.papers() == ()
