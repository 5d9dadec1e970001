"""What a remark says of a quote is borne out by the quote's own words."""

import pytest

from assistant.domain import MESSAGE, Actor, Quote
from assistant.responders.sound import changes, of_the_case, shows, telling


def quote(text: str, note: str = "n1") -> Quote:
    return Quote(note=note, start=0, end=len(text), text=text)


@pytest.mark.parametrize(
    "text",
    ["Dashboard.", "Home by eight.", "Present: Pat (home care), Col (pharmacy link)", "From: me to Pat on Monday"],
)
def test_headings_and_headers_tell_nothing(text: str) -> None:
    assert not telling(quote(text))


def test_sentences_and_short_messages_tell_something() -> None:
    assert telling(quote("The form sent Mrs Field away."))
    assert telling(quote("The form.", MESSAGE))


@pytest.mark.parametrize(
    ("names", "text", "said"),
    [
        (("tablets",), "The tablet lay under a hymn book.", True),
        (("referral form", "form"), "I rang about the form again.", True),
        (("referral form",), "I rang about the rota again.", False),
        (("Dennis",), "Maureen told him he could bring a photo.", False),
        (("38",), "Sunita missed the 38 and walked.", True),
    ],
)
def test_an_actor_is_shown_by_one_of_its_names(names: tuple[str, ...], text: str, said: bool) -> None:
    actor = Actor(name=names[0], aliases=names[1:], kind="object", acts=True)
    assert shows(actor, quote(text)) is said


@pytest.mark.parametrize(
    ("name", "said"), [("notes", False), ("message", False), ("message board", True), ("form", True)]
)
def test_the_writing_is_not_of_the_case(name: str, said: bool) -> None:
    assert of_the_case(Actor(name=name, kind="document", acts=True)) is said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We look at the colour now.", True),
        ("The fitter no longer comes.", True),
        ("The rota has two columns and a key.", False),
    ],
)
def test_a_change_needs_a_word_of_change(text: str, said: bool) -> None:
    assert changes(quote(text)) is said
