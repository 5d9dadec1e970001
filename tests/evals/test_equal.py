import random

import pytest

from evals.equal import compare, first_notes
from evals.exchange import swap_dialect, swap_gender, swap_names
from evals.reading import default_reader


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("He told her.", "She told him."),
        ("His son saw her coat, and her to the door.", "Her daughter saw his coat, and him to the door."),
        ("MR FIELD and Mrs B", "MRS FIELD and Mr B"),
        ("nothing here", "nothing here"),
    ],
)
def test_gender_is_exchanged(text: str, swapped: str) -> None:
    assert swap_gender(text) == swapped


def test_names_are_exchanged_each_for_one_other() -> None:
    text, put = swap_names(
        "Anna saw Tom. Tom saw Hope and Larch.", frozenset(["anna", "tom", "hope"]), random.Random(1)
    )
    assert set(put) == {"Anna", "Tom"}
    assert text == f"{put['Anna']} saw {put['Tom']}. {put['Tom']} saw Hope and Larch."


def test_dialect_is_exchanged() -> None:
    assert swap_dialect("Nothing was left.") == "Nowt were left."


def test_notes_about_other_people_are_read_alike() -> None:
    """98 in 100 actors over at least 100 pairs of notes."""
    found = compare(default_reader(), list(first_notes(45)))
    assert sum(item.pairs for item in found.values()) >= 100
    for way, item in found.items():
        assert item.share >= 0.98, (way, item.share, item.unlike)
