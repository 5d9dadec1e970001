import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Judgement, Note, Verdict
from assistant.reading import Reader, form
from assistant.reading.forms import apart
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


LIFT = "The lift prevents the residents from coming down. The service elevator was shut. The ordering portal is slow."


def names(reader: Reader, text: str, *history: Judgement) -> list[str]:
    return [item.name for item in reader.read([note(text)], history).actors]


def test_a_new_name_that_the_notes_have_makes_one_actor(reader: Reader) -> None:
    assert {"lift", "service elevator"} <= set(names(reader, LIFT))
    found = actor(reader.read([note(LIFT)], [said("service elevator", "rename", "The Lift")]), "the lift")
    assert (found.name, len(found.mentions)) == ("The Lift", 2)
    assert "service elevator" in found.aliases


def test_two_actors_that_get_one_new_name_are_one(reader: Reader) -> None:
    told = names(reader, LIFT, said("service elevator", "rename", "riser"), said("lift", "rename", "riser"))
    assert told.count("riser") == 1
    assert not {"lift", "service elevator"} & set(told)


def test_the_name_chosen_in_a_merge_is_shown(reader: Reader) -> None:
    assert names(reader, LIFT, said("service elevator", "merge", "lift")).count("lift") == 1
    told = names(
        reader,
        LIFT,
        said("lift", "rename", "goods lift"),
        said("service elevator", "merge", "goods lift"),
        said("goods lift", "accept"),
    )
    assert "goods lift" in told
    assert not {"lift", "service elevator"} & set(told)


def test_a_name_across_a_line_break_is_shown_on_one_line(reader: Reader) -> None:
    text = "We tried, but the in\nbetween stood in the way. Then it was the in\r\n  between again, or in\n\nbetween."
    found = actor(reader.read([note(text)], [said("in between", "add", "time")]), "in between")
    assert [text[item.start : item.end] for item in found.mentions] == ["in\nbetween", "in\r\n  between"]


@pytest.mark.parametrize("text", ["They kept the hot\ntap running all day.", "- the hot\n  tap came\n- nobody else"])
def test_a_name_is_found_where_the_line_ends_inside_it(reader: Reader, text: str) -> None:
    reading = reader.read([note(text)], [said("hot tap", "add", "object")])
    found = actor(reading, "hot tap")
    assert (found.name, len(found.mentions)) == ("hot tap", 1)
    assert all(text[quote.start : quote.end] == quote.text for quote in quotes(reading))


FORMS = "The referral form came back. The consent form was signed by Mrs Field. The form was lost again."
ALL_FORMS = ("consent form", "form", "referral form")


@pytest.mark.parametrize(("gone", "left"), [("consent form", "referral form"), ("referral form", "consent form")])
def test_a_rejected_name_leaves_the_names_with_other_modifiers(reader: Reader, gone: str, left: str) -> None:
    reading = reader.read([note(FORMS)], [said(gone, "reject", forms=ALL_FORMS)])
    assert (actor(reading, left).name, actor(reading, left).judged) == (left, False)
    assert not [item for item in reading.actors if gone in (item.name, *item.aliases)]


def test_what_was_merged_by_hand_is_rejected_as_one(reader: Reader) -> None:
    history = [
        said("consent form", "merge", "referral form", ALL_FORMS),
        said("referral form", "reject", forms=ALL_FORMS),
    ]
    assert not [name for name in names(reader, FORMS, *history) if "form" in name]


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("consent form", "referral form", True),
        ("form", "referral form", False),
        ("room 4", "room 5", True),
        ("referral form", "refferal forms", False),
        ("Mrs Field", "Mr Field", True),
        ("Mrs Field", "Jean Field", False),
        ("Jean Field", "Tom Field", True),
        ("pink sheet", "referral form", False),
        ("", "form", False),
    ],
)
def test_names_with_other_modifiers_are_apart(one: str, other: str, are: bool) -> None:
    assert apart(form(one), form(other)) is apart(form(other), form(one)) is are


def test_what_does_not_act_has_no_such_role_effect_or_relation(reader: Reader) -> None:
    plain = reader.read([note(LIFT)])
    assert [item.way for item in plain.relations if item.a == "lift"] == ["prevents"]
    reading = reader.read([note(LIFT)], [said("lift", "effect", "does not act")])
    found = actor(reading, "lift")
    assert ("acts" not in {item.role for item in found.mentions}, found.effects) == (True, ())
    assert {(item.verb, item.way) for item in reading.relations if item.a == "lift"} == {("is named with", "")}


def test_what_acts_has_a_mention_that_acts(reader: Reader) -> None:
    text = "We put the leaflet in the box."
    assert "acts" not in {item.role for item in actor(reader.read([note(text)]), "box").mentions}
    found = actor(reader.read([note(text)], [said("box", "effect", "acts")]), "box")
    assert [item.role for item in found.mentions] == ["acts"]


BECAUSE = "Because of the falls tracker nobody went home."
TRACKER = "The tracker says red. Because of the falls tracker nobody went home. Mr Tracker came with the trackers."


def test_a_corrected_kind_holds_for_sure_names_with_the_same_last_word(reader: Reader) -> None:
    found = actor(reader.read([note(TRACKER)]), "falls tracker")
    assert (found.kind, found.kind_confidence > 0.7) == ("technology", True)
    told = reader.read([note(BECAUSE)], [said("tracker", "kind", "document")])
    found = actor(told, "falls tracker")
    assert (found.kind, found.kind_confidence, found.judged) == ("document", 1.0, False)


@pytest.mark.parametrize(
    ("text", "name", "own", "kind"),
    [
        (
            "Because of the falls tracker nobody went home.",
            "falls tracker",
            said("falls tracker", "accept"),
            "technology",
        ),
        (
            "Because of the falls tracker nobody went home.",
            "falls tracker",
            said("falls tracker", "kind", "time"),
            "time",
        ),
        ("We met Mr Tracker at the clinic.", "mr tracker", said("clinic", "accept"), "person"),
    ],
)
def test_what_was_corrected_itself_and_people_do_not_learn(
    reader: Reader, text: str, name: str, own: Judgement, kind: str
) -> None:
    for history in ([own, said("tracker", "kind", "document")], [said("tracker", "kind", "document"), own]):
        assert actor(reader.read([note(text)], history), name).kind == kind


def test_a_family_name_teaches_nothing_and_several_people_are_a_group(reader: Reader) -> None:
    text = "Children ran across the playing field and the nets. The ward coordinators met."
    plain = actor(reader.read([note(text)]), "playing field").kind
    reading = reader.read([note(text)], [said("Mrs Field", "kind", "person"), said("coordinator", "kind", "person")])
    assert actor(reading, "playing field").kind == plain
    assert actor(reading, "ward coordinators").kind == "group"
