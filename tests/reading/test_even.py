import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading import Reader
from assistant.reading.even import evened
from tests.reading.test_reader import actor, note


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("He told his son", "She told her daughter"),
        ("Mr Field and Miss B miss MS", "Mrs Field and Mrs B miss MS"),
        ("Kwame saw Priya and Kwame", "Sarah saw Emma and Sarah"),
        ("Hope and Mark will go", "Hope and Mark will go"),
        ("there is nowt", "there is nothing"),
    ],
)
def test_words_are_put_into_one_form(words: str, given: str) -> None:
    assert " ".join(evened(words.split())) == given


@given(st.lists(st.text(min_size=1, max_size=8), max_size=30))
def test_there_are_as_many_words_as_before(words: list[str]) -> None:
    assert len(evened(words)) == len(words)


def test_what_is_shown_is_the_text_itself(reader: Reader) -> None:
    text = "The men rang Kwame because his sons broke the hoist. The woman waited for an hour. The man left."
    reading = reader.read([note(text)])
    names = {item.name for item in reading.actors}
    assert {"Kwame", "hoist", "men", "sons", "woman"} <= names
    assert actor(reading, "kwame").kind == "person"
    assert actor(reading, "woman") is not actor(reading, "man")
