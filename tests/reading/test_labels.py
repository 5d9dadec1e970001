"""Labels that are put on people, and places that speak."""

import pytest

from assistant.domain import Actor
from assistant.reading import Reader
from tests.reading.test_reader import note


def actor(reader: Reader, text: str, name: str) -> Actor:
    return next(item for item in reader.read([note(text)]).actors if item.name.lower() == name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Staff called him a troublemaker.", "troublemaker"),
        ("She is known as a time waster at the surgery.", "time waster"),
        ("They put her down as a refuser.", "refuser"),
        ("He was labelled a bully by the school.", "bully"),
        ("Mrs Ortiz is down as a self-discharger.", "self-discharger"),
        ("They call her a hoarder.", "hoarder"),
    ],
)
def test_a_label_on_a_person_is_language(reader: Reader, text: str, name: str) -> None:
    assert actor(reader, text, name).kind == "language"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We called him a taxi.", "taxi"),
        ("The form is known as the yellow form.", "yellow form"),
        ("A bully waited at the gate.", "bully"),
    ],
)
def test_what_is_no_label_keeps_its_kind(reader: Reader, text: str, name: str) -> None:
    assert actor(reader, text, name).kind != "language"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The front desk hung up on us.", "front desk"),
        ("Reception put me on hold.", "reception"),
        ("The help desk picked up at last.", "help desk"),
        ("The booking office won't talk to relatives.", "booking office"),
    ],
)
def test_a_desk_that_does_what_people_do_is_people(reader: Reader, text: str, name: str) -> None:
    found = actor(reader, text, name)
    assert found.human
    assert found.also


@pytest.mark.parametrize(
    ("text", "name"),
    [("The desk is too high.", "desk"), ("The lift hung up there.", "lift"), ("The counter has a loop.", "counter")],
)
def test_a_desk_that_only_stands_there_is_a_thing(reader: Reader, text: str, name: str) -> None:
    assert not actor(reader, text, name).human
