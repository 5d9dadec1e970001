"""What passes, what is repaired and what is withheld."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import MESSAGE, Actor, Brief, Draft, Note, Observation, Quote, Reading, Reply, Turn
from assistant.grounding import ground, locate

TEXT = "The form only has space for one need.  She said “it’s\nlate” and left. The form goes back. The ward is shut."
NOTE = Note(id="n1", filename="a.txt", title="A", text=TEXT)
BRIEF = Brief(
    message="The key safe jammed.",
    notes=(NOTE,),
    reading=Reading(engine="x", actors=(Actor(name="referral form", kind="document", acts=True, aliases=("form",)),)),
)
QUESTION = "What did the form make easier, and for whom?"


def quoted(text: str, note: str = "n1", start: int = 0) -> Quote:
    return Quote(note=note, start=start, end=start + len(text), text=text)


def observed(*quotes: Quote, text: str = "Here is the form:", actors: tuple[str, ...] = ()) -> Observation:
    return Observation(text=text, lens="what-it-does", actors=actors, quotes=quotes)


def grounded(*observations: Observation, question: str = QUESTION, opening: str = "", brief: Brief = BRIEF) -> Reply:
    draft = Draft(observations=observations, question=question, lens="value", question_id="q", opening=opening)
    return ground(draft, brief, engine="test")


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("The form only has space", "The form only has space"),
        ("the form only has space", "The form only has space"),
        ("Form only has space", "form only has space"),
        ("one need. She said", "one need.  She said"),
        ('She said "it\'s late" and left.', "She said “it’s\nlate” and left."),
        ("The form … one need.", "The form only has space for one need."),
        ("…space for one need...", "space for one need"),
        ("The form [...] need.", "The form only has space for one need."),
        ("“The form goes back.”", "The form goes back."),
    ],
)
def test_a_near_miss_is_repaired(given: str, found: str) -> None:
    reply = grounded(observed(quoted(given)))
    assert reply.withheld == ()
    quote = reply.observations[0].quotes[0]
    assert quote.text == found
    assert TEXT[quote.start : quote.end] == found


@pytest.mark.parametrize(
    "given",
    [
        "The form has space for two needs.",
        "The form only had space",
        "he form goes",
        "goes back … only has",
        "…",
        "",
        "   ",
        "THE FORM GOES BACK",
    ],
)
def test_an_invented_quote_is_withheld(given: str) -> None:
    reply = grounded(observed(quoted(given)))
    assert reply.observations == ()
    assert len(reply.withheld) == 1
    assert "does not stand in the note" in reply.withheld[0].reason


def test_the_place_nearest_to_the_hint_is_taken() -> None:
    reply = grounded(observed(quoted("the form", start=70)))
    assert reply.observations[0].quotes[0].start == TEXT.rindex("The form")


def test_an_ellipsis_does_not_reach_over_half_the_note() -> None:
    text = "It began. " + "x " * 400 + "It ended."
    assert locate(quoted("It began … It ended."), text) is None


@given(st.text(), st.integers(-5, 200), st.integers(-5, 200), st.text())
def test_what_is_located_stands_there(text: str, start: int, end: int, wanted: str) -> None:
    found = locate(Quote(note="n", start=start, end=end, text=wanted), text)
    if found:
        assert text[found.start : found.end] == found.text
        assert any(x.isalnum() for x in found.text)


@given(st.text(min_size=1), st.data())
def test_a_true_stretch_is_always_located(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = Quote(note="n", start=start, end=end, text=text[start:end])
    assert locate(quote, text) == (quote if any(x.isalnum() for x in quote.text) else None)


def test_the_message_can_be_quoted() -> None:
    reply = grounded(observed(quoted("the key safe jammed", MESSAGE)))
    assert reply.observations[0].quotes[0].text == "The key safe jammed"


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (observed(), "no quote"),
        (observed(quoted("The form", "n9")), "not in this case"),
        (observed(quoted("The form"), text=" "), "says nothing"),
        (observed(quoted("The form"), actors=("portal",)), "named in no note"),
        (observed(quoted("The form"), text="You should change the form."), "advice"),
        (observed(quoted("The form"), text="Well done for writing this:"), "praises"),
        (observed(quoted("The form"), text="The form wants control:"), "motive"),
        (observed(quoted("The form"), text="You wrote “the portal was down”:"), "stands in no note"),
    ],
)
def test_withheld(item: Observation, reason: str) -> None:
    reply = grounded(item)
    assert reply.observations == ()
    assert reason in reply.withheld[0].reason


@pytest.mark.parametrize("name", ["referral form", "Form", "ward", "key safe"])
def test_actors_by_name_alias_or_in_the_text(name: str) -> None:
    assert grounded(observed(quoted("The form"), actors=(name,))).withheld == ()


def test_one_bad_quote_withholds_its_observation_and_no_other() -> None:
    reply = grounded(observed(quoted("The form"), quoted("never there")), observed(quoted("The ward is shut.")))
    assert [item.quotes[0].text for item in reply.observations] == ["The ward is shut."]
    assert len(reply.withheld) == 1


def test_no_more_than_three() -> None:
    reply = grounded(*(observed(quoted("The form")) for _ in range(4)))
    assert len(reply.observations) == 3
    assert len(reply.withheld) == 1


def test_a_faulty_question_is_withheld() -> None:
    reply = grounded(question="Have you considered a new form?")
    assert (reply.question, reply.question_id) == ("", "")
    assert "advice" in reply.withheld[0].reason


def test_an_opening_that_praises_is_withheld() -> None:
    reply = grounded(opening="Great reflection!")
    assert reply.opening == ""
    assert len(reply.withheld) == 1
    assert grounded(opening="Hello.").opening == "Hello."


def test_words_of_an_earlier_message_may_stand_in_the_text() -> None:
    earlier = Turn(id="t", message="The minibus was late.", at=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    brief = Brief(message="ok", notes=(NOTE,), history=(earlier,))
    item = observed(quoted("The form"), text="You said “the minibus was late”:")
    assert grounded(item, brief=brief).withheld == ()


def test_passages_and_engine_are_kept() -> None:
    reply = grounded()
    assert reply.engine == "test"
    assert reply.passages == BRIEF.passages
