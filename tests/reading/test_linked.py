"""The verb and the way of a tie hold between its two, or only say that they are named together."""

import pytest

from assistant.reading import Reader
from tests.reading.test_reader import note

NAMED = ("is named with", "are named with")


def ties(reader: Reader, text: str) -> dict[tuple[str, str], tuple[str, str]]:
    told = reader.read([note(text)]).relations
    return {(item.a.lower(), item.b.lower()): (item.verb, item.way) for item in told}


@pytest.mark.parametrize(
    ("text", "a", "b", "verb", "way"),
    [
        ("The clinic no longer lets parents wait inside.", "clinic", "parents", "no longer lets", "prevents"),
        ("The new gate does not let the ambulance in.", "new gate", "ambulance", "does not let in", "prevents"),
        ("The cleaner gave the sister a towel.", "cleaner", "sister", "gave a towel to", ""),
        ("The tenant has been asking the landlord.", "tenant", "landlord", "has been asking", "invites"),
        ("The council fined the landlord.", "council", "landlord", "fined", ""),
        ("Priya, the surgery has dropped the referral.", "surgery", "referral", "has dropped", ""),
    ],
)
def test_a_verb_that_joins_the_two_is_told(reader: Reader, text: str, a: str, b: str, verb: str, way: str) -> None:
    assert ties(reader, text).get((a, b)) == (verb, way)


@pytest.mark.parametrize(
    "text",
    [
        "The manager could not reach the engineer.",
        "The matron wants the porter to move the bed.",
        "If the alarm wakes the warden, the warden rings the son.",
        "The lift broken, had to phone the landlord.",
        "Can the nurse ring the surgery?",
        "Had the plumber rung the tenant, the tap would be dry.",
    ],
)
def test_what_is_denied_wished_asked_or_on_a_condition_has_no_verb_and_no_way(reader: Reader, text: str) -> None:
    assert all(verb in NAMED and not way for verb, way in ties(reader, text).values())


def test_a_cause_keeps_its_way_but_takes_no_verb_of_another(reader: Reader) -> None:
    told = ties(reader, "Mr Odd cannot leave because of the broken ramp.")
    assert told["broken ramp", "mr odd"] == ("is named with", "is the reason")


def test_one_who_is_only_called_upon_does_nothing(reader: Reader) -> None:
    told = ties(reader, "Priya, the surgery has dropped the referral.")
    assert all(verb in NAMED for (one, _), (verb, _) in told.items() if one == "priya")


def test_the_verb_agrees_with_many(reader: Reader) -> None:
    told = ties(reader, "The volunteers drives the minibus.")
    assert told["volunteers", "minibus"][0] == "drive"
