from pathlib import Path

import pytest

from assistant.domain import KindCard, Note, Reading
from assistant.framework import load
from assistant.framework.lexicon import load_lexicon
from assistant.reading import Parser, Reader

CORPUS = Path(__file__).parents[2] / "corpus"
CARDS: tuple[KindCard, ...] = load(CORPUS).kinds


@pytest.fixture(scope="module")
def whole(parser: Parser) -> Reader:
    return Reader(kinds=CARDS, lexicon=load_lexicon(CORPUS / "lexicon"), parser=parser)


def read(reader: Reader, text: str) -> Reading:
    return reader.read([Note(id="n1", filename="n1.txt", title="", text=text)])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ms Rose sat with Mr Stone for twenty minutes.", "document"),
        ("Mr Price came with Mr Bird.", "money"),
        ("Mr Price came with Mr Bird.", "nature"),
        ("The steward walked two feet behind Hope.", "body"),
        ("It was right to go back.", "body"),
        ("It was right to go back.", "rule"),
        ("Mrs Field was fine and in charge.", "money"),
        ("She poured the tea.", "nature"),
    ],
)
def test_names_measures_and_other_senses_are_no_terms(whole: Reader, text: str, kind: str) -> None:
    assert kind in [item.kind for item in read(whole, text).silent_kinds]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It snowed, so the class was off.", "nature"),
        ("The corridor was noisy and everyone was edgy.", "atmosphere"),
        ("I emailed the team and they facetimed us.", "technology"),
        ("It was drizzling and chilly.", "nature"),
        ("We logged on at nine.", "technology"),
        ("She fell and slept badly.", "body"),
        ("We were late and queued twice.", "time"),
        ("He paid and could not afford it.", "money"),
        ("I wrote to them.", "document"),
    ],
)
def test_verbs_and_qualities_of_a_kind_count(whole: Reader, text: str, kind: str) -> None:
    assert kind not in [item.kind for item in read(whole, text).silent_kinds]


@pytest.mark.parametrize(
    "text",
    [
        "Mr West waited with the nurse.",
        "Mrs Field was in charge of the choir.",
        "The steward walked two feet behind Hope.",
        "The usher gave the pilot a biscuit.",
    ],
)
def test_names_and_other_actors_are_no_near_misses(whole: Reader, text: str) -> None:
    assert all(not item.nearest for item in read(whole, text).silent_kinds)


def test_a_near_miss_is_a_noun_of_no_certain_kind(whole: Reader) -> None:
    silent = {
        item.kind: [quote.text for quote in item.nearest] for item in read(whole, "In autumn we met him.").silent_kinds
    }
    assert silent["nature"] == ["autumn"]
    assert not any(near for kind, near in silent.items() if kind != "nature")


def test_no_thing_comes_near_to_people(whole: Reader) -> None:
    silent = {item.kind: item.nearest for item in read(whole, "There was a lot of grumbling.").silent_kinds}
    assert not silent["person"]
