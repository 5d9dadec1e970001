"""Each kind of change within a note and between two, with both quotes; and what is no change."""

import datetime as dt

import pytest

from assistant.domain import Change
from assistant.reading import Parser, Reader
from assistant.reading.clause import clauses
from assistant.reading.times import times
from tests.reading.test_reader import note


def changes(reader: Reader, *texts: str) -> tuple[Change, ...]:
    """The changes of notes that were written a month apart, their quotes checked."""
    notes = [note(text, number, dt.date(2025, number + 1, 1)) for number, text in enumerate(texts)]
    found = reader.read(notes).changes
    by_id = {item.id: item.text for item in notes}
    quotes = [quote for change in found for quote in (change.before, change.after) if quote]
    assert all(by_id[quote.note][quote.start : quote.end] == quote.text for quote in quotes)
    return found


def told(found: tuple[Change, ...]) -> list[tuple[str, str, str, str]]:
    """Kind, first actor, before and after of each change."""
    return [
        (
            item.what,
            item.actors[0].lower(),
            item.before.text if item.before else "",
            item.after.text if item.after else "",
        )
        for item in found
    ]


@pytest.mark.parametrize(
    ("what", "actor", "before", "after"),
    [
        ("arrives", "card reader", "The café had no till.", "The council has installed a card reader in the café."),
        ("arrives", "somali interpreter", "Nobody on the team spoke Somali.", "A Somali interpreter joined the team."),
        ("leaves", "noticeboard", "The noticeboard told people of the classes.", "The noticeboard was taken down."),
        ("leaves", "nurse", "The nurse visits every Tuesday.", "The nurse no longer visits."),
        ("is replaced", "caretaker", "The caretaker held the keys.", "The caretaker was replaced by a key safe."),
        ("is replaced", "chatbot", "The duty officer answers the calls.", "A chatbot now answers the calls."),
        ("tightens", "visitors", "Visitors came when they liked.", "Visitors must now book a slot."),
        ("tightens", "panel", "The panel took late forms.", "The panel no longer accepts late forms."),
        ("tightens", "order", "The order needed one name.", "The order needs a signature now."),
        ("loosens", "loan", "The loan lasted two weeks.", "The loan was extended to six weeks."),
        ("loosens", "carers", "Carers had to queue at the desk.", "Carers no longer have to queue at the desk."),
        ("breaks", "ticket machine", "The ticket machine gave out numbers.", "The ticket machine has packed in."),
        ("breaks", "tablet", "The tablet showed the care plan.", "The tablet no longer works."),
        ("is worked around", "policy", "The policy forbids it.", "The drivers get round the policy at night."),
        ("is worked around", "door", "The door is too heavy.", "The porters prop the door open with a chair."),
        ("is promised", "clinic", "The clinic is in the basement.", "The clinic will move to the ground floor."),
        ("is promised", "laptops", "The laptops are slow.", "The laptops are to be replaced in spring."),
        ("moves", "bench", "The bench stood by the gate.", "The bench was moved to the hill."),
        ("takes over", "library", "The library lends books.", "The library has taken over the bookings."),
    ],
)
def test_a_change_between_two_notes(reader: Reader, what: str, actor: str, before: str, after: str) -> None:
    assert told(changes(reader, before, after)) == [(what, actor, before, after)]


