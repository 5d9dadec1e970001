import copy

import pytest

from evals.learn import gold
from evals.reading import default_reader, in_batch, notes_of
from evals.score import Counts, calibration, figures, match, score_case, touches

CASE = gold.load("dev")[0]
EMPTY: dict[str, list[object]] = {"actors": [], "relations": [], "changes": []}


def test_the_annotation_itself_scores_one() -> None:
    counts = Counts()
    score_case(CASE.raw, CASE.raw, counts)
    found = figures(counts)
    assert {found[name] for name in ("actors_f1", "kind_acc", "acts_f1", "force_f1", "relations_r", "changes_r")} == {1}
    assert found["verbatim"] == 1


def test_an_empty_reading_scores_nothing() -> None:
    counts = Counts()
    worst = score_case(EMPTY, CASE.raw, counts)
    found = figures(counts)
    assert found["actors_f1"] == found["relations_r"] == 0
    assert len(worst["missed"]) == len(CASE.raw["actors"])


def test_an_invented_quote_and_a_second_name_are_counted() -> None:
    changed = copy.deepcopy(CASE.raw)
    changed["actors"][0]["quotes"] = ["No note says this."]
    changed["actors"].append(dict(changed["actors"][0]))
    counts = Counts()
    score_case(changed, CASE.raw, counts)
    found = figures(counts)
    assert found["verbatim"] is not None
    assert found["verbatim"] < 1
    assert found["actors_p"] is not None
    assert found["actors_p"] < 1


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("The form came back.", "form  came", True),
        ("The lift is broken and we wait.", "we wait and the lift is broken", True),
        ("The lift broke.", "The form came back.", False),
        ("", "The form", False),
    ],
)
def test_quotes_that_touch(a: str, b: str, same: bool) -> None:
    assert touches(a, b) is same


def test_exact_names_are_matched_first() -> None:
    pred = [{"name": "form"}, {"name": "referral form"}]
    assert match(pred, [{"name": "the referral forms"}]) == {1: 0}


def test_calibration_is_the_distance_of_confidence_from_what_is_right() -> None:
    assert calibration([(0.85, True)] * 17 + [(0.85, False)] * 3) == 0
    assert calibration([(0.95, False)] * 10) == 0.95
    assert calibration([]) is None


def test_parts_of_the_annotation_are_apart() -> None:
    train, dev, apart = (gold.load(part) for part in ("train", "dev", "apart"))
    assert (len(train), len(dev), len(apart)) == (398, 18, 42)
    assert len({case.id for case in (*train, *dev, *apart)}) == 458
    assert not {case.hand for case in train} & {case.hand for case in apart}


def test_names_are_found_where_they_stand() -> None:
    for case in gold.load("dev"):
        for text, spots in zip(case.texts, case.spots, strict=True):
            assert all(a.end <= b.start for a, b in zip(spots, spots[1:], strict=False))
            assert all(text[spot.start : spot.end].strip() for spot in spots)


def test_cases_in_batch_are_read_in_order_as_one_by_one() -> None:
    notes = [notes_of(case) for case in gold.load("dev")[:3]]
    with in_batch() as read:
        found = [[actor.name for actor in reading.actors] for reading in read(notes)]
    alone = default_reader()
    assert found == [[actor.name for actor in alone.read(some).actors] for some in notes]
