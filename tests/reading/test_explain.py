"""Explanations say what the reading says, and tell the words and rules that it rests on."""

import datetime as dt
import json
from pathlib import Path

import pytest

from assistant.domain import Actor, Note
from assistant.reading import Explanation, Reader, explanation_text
from assistant.reading.grounds import Verdict
from assistant.reading.plain import plain
from assistant.reading.tables import packaged
from tests.reading.test_corrections import said
from tests.reading.test_reader import actor, note

DEV = Path(__file__).parents[2] / "evals" / "gold" / "dev"
TEXT = (
    "Because of the referral form Mrs Field waited on Monday. Now the desk says no. We moved Mr Baker. The team "
    "discussed Mr Baker for an hour. The referral form used to be blue. The gist of it was a nuisance."
)


def explain(reader: Reader, name: str, text: str = TEXT) -> Explanation:
    return reader.explain([note(text)], name)


def verdict(told: Explanation, start: str) -> Verdict:
    return next(item for item in told.verdicts if item.said.startswith(start))


def agrees(told: Explanation, item: Actor) -> bool:
    holds = {one.said: one.holds for one in told.verdicts}
    last = holds["is spoken about and not heard"] if item.human else holds["is passed over"]
    return (
        (told.name, holds["takes part"], holds["makes a difference"]) == (item.name, True, item.acts)
        and last == (item.unheard if item.human else item.overlooked)
        and f"is of the kind {item.kind}" in holds
        and (item.also is None or f"by itself is of the kind {item.also}" in holds)
    )


@pytest.mark.parametrize("case", ["02-reablement-diary", "04-crisis-line-log", "09-*"])
def test_an_explanation_says_what_the_reading_says(reader: Reader, case: str) -> None:
    raw = json.loads(next(DEV.glob(f"{case}.json")).read_text(encoding="utf-8"))["notes"]
    notes = [
        Note(id=str(n), filename=f"{n}.txt", title=item["title"], text=item["text"], date=dt.date(2025, 1, 1 + n))
        for n, item in enumerate(raw)
    ]
    reading = reader.read(notes)
    for item in reading.actors:
        told = reader.explain(notes, item.name)
        assert agrees(told, item), item.name
        assert all((one.likely >= one.limit) is one.holds for one in told.verdicts if one.likely and not one.grounds)
        assert len(told.ties) == sum(item.name in (one.a, one.b) for one in reading.relations)
        assert len(told.changes) == sum(item.name in one.actors for one in reading.changes)


def test_the_limit_is_the_one_that_holds(reader: Reader) -> None:
    told = verdict(explain(reader, "Mr Baker"), "makes a difference")
    assert (told.holds, told.limit) == (False, 0.6)
    assert "more is asked for" in " ".join(told.grounds)
    assert verdict(explain(reader, "referral form"), "makes a difference").limit == packaged()["acts"].limit


def test_a_kind_is_told_with_its_words(reader: Reader) -> None:
    grounds = " ".join(verdict(explain(reader, "referral form"), "is of the kind").grounds)
    assert "The lexicon has “referral form” as document." in grounds
    assert "Listed words that are nearest to “form”" in grounds
    assert "The tagger takes its words for document (" in grounds
    assert "“Mr” is a title" in " ".join(verdict(explain(reader, "Mr Baker"), "is of the kind").grounds)
    unknown = verdict(explain(reader, "zorbo", "The zorbo broke, so nobody ate."), "is of the kind").grounds
    assert unknown[0] == "The lexicon does not have “zorbo”."


def test_the_other_reading_of_a_place_is_told(reader: Reader) -> None:
    told = explain(reader, "desk")
    assert actor(reader.read([note(TEXT)]), "desk").also == "place"
    assert verdict(told, "by itself is of the kind place").holds
    assert "It does what only people do (“say”): “Now the desk says no.”" in verdict(told, "is of the kind").grounds


def test_a_name_that_takes_no_part_is_explained(reader: Reader) -> None:
    for name, why in (("Monday", "“monday” is on the list of words that name nothing"), ("used to", "Neither")):
        part = verdict(explain(reader, name), "takes part")
        assert (part.holds, part.likely) == (False, None)
        assert why in part.grounds[0]


def test_a_name_that_was_found_and_dropped_is_told_with_its_figures(reader: Reader) -> None:
    part = verdict(explain(reader, "the nuisance"), "takes part")
    assert "nuisance" not in {item.name for item in reader.read([note(TEXT)]).actors}
    assert not part.holds
    assert part.likely is not None
    assert part.likely < part.limit
    assert part.reasons


def test_people_who_are_not_heard_are_told_why(reader: Reader) -> None:
    told = verdict(explain(reader, "Mr Baker"), "is spoken about")
    assert told.holds
    assert "No sentence shows them as those who do or say something." in told.grounds
    heard = verdict(explain(reader, "desk"), "is spoken about")
    assert not heard.holds
    assert "A sentence shows that they do or say something: “Now the desk says no.”" in heard.grounds


def test_ties_and_changes_are_told_with_sentence_and_reasons(reader: Reader) -> None:
    told = explain(reader, "referral form")
    (tie,) = (item for item in told.ties if "Mrs Field" in item.said)
    assert tie.places == ("Because of the referral form Mrs Field waited on Monday.",)
    (change,) = told.changes
    assert change.places[0] == "The referral form used to be blue."
    assert tie.likely is not None
    assert tie.likely >= tie.limit > 0
    assert tie.reasons
    shown = explanation_text(told)
    assert f"Why it is tied to others:\n- {tie.said}" in shown
    assert f"Why it is in motion:\n- {change.said}" in shown
    assert "the sign `" not in shown


def test_what_was_put_right_is_said_to_be(reader: Reader) -> None:
    notes = [note("Because of the falls tracker nobody went home. The tracker broke. The leaflet lay there.")]
    history = [said("tracker", "kind", "document"), said("falls tracker", "effect", "does not act")]
    told = reader.explain(notes, "falls tracker", [*history, said("leaflet", "reject")])
    assert told.judged
    assert verdict(told, "is of the kind document").grounds == ("You said so.",)
    assert (verdict(told, "makes a difference").holds, verdict(told, "makes a difference").grounds) == (
        False,
        ("You said so.",),
    )
    learnt = reader.explain([note("Because of the falls tracker nobody went home.")], "falls tracker", history[:1])
    assert verdict(learnt, "is of the kind").grounds == ("You said so of a name that ends in “tracker”.",)
    gone = reader.explain(notes, "leaflet", [said("leaflet", "reject")])
    assert (gone.verdicts[0].holds, gone.verdicts[0].grounds) == (False, ("You said so.",))


@pytest.mark.parametrize("table", ["pairs", "turns"])
def test_signs_of_ties_and_changes_can_be_told_in_plain_words(table: str) -> None:
    told = [plain(sign) for sign in packaged()[table].points if sign != "always"]
    assert sum(words.startswith("the sign") for words in told) < 0.02 * len(told)
