import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Judgement, Note, Verdict
from assistant.reading import Reader, form
from tests.reading.test_reader import actor, note, quotes

FIRST = (
    "The referral form came back twice. Zorbo broke on Monday, so Mrs Field waited. The leaflet lay on the table. "
    "The wonderwall stopped the whole ward from eating."
)
LATER = "Again the Zorbo broke. Our wonderwall was washed. The referral forms are gone."
NOTES = (note(FIRST, 1, dt.date(2025, 1, 1)), note(LATER, 2, dt.date(2025, 2, 1)))


def said(key: str, verdict: Verdict, edit: str = "", forms: tuple[str, ...] = ()) -> Judgement:
    now = dt.datetime(2025, 3, 1, tzinfo=dt.UTC)
    return Judgement(id="j", subject="actor", key=key, verdict=verdict, edit=edit, forms=forms, at=now)


@pytest.mark.parametrize(
    ("one", "other"),
    [("The referral forms", "referral form"), ("Mrs Field's", "mrs field"), ("our A&E", "a&e"), ("the the", "the")],
)
def test_writings_of_one_name_have_one_form(one: str, other: str) -> None:
    assert form(one) == form(other)


@given(st.text(max_size=40))
def test_any_text_has_a_form(text: str) -> None:
    assert form(text) == form(text.upper()) or not text.isascii()


def test_a_rejected_actor_is_gone_from_all_notes_and_all_lists(reader: Reader) -> None:
    assert actor(reader.read(NOTES), "referral form")
    reading = reader.read(NOTES, [said("referral form", "reject", forms=("referral form", "form"))])
    assert not [item for item in reading.actors if "form" in item.name]
    assert not [item for item in reading.relations if "form" in item.a + item.b]
    assert not [item for item in reading.changes if any("form" in name for name in item.actors)]


def test_a_corrected_kind_wins_in_later_notes_too(reader: Reader) -> None:
    for kind in ("technology", "nature"):
        reading = reader.read(NOTES, [said("Zorbo", "kind", kind)])
        found = actor(reading, "zorbo")
        assert (found.kind, found.judged, len(found.mentions)) == (kind, True, 2)
        assert not found.human


def test_a_corrected_kind_speaks_for_doubtful_names_with_the_same_last_word(reader: Reader) -> None:
    text = "The zorbo broke. The night zorbo broke as well. The referral form broke."
    plain = {item.name: item.kind for item in reader.read([note(text)]).actors}
    told = {item.name: item.kind for item in reader.read([note(text)], [said("zorbo", "kind", "money")]).actors}
    assert told["referral form"] == plain["referral form"]
    assert {kind for name, kind in told.items() if name.endswith("zorbo")} == {"money"}


def test_a_new_name_is_shown_and_the_old_one_is_kept_as_an_alias(reader: Reader) -> None:
    reading = reader.read(NOTES, [said("referral form", "rename", "the pink sheet")])
    found = actor(reading, "the pink sheet")
    assert "referral form" in found.aliases
    assert found.judged


@pytest.mark.parametrize("verdict", ["acts", "does not act"])
def test_a_corrected_effect_wins(reader: Reader, verdict: str) -> None:
    for name in ("leaflet", "wonderwall"):
        found = actor(reader.read(NOTES, [said(name, "effect", verdict)]), name)
        assert (found.acts, found.acts_confidence) == ((True, 1.0) if verdict == "acts" else (False, 0.0))
        assert not (found.overlooked and not found.acts)


def test_two_actors_become_one(reader: Reader) -> None:
    names = {item.name for item in reader.read(NOTES).actors}
    assert {"Zorbo", "wonderwall"} <= names
    reading = reader.read(NOTES, [said("wonderwall", "merge", "Zorbo")])
    assert len(actor(reading, "zorbo").mentions) == 4
    assert actor(reading, "zorbo") is actor(reading, "wonderwall")


def test_an_added_actor_is_found_wherever_it_stands(reader: Reader) -> None:
    text = "Whatever we tried, the in between stood in the way. There were two in betweens on Monday."
    reading = reader.read([note(text)], [said("in between", "add", "time")])
    found = actor(reading, "in between")
    assert found.kind == "time"
    assert [text[item.start : item.end] for item in found.mentions] == ["in between", "in betweens"]


def test_the_later_word_counts(reader: Reader) -> None:
    history = [said("referral form", "reject"), said("referral form", "accept")]
    assert actor(reader.read(NOTES, history), "referral form").judged
    history = [said("zorbo", "kind", "money"), said("zorbo", "kind", "place")]
    assert actor(reader.read(NOTES, history), "zorbo").kind == "place"


def test_quotes_stay_verbatim_whatever_is_corrected(reader: Reader) -> None:
    history = [
        said("referral form", "reject"),
        said("zorbo", "merge", "wonderwall"),
        said("table", "rename", "the board"),
        said("came back twice", "add", "time"),
    ]
    reading = reader.read(NOTES, history)
    texts = {item.id: item.text for item in NOTES}
    assert quotes(reading)
    assert all(texts[quote.note][quote.start : quote.end] == quote.text for quote in quotes(reading))


def test_judgements_of_other_things_change_nothing(reader: Reader) -> None:
    other = Judgement(id="j", subject="observation", key="referral form", verdict="reject", at=dt.datetime.now(dt.UTC))
    assert reader.read(NOTES, [other]) == reader.read(NOTES)


def test_nothing_is_kept_from_one_case_to_another(reader: Reader) -> None:
    before = reader.read(NOTES)
    reader.read(NOTES, [said("referral form", "reject"), said("so", "add", "language")])
    assert reader.read(NOTES) == before


def test_an_empty_note_can_be_corrected(reader: Reader) -> None:
    empty = Note(id="n3", filename="c.txt", title="", text="...", date=dt.date(2025, 3, 1))
    assert actor(reader.read((*NOTES, empty), [said("zorbo", "add", "technology")]), "zorbo").kind == "technology"
