import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Actor, Reading
from assistant.privacy import Mask, identifiers, likely, people

NAMES = ("Mrs Field", "Anjali", "Tom O’Neill")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Mrs Field rang Anjali.", "[PERSON-1] rang [PERSON-2]."),
        ("Field's hoist", "[PERSON-1]'s hoist"),
        ("in the field, anjali", "in the field, anjali"),
        ("Tom O’Neill and Tom", "[PERSON-1] and [PERSON-2]"),
        ("NHS 943 476 5919 noted", "NHS [NHS-1] noted"),
        ("NHS 943 476 5910 noted", "NHS [NUMBER-1] noted"),
        ("ring 020 7946 0018 or 07700 900123", "ring [PHONE-1] or [PHONE-2]"),
        ("at +44 20 7946 0018", "at [PHONE-1]"),
        ("write to a.b@example.org.uk.", "write to [EMAIL-1]."),
        ("lives in LS6 2AB, or ls62ab", "lives in [POSTCODE-1], or [POSTCODE-2]"),
        ("NI number AB 12 34 56 C", "NI number [NINO-1]"),
        ("born 3 May 1941, dob 03/05/1941", "born [BIRTH-1], dob [BIRTH-2]"),
        ("at 12 Mill Lane since 2019", "at [ADDRESS-1] since 2019"),
        ("case AB-1234567", "case [NUMBER-1]"),
        ("see https://example.org/x?id=3 now", "see [LINK-1] now"),
        ("three of 14 visits on 12 March 2025 at 10.30", "three of 14 visits on 12 March 2025 at 10.30"),
    ],
)
def test_identifiers_are_replaced_and_put_back(text: str, hidden: str) -> None:
    mask = Mask(NAMES)
    assert mask.hide(text) == hidden
    assert mask.show(hidden) == text


def test_the_same_thing_always_goes_by_the_same_mark() -> None:
    mask = Mask(NAMES)
    assert mask.hide("Anjali, then Mrs Field, then Anjali") == "[PERSON-1], then [PERSON-2], then [PERSON-1]"
    assert mask.hide("Mrs Field") == "[PERSON-2]"
    assert mask.show("PERSON-2 and [person-1] and [PERSON-9]") == "Mrs Field and Anjali and [PERSON-9]"


@given(st.text(max_size=200))
def test_any_text_comes_back_with_white_space_folded(text: str) -> None:
    mask = Mask(NAMES)
    hidden = mask.hide(text)
    assert " ".join(mask.show(hidden).split()) == " ".join(text.split()) or "-" in text


def test_people_are_the_names_that_a_reading_found() -> None:
    actors = (
        Actor(name="Mrs Field", kind="person", acts=True, aliases=("field",)),
        Actor(name="nurse", kind="person", acts=True),
        Actor(name="Hatherley", kind="place", acts=False),
    )
    assert people(Reading(engine="x", actors=actors)) == ("Mrs Field",)


def test_what_would_be_replaced_can_be_listed() -> None:
    assert set(identifiers(["Anjali, LS6 2AB"], NAMES)) == {"Anjali", "LS6 2AB"}


def test_words_that_are_used_like_names_count_as_names() -> None:
    texts = ["Then Bethan rang on Monday in March, and Mrs Okafor came.", "The form went back. Precious saw the NHS."]
    assert set(likely(texts)) == {"Bethan", "Okafor"}
    assert Mask(likely(texts)).hide("Bethan saw Okafor.") == "[PERSON-1] saw [PERSON-2]."
