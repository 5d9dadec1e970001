"""What belongs to a name and what does not: counts, titles, words that are names as well, figures of speech."""

import pytest

from assistant.reading import Parser, Reader
from assistant.reading.idioms import figurative
from assistant.reading.words import lines
from tests.reading.test_reader import note


def told(reader: Reader, text: str) -> dict[str, str]:
    """Each name and alias in lower case, with its kind."""
    found = reader.read([note(text)]).actors
    return {name.lower(): actor.kind for actor in found for name in (actor.name, *actor.aliases)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Four wheelchairs were in the hall.", "wheelchairs"),
        ("She took the wrong bus.", "bus"),
        ("The only ramp is at the back.", "ramp"),
        ("Both lifts broke.", "lifts"),
        ("We moved him to room 7.", "room 7"),
        ("He got a Section 21 notice.", "section 21 notice"),
        ("She lives in a two-bed flat.", "two-bed flat"),
        ("The 38 bus never stops there.", "38 bus"),
    ],
)
def test_words_that_count_or_judge_are_no_part_of_a_name_but_numbers_that_tell_apart_are(
    reader: Reader, text: str, name: str
) -> None:
    assert name in told(reader, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mrs Stone waited. The nurse rang Mrs Stone.", "mrs stone"),
        ("Mr Cook left early. The cook was upset.", "mr cook"),
        ("Mrs P. rang again about the tap.", "mrs p"),
        ("mr field had tea with the porter", "mr field"),
        ("Dr Pool signed the form.", "dr pool"),
        ("June said the bath was cold. Come back in June.", "june"),
        ("May told us about the key. She may come.", "may"),
    ],
)
def test_a_title_and_grammar_make_a_person_of_a_word(reader: Reader, text: str, name: str) -> None:
    assert told(reader, text)[name] == "person"


def test_a_month_is_nobody(reader: Reader) -> None:
    assert {"april", "may"}.isdisjoint(told(reader, "In April the lift broke. The staff left in May."))


@pytest.mark.parametrize("text", ["Sent to A&E.", "Back from A&E. Bed gone.", "I rang A&E, then the ward."])
def test_a_stop_after_a_and_e_is_no_part_of_it(reader: Reader, text: str) -> None:
    assert "a&e" in told(reader, text)


@pytest.mark.parametrize(
    ("text", "gone", "kept"),
    [
        ("The rota was the straw that broke the camel's back.", ("straw", "camel"), "rota"),
        ("The panel kicked the can down the road.", ("can",), "panel"),
        ("It is a drop in the ocean for the hostel.", ("ocean",), "hostel"),
        ("The council pulled the rug from under the lunch club.", ("rug",), "lunch club"),
        ("There is light at the end of the tunnel, the surgeon says.", ("tunnel",), "surgeon"),
        ("The tunnel under the road floods, so the bus cannot pass.", (), "tunnel"),
        ("The elephant on the wall of the ward made the boy laugh.", (), "elephant"),
        ("The lift is a bottleneck.", (), "lift"),
    ],
)
def test_the_things_in_figures_of_speech_name_nobody(
    reader: Reader, text: str, gone: tuple[str, ...], kept: str
) -> None:
    names = told(reader, text)
    assert kept in names
    assert not [name for name in names for word in gone if word in name.split()]


def test_a_figure_is_found_in_any_form_of_its_words(parser: Parser) -> None:
    (sentence,) = parser.parse("He has been sweeping all of it under the carpet.")
    words = {sentence.tokens[index].lower for index in figurative(sentence)}
    assert words == {"sweeping", "under", "the", "carpet"}


def test_a_key_under_the_carpet_is_no_figure(parser: Parser) -> None:
    (sentence,) = parser.parse("The key is under the carpet.")
    assert figurative(sentence) == frozenset()


def test_no_figure_stands_twice() -> None:
    assert len(lines("idioms")) == len(set(lines("idioms"))) > 150
