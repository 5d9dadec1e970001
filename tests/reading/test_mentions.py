"""Which stretches of a sentence name somebody or something, with and without what the tagger says."""

import pytest

from assistant.reading import Parser
from assistant.reading.mentions import Candidate, find

LEXICON = frozenset(["nurse", "room", "bed", "hand", "minibus", "form", "social worker", "man"])


def found(parser: Parser, text: str, tagged: str = "") -> list[Candidate]:
    """The candidates of a text of one sentence; `tagged` is the stretch that the tagger takes for a name."""
    (sentence,) = parser.parse(text)
    at = text.find(tagged)
    return find(sentence, 0, LEXICON, [(at, at + len(tagged))] if tagged else [])


def names(parser: Parser, text: str, tagged: str = "") -> set[str]:
    return {text[item.start : item.end] for item in found(parser, text, tagged)}


@pytest.mark.parametrize(
    ("text", "tagged", "name"),
    [
        ("We moved her to room 4.", "room 4", "room 4"),
        ("We rang 111 from the car.", "111", "111"),
        ("He parked in the lay-by again.", "lay", "lay-by"),
        ("Ms Adeyinka-Ross came early.", "Ms Adeyinka", "Ms Adeyinka-Ross"),
        ("The man on crutches waved.", "man on", "man"),
        ("The drop-in moved.", "drop-in", "drop-in"),
        ("The minutes leave it out.", "minutes", "minutes"),
        ("The social worker rang.", "", "social worker"),
    ],
)
def test_names_are_whole(parser: Parser, text: str, tagged: str, name: str) -> None:
    assert name in names(parser, text, tagged)


def test_who_owns_something_is_named_as_well(parser: Parser) -> None:
    assert {"Josie", "Josie's hands"} <= names(parser, "The cream burned Josie's hands.", "Josie's hands")
    assert {"nurses", "nurses' minibus"} <= names(parser, "It took the nurses' minibus.", "nurses' minibus")


def test_a_number_tells_a_room_from_others_and_is_not_what_it_is(parser: Parser) -> None:
    (room,) = (item for item in found(parser, "We moved her to room 4.", "room 4") if item.key[-1] == "room")
    assert room.key == ("4", "room")
    assert not room.proper


def test_words_that_name_nothing_are_left_out_unless_the_tagger_holds_them_for_a_name(parser: Parser) -> None:
    assert names(parser, "It took a lot of minutes.") == set()
