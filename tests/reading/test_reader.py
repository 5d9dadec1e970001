import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.domain import MESSAGE, Actor, Note, Quote, Reading
from assistant.reading import Parser, Reader
from assistant.reading.reader import TOGETHER


def note(text: str, number: int = 1, date: dt.date | None = None) -> Note:
    return Note(id=f"n{number}", filename=f"n{number}.txt", title="", text=text, date=date)


def actor(reading: Reading, name: str) -> Actor:
    found = [item for item in reading.actors if name in (item.name.lower(), *item.aliases)]
    assert found, [item.name for item in reading.actors]
    return found[0]


def quotes(reading: Reading) -> list[Quote]:
    found = [quote for item in reading.actors for quote in item.quotes]
    found += [item.quote for item in reading.relations]
    found += [quote for item in reading.changes for quote in (item.before, item.after) if quote]
    return found + [quote for item in reading.silent_kinds for quote in item.nearest]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The referral form sends people back to the start, so nobody gets a visit.", "referral form"),
        ("Thanks to the key safe the nurse was in within a minute.", "key safe"),
        ("The alarm woke the whole ward twice and Mrs Field went wandering.", "alarm"),
        ("The lift stops the residents from coming down.", "lift"),
        ("The rota means that nobody is here at six.", "rota"),
        ("The budget lets the team buy a second hoist.", "budget"),
        ("Sandra decided that the room stays open.", "sandra"),
    ],
)
def test_what_makes_a_difference_acts(reader: Reader, text: str, name: str) -> None:
    assert actor(reader.read([note(text)]), name).acts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("There were biscuits on the table.", "table"),
        ("We put the leaflet in the box.", "box"),
    ],
)
def test_what_is_only_mentioned_does_not_act(reader: Reader, text: str, name: str) -> None:
    found = [item for item in reader.read([note(text)]).actors if item.name.lower() == name]
    assert not any(item.acts for item in found)


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("The referral form came back. We filled in the form again.", "referral form", "form"),
        ("Mrs Field rang the team. Field was angry.", "mrs field", "field"),
        ("The occupational therapist came. The OT left a frame.", "occupational therapist", "ot"),
        ("The door was shut. All doors were shut.", "door", "doors"),
        ("Anjali, our ward pharmacist, came up. Anjali sat down.", "anjali", "anjali"),
    ],
)
def test_names_of_one_actor_are_merged(reader: Reader, text: str, name: str, alias: str) -> None:
    reading = reader.read([note(text)])
    assert actor(reading, name) == actor(reading, alias)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The social worker rang.", "social worker", "person"),
        ("The social workers rang.", "social workers", "group"),
        ("The council pays for it.", "council", "organisation"),
        ("We met Mrs Field at the clinic.", "mrs field", "person"),
        ("We were glad that Hope rang.", "hope", "person"),
        ("The shared drive was full.", "shared drive", "technology"),
        ("She left the care plan in the kitchen.", "care plan", "document"),
        ("The eligibility criteria shut them out.", "eligibility criteria", "rule"),
        ("The budget ran out in May.", "budget", "money"),
        ("She sat in the waiting room.", "waiting room", "place"),
        ("The commode came late.", "commode", "object"),
        ("The rota has a gap.", "rota", "time"),
        ("They call him a bed blocker.", "bed blocker", "language"),
        ("The noise kept her awake.", "noise", "atmosphere"),
        ("Her arthritis is worse.", "arthritis", "body"),
        ("The rain came in.", "rain", "nature"),
    ],
)
def test_kinds(reader: Reader, text: str, name: str, kind: str) -> None:
    assert actor(reader.read([note(text)]), name).kind == kind


def test_dates_and_quantities_are_nobody(reader: Reader) -> None:
    reading = reader.read([note("On Monday in March we had a lot of trouble with one thing or another.")])
    assert not reading.actors


def test_a_change_has_a_sentence_before_and_after(reader: Reader) -> None:
    first = note("The key used to live with Sandra. We all had to look for Sandra.", 1, dt.date(2025, 3, 1))
    later = note("Now Sandra has given up the key and the cabinet opens by thumbprint.", 2, dt.date(2025, 4, 1))
    changes = reader.read([later, first]).changes
    assert any(c.before and c.after and c.before.note == "n1" and c.after.note == "n2" for c in changes)


