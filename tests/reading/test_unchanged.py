"""What stays as it was, or tells of a death, is no change."""

import pytest

from assistant.passages import sentences
from assistant.reading import Reader
from tests.reading.test_change import changes, told
from tests.reading.test_same import one_actor


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The visiting rule says two at a time.", "The visiting rule has been carried forward into the new booklet."),
        ("The key code is by the door.", "The key code stays as it is, the manager said."),
        ("The porter locks the gate at nine.", "The gate remains locked at nine."),
        ("The waiting list is long.", "The waiting list is unchanged."),
        ("Mr Hale visits the clinic.", "Mr Hale lost his mother in June."),
        ("Mrs Bone's sister visits on Sundays.", "Mrs Bone's sister died in June."),
    ],
)
def test_what_stays_is_no_change(reader: Reader, before: str, after: str) -> None:
    assert not [item for item in told(changes(reader, before, after)) if item[3] == after]


def test_a_number_may_be_short_for_a_telephone_number() -> None:
    text = "rang gp. no answer. tried again. room no. on the door wrong. said no. she left."
    assert "room no. on the door wrong." in [text[start:end] for start, end in sentences(text)]


def test_a_name_written_in_one_or_two_words_is_one(reader: Reader) -> None:
    assert one_actor(reader, "The notice board fell down. The noticeboard was mended.", "notice board", "noticeboard")


def test_a_first_name_is_the_one_whole_name_that_begins_so(reader: Reader) -> None:
    assert one_actor(reader, "Fatima Rahman rang. Fatima asked for the form.", "fatima rahman", "fatima")


def test_two_people_with_one_first_name_stay_two(reader: Reader) -> None:
    text = "Fatima Rahman rang. Fatima Osei wrote. Fatima asked for the form."
    assert not one_actor(reader, text, "fatima rahman", "fatima osei")


def test_names_that_share_only_a_number_are_two(reader: Reader) -> None:
    text = "Stage three was signed off by the board. The three o'clock deadline stops us all."
    assert not one_actor(reader, text, "stage three", "three o'clock deadline")


def test_counted_people_are_not_one_person(reader: Reader) -> None:
    text = "Amira Cole, the night nurse, rang. Two nurses are needed for the hoist."
    assert not one_actor(reader, text, "amira cole", "nurses")
