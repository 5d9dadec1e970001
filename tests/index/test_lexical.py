import time

import pytest

from assistant.index.lexical import LexicalIndex, stems

TEXTS = {
    "form": "The referral forms were signed by Mrs Field.",
    "lift": "The lift was out of order, so we walked.",
    "form-twice": "Form after form went to the office.",
}


def test_stems_meet_across_word_endings() -> None:
    ranked = LexicalIndex(TEXTS).rank("signing a form", 10)
    assert ranked == ("form", "form-twice")


def test_count_bounds_the_ranking() -> None:
    assert LexicalIndex(TEXTS).rank("form", 1) == ("form-twice",)


@pytest.mark.parametrize("query", ["", "   ", "?!… —", "the and of it", "zebra", "I", "\ud800"])
def test_queries_that_share_no_word_find_nothing(query: str) -> None:
    assert LexicalIndex(TEXTS).rank(query, 10) == ()


@pytest.mark.parametrize("texts", [{}, {"a": ""}, {"a": "the of and", "b": "?!"}])
def test_texts_without_words_find_nothing(texts: dict[str, str]) -> None:
    assert LexicalIndex(texts).rank("form", 10) == ()


def test_single_text_is_found() -> None:
    assert LexicalIndex({"a": "Form 7"}).rank("7", 10) == ("a",)


def test_stems_drop_stop_words_and_single_letters() -> None:
    assert stems("The café's forms, and I: form 7b") == ["café", "form", "form", "7b"]


def test_ten_thousand_texts_are_ready_in_seconds() -> None:
    texts = {str(number): " ".join(f"word{number * place % 997}" for place in range(60)) for number in range(10_000)}
    start = time.perf_counter()
    index = LexicalIndex(texts)
    ready = time.perf_counter()
    assert index.rank("word3 word5 " * 10_000, 50)
    assert ready - start < 15
    assert time.perf_counter() - ready < 2