def test_a_relation_joins_subject_and_object(reader: Reader) -> None:
    reading = reader.read([note("The alarm woke Mrs Field.")])
    assert [(item.a.lower(), item.b, item.verb) for item in reading.relations] == [("alarm", "Mrs Field", "woke")]


def test_overlooked_stand_first_and_say_why(reader: Reader) -> None:
    text = "Sandra came. The alarm keeps the patients awake. The padlock stops the nurses at the gate."
    reading = reader.read([note(text)])
    flags = [item.overlooked for item in reading.actors]
    assert flags == sorted(flags, reverse=True)
    assert reading.overlooked
    assert all(item.acts and not item.human and item.why.endswith(".") for item in reading.overlooked)
    assert not any(item.why and not item.unheard for item in reading.actors if not item.overlooked)


def test_what_the_writer_asks_about_is_said_to_be_asked(reader: Reader) -> None:
    reading = reader.read([note("Could we turn the alarm down?")])
    assert {mention.role for mention in actor(reading, "alarm").mentions} == {"asked"}


def test_silent_kinds_name_what_was_looked_for(reader: Reader) -> None:
    reading = reader.read([note("The referral form came back. The sister was upset by the price.")])
    assert "document" not in {item.kind for item in reading.silent_kinds}
    nature = next(item for item in reading.silent_kinds if item.kind == "nature")
    assert nature.terms == ("rain", "dog", "snow")


def test_a_term_that_is_written_is_not_silent(reader: Reader) -> None:
    reading = reader.read([note("It was raining. No FUNDING was there.")])
    assert "money" not in {item.kind for item in reading.silent_kinds}


def test_a_chat_message_is_read_as_a_note(reader: Reader) -> None:
    reading = reader.read([replace(note("the lift was broken again so mrs field stayed in bed"), id=MESSAGE)])
    assert {mention.note for item in reading.actors for mention in item.mentions} == {MESSAGE}


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "🙂" * 50, "a" * 50_000, "The lift. " * 2000, "\x00\x01", "’“”", "word " * 4000 + "no stop"]
)
def test_any_text_is_survived(reader: Reader, text: str) -> None:
    for quote in quotes(reader.read([note(text)])):
        assert text[quote.start : quote.end] == quote.text


def test_no_notes_yield_nothing(reader: Reader) -> None:
    assert reader.read([]) == Reading(engine="tagger-4")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(max_size=80) | st.sampled_from(["The form stops us.", "Mrs Field’s lift\r\n", "- OT: ?"]), max_size=6
    )
)
def test_quotes_are_verbatim_and_readings_repeat(reader: Reader, texts: list[str]) -> None:
    notes = [note(" ".join(texts)), note("\n".join(texts), 2)]
    by_id = {item.id: item.text for item in notes}
    reading = reader.read(notes)
    assert all(by_id[q.note][q.start : q.end] == q.text for q in quotes(reading))
    assert all(0 <= m.start < m.end <= len(by_id[m.note]) for a in reading.actors for m in a.mentions)
    assert reader.read(notes) == reading


def test_how_likely_something_is_passed_over_is_told(reader: Reader) -> None:
    reading = reader.read([note("Sandra came. The alarm keeps the patients awake. The padlock stops the nurses.")])
    assert all(0.2 <= item.overlooked_confidence <= 1 for item in reading.overlooked)
    assert all(item.overlooked_confidence < 0.2 for item in reading.actors if not item.overlooked)


def test_many_notes_are_read_as_each_by_itself(parser: Parser) -> None:
    texts = ("The form held the referrals up.", "Sandra asked for the rota.", "The portal was down, so nobody came.")
    notes = [note(f"{texts[number % 3]} Note {number}.", number) for number in range(2 * TOGETHER + 1)]
    together, alone = (Reader(kinds=(), lexicon={}, parser=parser) for _ in range(2))
    found = [[fact.surface for fact in facts.facts] for facts in together.facts(notes)]
    assert found == [[fact.surface for fact in alone.facts([one])[0].facts] for one in notes]
    assert {len(names) for names in found} - {0}
