"""Small rules beside the tagger: ways, who is who, what is called settled, who is spoken about."""

import pytest

from assistant.domain import Reading
from assistant.errors import NotFound
from assistant.reading import Reader, explanation_text
from assistant.reading.plain import plain
from assistant.reading.tables import packaged
from assistant.reading.ways import of_signs, of_verb
from tests.reading.test_reader import actor, note


def read(reader: Reader, text: str) -> Reading:
    return reader.read([note(text)])


@pytest.mark.parametrize(
    ("signs", "way"),
    [
        ({"sv:stop", "subject"}, "prevents"),
        ({"sv:allow", "clause:neg"}, "prevents"),
        ({"sv:allow"}, "enables"),
        ({"sv:delay"}, "delays"),
        ({"cause"}, "is the reason"),
        ({"lacking"}, "is missed"),
        ({"sv:stand"}, ""),
        (set(), ""),
    ],
)
def test_the_way_is_read_off_the_signs(signs: set[str], way: str) -> None:
    assert of_signs(frozenset(signs)) == way


def test_a_negated_verb_without_an_opposite_tells_no_way() -> None:
    assert of_verb("delay", negated=True) == ""
    assert of_verb("stop", negated=True) == "enables"


@pytest.mark.parametrize(
    ("text", "name", "way"),
    [
        ("The fire door stops the residents from coming down.", "fire door", "prevents"),
        ("Because of the referral form Mrs Field waited.", "referral form", "is the reason"),
        ("The budget lets the team buy a second hoist.", "budget", "enables"),
    ],
)
def test_effects_are_told_with_their_quote(reader: Reader, text: str, name: str, way: str) -> None:
    effects = actor(read(reader, text), name).effects
    assert [item.way for item in effects] == [way]
    assert effects[0].quote.text in text


@pytest.mark.parametrize(
    ("text", "dyadic"),
    [
        ("The nurse washed the patient.", True),
        ("The social worker phoned Mrs Field about it.", True),
        ("The social worker phoned the daughter.", False),
        ("The hoist hurt the patient.", False),
    ],
)
def test_a_tie_between_worker_and_user_alone_is_told(reader: Reader, text: str, dyadic: bool) -> None:
    relations = read(reader, text + " The alarm woke the ward.").relations
    assert dyadic in {item.dyadic for item in relations}
    assert dyadic or not any(item.dyadic for item in relations)


def test_a_desk_that_speaks_is_people_and_shown_with_both_readings(reader: Reader) -> None:
    desk = actor(read(reader, "The desk said that nobody had rung. We went home."), "desk")
    assert desk.kind == "group"
    assert desk.also in ("object", "place")
    desk = actor(read(reader, "We moved the desk against the wall. The desk is too low."), "desk")
    assert desk.kind == "object"
    assert desk.also is None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The form is always faxed.", "always"),
        ("It's just how it is with the rota.", "just how it is"),
        ("The Friday list can’t be changed.", "can't be changed"),
        ("The form is not always faxed.", None),
        ("Is the form always faxed?", None),
        ("The form was faxed.", None),
        ("It is always so.", None),
    ],
)
def test_what_is_called_settled_is_quoted(reader: Reader, text: str, phrase: str | None) -> None:
    found = read(reader, text).settled
    assert [item.phrase for item in found] == ([phrase] if phrase else [])
    assert all(item.quote.text == text and item.actors for item in found)


def test_people_who_are_only_spoken_about_are_told(reader: Reader) -> None:
    text = (
        "We moved Mr Baker on Monday. The team discussed Mr Baker for an hour. The ward sister rang the bed bureau and "
        "she arranged a bed."
    )
    reading = read(reader, text)
    assert [item.name for item in reading.unheard] == ["Mr Baker"]
    assert "no sentence shows what they do or say" in reading.unheard[0].why
    assert not actor(reading, "ward sister").unheard


def test_an_explanation_tells_what_each_judgement_rests_on(reader: Reader) -> None:
    notes = [note("Because of the referral form Mrs Field waited. The forms came back.")]
    told = reader.explain(notes, "The Form")
    assert told.name == "referral form"
    assert {item.said.split(" of ")[0] for item in told.verdicts} >= {"takes part", "makes a difference"}
    assert all(item.reasons for item in told.verdicts)
    assert len(told.places) == 2
    shown = explanation_text(told)
    assert "Because of the referral form Mrs Field waited." in shown
    assert "it is given as a reason" in shown
    assert "the sign `" not in shown


def test_an_unknown_actor_is_told_with_the_nearest_names(reader: Reader) -> None:
    with pytest.raises(NotFound, match='"forn".*Did you mean "referral form"'):
        reader.explain([note("The referral form came back.")], "forn")


def test_nearly_every_sign_can_be_told_in_plain_words() -> None:
    told = [plain(sign) for name in ("part", "acts", "passed") for sign in packaged()[name].points if sign != "always"]
    assert sum(words.startswith("the sign") for words in told) < 0.02 * len(told)