@pytest.mark.parametrize(
    ("text", "what", "actor", "before", "after"),
    [
        (
            "Until May anyone could refer. Since then only GPs can.",
            "tightens",
            "gps",
            "Until May anyone could refer.",
            "Since then only GPs can.",
        ),
        (
            "We used to ring the ward; now it's the portal.",
            "is replaced",
            "portal",
            "We used to ring the ward",
            "now it's the portal.",
        ),
        (
            "We posted the results until the lab launched a website.",
            "arrives",
            "website",
            "We posted the results",
            "until the lab launched a website.",
        ),
        (
            "The team sends an email instead of a fax.",
            "is replaced",
            "team",
            "instead of a fax",
            "The team sends an email",
        ),
        (
            "The library does the bookings. Before that, the porter did the bookings.",
            "is replaced",
            "library",
            "Before that, the porter did the bookings.",
            "The library does the bookings.",
        ),
        (
            "The hotline was busy all day. It was scrapped in the spring.",
            "leaves",
            "hotline",
            "The hotline was busy all day.",
            "It was scrapped in the spring.",
        ),
        (
            "The curfew kept the boys in. The warden lifted the curfew in May.",
            "loosens",
            "curfew",
            "The curfew kept the boys in.",
            "The warden lifted the curfew in May.",
        ),
        (
            "The boiler heats the hall. On Sunday the boiler failed.",
            "breaks",
            "boiler",
            "The boiler heats the hall.",
            "On Sunday the boiler failed.",
        ),
        (
            "The turnstile stops the buggies. The parents have found a way round the turnstile.",
            "is worked around",
            "turnstile",
            "The turnstile stops the buggies.",
            "The parents have found a way round the turnstile.",
        ),
        (
            "The hall has no ramp. The landlord has promised a ramp.",
            "is promised",
            "landlord",
            "The hall has no ramp.",
            "The landlord has promised a ramp.",
        ),
    ],
)
def test_a_change_within_a_note(reader: Reader, text: str, what: str, actor: str, before: str, after: str) -> None:
    assert told(changes(reader, text)) == [(what, actor, before, after)]


@pytest.mark.parametrize(
    "texts",
    [
        ("The chart hangs by the bed.", "The chart hangs by the bed."),
        ("The dog sleeps in the office.", "The dog still sleeps in the office."),
        ("The receptionist sits at the desk. The phone rings.", "The receptionist sits at the desk. The phone rings."),
        ("The form sends people back to the start.",),
        ("The garden is behind the house. The gate is green.", "The garden has roses. The gate is made of iron."),
        ("Joan took the minutes. The nurse came in and opened the window.",),
        ("Would the form be scrapped? If the form is scrapped, the nurse goes home.",),
    ],
)
def test_what_stays_as_it_was_is_no_change(reader: Reader, texts: tuple[str, ...]) -> None:
    assert not changes(reader, *texts)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("Since the flood the office is in the hall.", "breaks"),
        ("The form sends people back to the start.", "arrives"),
        ("Since March Joan takes the minutes.", "takes over"),
        ("The ticket machine gave out numbers.", "breaks"),
        ("Everybody went past the desk.", "is worked around"),
        ("The delay was due to the form.", "is promised"),
    ],
)
def test_a_word_alone_tells_no_kind_of_change(reader: Reader, text: str, never: str) -> None:
    found = changes(reader, "The office, the form, the desk and Joan were there.", text)
    assert never not in {item.what for item in found}


def test_how_it_used_to_be_stands_before_and_never_after(reader: Reader) -> None:
    found = changes(reader, "Doreen used to do the round.", "A courier does the round now.")
    assert [(item.before and item.before.note, item.after and item.after.note) for item in found] == [("n0", "n1")]
    alone = changes(reader, "Doreen used to do the round.")
    assert [item.after for item in alone] == [None]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("We rang the desk, but now the clerk books it.", ["We rang the desk", "now the clerk books it."]),
        ("Before the app came, we rang the desk.", ["Before the app came", "we rang the desk."]),
        ("The nurse who runs it said that it works.", ["The nurse who runs it said that it works."]),
    ],
)
def test_a_sentence_is_cut_where_clauses_stand_side_by_side(parser: Parser, text: str, parts: list[str]) -> None:
    found = [text[part.tokens[0].start : part.tokens[-1].end] for part in clauses(parser.parse(text)[0])]
    assert found == parts


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("We used to ring.", {"was"}),
        ("She is used to ringing.", set()),
        ("Until May we rang.", {"was"}),
        ("The shop stays open until eight.", set()),
        ("They don't ring any more.", {"ceased"}),
        ("He took no more than one.", set()),
        ("It is late since he is ill.", set()),
        ("From Monday we need two names.", {"promised"}),
        ("It was late due to the form.", set()),
    ],
)
def test_words_of_time(parser: Parser, text: str, time: set[str]) -> None:
    assert times(clauses(parser.parse(text)[0])[0]) == time
