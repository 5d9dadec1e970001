import datetime as dt

import pytest

from assistant.domain import Actor, Kind, Mention, Note
from assistant.responders import wording

SPOKEN: tuple[tuple[str, Kind, str, str], ...] = (
    ("referral form", "document", "Then the referral form came.", "the referral form"),
    ("Referral form", "document", "Referral form is long.", "the referral form"),
    ("Mrs Field", "person", "So Mrs Field rang.", "Mrs Field"),
    ("Anjali", "person", "And Anjali came.", "Anjali"),
    ("their kitchen", "place", "In their kitchen.", "their kitchen"),
    ("our car park", "place", "In our car park.", "your car park"),
    ("CRM", "technology", "The CRM closes it.", "the CRM"),
    ("Openreach", "organisation", "Then Openreach came.", "Openreach"),
    ("GP", "person", "We rang the GP again.", "the GP"),
    ("Quay Hill", "place", "Up on Quay Hill.", "Quay Hill"),
    ("gulls", "nature", "Over the gulls.", "the gulls"),
    ("not eligible", "language", 'It was "not eligible" in bold.', "“not eligible”"),
    ("Marcin's phone", "technology", "On Marcin's phone.", "Marcin's phone"),
    ("vicar's ladder", "object", "Without vicar's ladder.", "the vicar's ladder"),
    ("half term", "time", "And half term came.", "half term"),
    ("eczema", "body", "With eczema.", "eczema"),
    ("hand", "body", "Where his hand goes.", "the hand"),
)


@pytest.mark.parametrize(("name", "kind", "text", "expected"), SPOKEN)
def test_spoken(name: str, kind: Kind, text: str, expected: str) -> None:
    start = text.lower().index(name.lower())
    mention = Mention(note="n", start=start, end=start + len(name), role="mentioned")
    actor = Actor(name=name, kind=kind, acts=True, mentions=(mention,))
    assert wording.spoken(actor, {"n": text}) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("five o'clock gate", "the five o'clock gate"),
        ("half past six o'clock bell", "the half past six o'clock bell"),
        ("five o'clock", "five o'clock"),
        ("10am huddle", "the 10am huddle"),
        ("three week limit", "the three week limit"),
        ("three weeks", "three weeks"),
    ],
)
def test_a_name_that_begins_with_a_time_takes_an_article(name: str, expected: str) -> None:
    assert wording.spoken(Actor(name=name, kind="time", acts=True), {}) == expected


def test_a_name_in_small_letters_takes_no_article() -> None:
    assert wording.spoken(Actor(name="dm", kind="person", acts=True, bare=True), {"n": "dm rang"}) == "dm"
    assert wording.spoken(Actor(name="cook", kind="person", acts=True), {"n": "cook rang"}) == "the cook"


def test_numbers_and_lists() -> None:
    assert wording.times(2) == "twice"
    assert wording.times(13) == "more than twelve times"
    assert wording.counted(1, "note", "notes") == "one note"
    assert wording.listed(["a", "b", "c"], "or") == "a, b or c"
    assert wording.listed([]) == ""


def test_when() -> None:
    dated = Note(id="n", filename="f", title="Diary", text="x", date=dt.date(2025, 3, 2))
    bare = Note(id="n", filename="f.txt", title="", text="x")
    assert wording.when(dated, with_year=False) == "on 2 March"
    assert wording.when(dated, with_year=True) == "on 2 March 2025"
    assert wording.when(bare, with_year=True) == "in ‘f.txt’"
