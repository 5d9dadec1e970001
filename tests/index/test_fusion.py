import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.index.fusion import fuse


def test_first_in_both_scores_one() -> None:
    fused = fuse([["a", "b"], ["a", "c"]])
    assert fused[0].id == "a"
    assert fused[0].score == pytest.approx(1.0)


def test_scores_are_the_published_sum() -> None:
    fused = {item.id: item.score for item in fuse([["a", "b", "c"], ["c", "a"]])}
    assert fused["a"] == pytest.approx((1 / 61 + 1 / 62) / (2 / 61))
    assert fused["b"] == pytest.approx((1 / 62) / (2 / 61))
    assert list(fused) == ["a", "c", "b"]


def test_equal_scores_keep_the_order_of_the_rankings() -> None:
    assert [item.id for item in fuse([["x", "y"], ["y", "x"]])] == ["x", "y"]


@pytest.mark.parametrize("rankings", [[], [[]], [[], []]])
def test_nothing_gives_nothing(rankings: list[list[str]]) -> None:
    assert fuse(rankings) == ()


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=12), min_size=1, max_size=4))
def test_each_id_once_in_falling_order_between_0_and_1(rankings: list[list[str]]) -> None:
    fused = fuse(rankings)
    assert sorted(item.id for item in fused) == sorted({item for ranking in rankings for item in ranking})
    scores = [item.score for item in fused]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
