"""The map's places: stable, inside the drawing, and true to the notes' order."""

import datetime as dt

import pytest

from assistant.arrangement import HEIGHT, MOST, WIDTH, arrange
from assistant.domain import Actor, Mention, Note, Quote, Reading, Relation

NOTES = tuple(
    Note(id=f"n{n}", filename=f"{n}.txt", title=f"Note {n}", text="x" * 400, date=dt.date(2025, n, 1))
    for n in (1, 2, 3)
)


def actor(name: str, *notes: int, acts: bool = True) -> Actor:
    mentions = tuple(Mention(note=f"n{n}", start=0, end=1, role="acts") for n in notes)
    return Actor(name=name, kind="object", acts=acts, mentions=mentions)


def tie(a: str, b: str, note: int) -> Relation:
    return Relation(a=a, b=b, verb="moves", quote=Quote(note=f"n{note}", start=0, end=1, text="x"))


READING = Reading(
    engine="x",
    actors=(actor("form", 1, 2, 3), actor("rota", 2), actor("key safe", 3), actor("nurse", 1)),
    relations=(tie("form", "nurse", 1), tie("rota", "nurse", 2)),
)


def moments(upto: int) -> dict[str, str]:
    return {node.actor.name: node.moment for node in arrange(READING, NOTES, upto=upto).nodes}


def test_the_same_reading_always_looks_the_same_and_fits() -> None:
    first, second = arrange(READING, NOTES), arrange(READING, NOTES)
    assert first == second
    assert all(0 < node.x < WIDTH and 0 < node.y < HEIGHT for node in first.nodes)
    assert len({(node.x, node.y) for node in first.nodes}) == len(first.nodes)


def test_nobody_moves_when_the_slider_does() -> None:
    places = [
        {node.actor.name: (node.x, node.y) for node in arrange(READING, NOTES, upto=n).nodes} for n in (0, 1, 2, 3)
    ]
    assert all(place == places[0] for place in places)


@pytest.mark.parametrize(
    ("upto", "wanted"),
    [
        (0, {"form": "there", "rota": "there", "key safe": "there", "nurse": "there"}),
        (1, {"form": "enters", "rota": "to come", "key safe": "to come", "nurse": "enters"}),
        (2, {"form": "there", "rota": "enters", "key safe": "to come", "nurse": "quiet"}),
        (3, {"form": "there", "rota": "quiet", "key safe": "enters", "nurse": "quiet"}),
    ],
)
def test_who_and_what_enters_and_goes_quiet(upto: int, wanted: dict[str, str]) -> None:
    assert moments(upto) == wanted


def test_a_tie_comes_with_the_note_that_shows_it() -> None:
    shown = {(x.relation.a, x.relation.b): x.moment for x in arrange(READING, NOTES, upto=1).ties}
    assert shown == {("form", "nurse"): "enters", ("rota", "nurse"): "to come"}


def test_the_steps_say_what_comes_and_what_is_not_named_again() -> None:
    first, second, third = arrange(READING, NOTES).steps
    assert set(first.enters) == {"form", "nurse"}
    assert set(second.enters) == {"rota"}
    assert set(second.leaves) == {"nurse"}
    assert set(third.leaves) == {"rota"}


def test_beyond_what_can_be_read_the_weightiest_are_drawn_and_the_rest_counted() -> None:
    crowd = tuple(actor(f"thing {n}", 1, acts=n % 2 == 0) for n in range(MOST * 2))
    made = arrange(Reading(engine="x", actors=crowd), NOTES)
    assert len(made.nodes) == MOST
    assert made.left_out == MOST
    assert all(node.actor.acts for node in made.nodes)


def test_nothing_is_an_arrangement_too() -> None:
    assert arrange(Reading(engine="x"), ()).nodes == ()
