import pytest

from assistant.domain import Actor, Note, Reading
from assistant.reading import Reader
from assistant.reading.explain import text as explanation_text


def read(reader: Reader, text: str) -> Reading:
    return reader.read([Note(id="n1", filename="n1.txt", title="", text=text)])


def actor(reading: Reading, name: str) -> Actor:
    return next(item for item in reading.actors if name in (item.name.lower(), *item.aliases))


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("The sensor wakes Mr Ahmed every night.", "sensor", "it troubles somebody or something"),
        ("The stairs prevent Mrs Quinn from going out.", "stairs", "it holds something up"),
        ("The shutter does not let customers in.", "shutter", "it holds something up"),
        ("The tariff makes families give up.", "tariff", "it makes somebody or something do something"),
        ("Thanks to the key safe the nurse was in within a minute.", "key safe", "given as a reason for what happens"),
        ("We did not get in because of the padlock.", "padlock", "given as a reason for what happens"),
        ("The quota blocks the team, so nobody gets a place.", "quota", "it holds something up"),
    ],
)
def test_why_says_what_the_notes_say_that_a_thing_does(reader: Reader, text: str, name: str, said: str) -> None:
    assert said in actor(read(reader, text), name).why


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The signature box did not delay anybody.", "signature box"),
        ("The dashboard shows nothing.", "dashboard"),
        ("The quota stops nobody.", "quota"),
        ("The fob reader would block the cleaners.", "fob reader"),
        ("The threshold may exclude the family.", "threshold"),
        ("They believe the tariff stops families from applying.", "tariff"),
        ("Nobody says that the padlock stops the carers.", "padlock"),
        ("If the keypad stops the carers, they ring the bell.", "keypad"),
        ("The shutter nearly stopped the group.", "shutter"),
        ("The alarm used to wake the ward.", "alarm"),
        ("Not because of the parking charge, carers say.", "parking charge"),
        ("The flood had the road shut for a week.", "flood"),
        ("The cupboard holds the spare keys of the wardens.", "cupboard"),
    ],
)
def test_why_is_silent_on_what_is_denied_possible_or_believed(reader: Reader, text: str, name: str) -> None:
    why = next((item.why for item in read(reader, text).actors if item.name.lower() == name), "")
    assert ", and " not in why


@pytest.mark.parametrize(
    "text",
    [
        "The threshold excludes people. We are dropping the threshold in June.",
        "The keypad shuts carers out. Could it be moved?",
        "The keypad shuts carers out. Keypad to be replaced by Friday.",
        "The keypad shuts carers out. Action: keypad.",
        "I wonder why the keypad shuts carers out.",
        "The keypad shuts carers out. Not sure whether the keypad is needed.",
        "We don't know why the keypad shuts carers out.",
        "The keypad shuts carers out. Kofi will repair the keypad on Tuesday.",
        "The keypad shuts carers out. We've replaced the keypad.",
        "The keypad shuts carers out. We should get rid of the keypad.",
        "The keypad shuts carers out. The keypad should go.",
        "The keypad shuts carers out. Let's change it.",
        "The keypad shuts carers out. Replace the keypad.",
        "The keypad shuts carers out. I will ask about the keypad.",
    ],
)
def test_what_is_asked_planned_decided_or_acted_on_is_not_passed_over(reader: Reader, text: str) -> None:
    reading = read(reader, text)
    assert not reading.overlooked
    assert any(item.acts and not item.human for item in reading.actors)


@pytest.mark.parametrize(
    "text",
    [
        "The keypad shuts carers out. Nobody replaced the keypad.",
        "The keypad shuts carers out. The manager uses the keypad every day.",
        "The keypad shuts carers out. We will meet Mrs Field outside because the keypad is broken.",
        "The keypad shuts carers out. Is it raining outside the church?",
    ],
)
def test_what_is_only_used_or_named_again_stays_passed_over(reader: Reader, text: str) -> None:
    reading = read(reader, text)
    expected = [] if "Is it" in text else ["keypad"]
    assert [item.name for item in reading.overlooked] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The lift stops the residents, so we're meeting in the yard tomorrow.",
        "The lift stops the residents, and Sandra is going to ring the landlord.",
        "The lift stops the residents, so the group has to wait.",
    ],
)
def test_why_does_not_deny_a_plan_that_is_in_the_sentence(reader: Reader, text: str) -> None:
    why = actor(read(reader, text), "lift").why
    assert "plan" not in why
    assert "decide" not in why


def test_mentions_in_one_sentence_are_one_sentence(reader: Reader) -> None:
    why = actor(read(reader, "The padlock stops the nurses, the padlock stops the carers."), "padlock").why
    assert why.startswith("It comes up twice")
    assert "that sentence does not ask" in why


def test_what_stops_people_stands_before_what_is_only_there(reader: Reader) -> None:
    text = (
        "There was a calendar on the wall of the hall. The referral form sends people back to the start and nobody "
        "gets a visit. The referral form stops the team too. The poster shows the number."
    )
    reading = read(reader, text)
    assert reading.overlooked[0].name == "referral form"
    assert [item.name for item in reading.actors][0] == "referral form"


def test_an_explanation_says_that_a_rule_decided(reader: Reader) -> None:
    note = Note(id="n1", filename="n1.txt", title="", text="The keypad shuts carers out. We've replaced the keypad.")
    told = reader.explain([note], "keypad")
    passed = next(item for item in told.verdicts if item.said == "is passed over")
    assert not passed.holds
    assert "The notes ask about it, plan something for it, decide on it or act on it" in explanation_text(told)
