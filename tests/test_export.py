import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest

from assistant import export
from assistant.domain import (
    MESSAGE,
    Actor,
    Case,
    Change,
    Hit,
    Lens,
    Location,
    Mention,
    Note,
    Observation,
    Passage,
    Quote,
    Reading,
    Relation,
    Reply,
    SilentKind,
    Source,
    Turn,
    Withheld,
)

TEXT = "The referral form sends people back.\nMrs Field waits."
NOTE = Note(
    id="n1",
    filename="2025-03-12-diary.txt",
    title="Diary",
    text=TEXT,
    date=dt.date(2025, 3, 12),
    locations=(Location(unit="line", number=1, start=0, end=37), Location(unit="line", number=2, start=37, end=53)),
)
QUOTE = Quote(note="n1", start=0, end=36, text=TEXT[:36])
READING = Reading(
    engine="rules-1",
    actors=(
        Actor(
            name="referral form",
            kind="document",
            acts=True,
            aliases=("form",),
            overlooked=True,
            why="It sends people back.",
            quotes=(QUOTE,),
            mentions=(Mention(note="n1", start=4, end=17, role="acts"),),
        ),
    ),
    relations=(Relation(a="referral form", b="people", verb="send back", quote=QUOTE),),
    changes=(Change(actors=("referral form",), what="arrives", before=None, after=QUOTE),),
    silent_kinds=(SilentKind(kind="money", terms=("budget", "charge")),),
)
SOURCE = Source(key="cr21", cite="Cluley & Radnor 2021", reference="In full", standing="abstract")
LENS = Lens(id="what-it-does", name="What it does", gloss="", fits="", sources=(SOURCE,))
SEEN = Observation(text="It comes up once.", lens="what-it-does", actors=("referral form",), quotes=(QUOTE,))
HIT = Hit(passage=Passage(note="n1", start=0, end=36, text=TEXT[:36]), score=0.51234)
REPLY = Reply(
    engine="embedded",
    observations=(SEEN,),
    question="What did the referral form make easier?",
    lens="what-it-does",
    withheld=(Withheld(text="Invented.", reason="no quote"),),
    passages=(HIT,),
)
TURN = Turn(id="t1", message="It works.", at=dt.datetime(2025, 3, 13, 18, 5, tzinfo=dt.UTC), reply=REPLY)
CASE = Case(id="c1", name="Hub redesign", created=TURN.at)


def test_the_reading_as_the_contract_says() -> None:
    assert export.reading_record(READING, [NOTE]) == {
        "engine": "rules-1",
        "notes": [{"id": "2025-03-12-diary.txt", "title": "Diary", "date": "2025-03-12", "words": 9}],
        "actors": [
            {
                "name": "referral form",
                "aliases": ["form"],
                "human": False,
                "kind": "document",
                "acts": True,
                "overlooked": True,
                "why": "It sends people back.",
                "confidence": 1.0,
                "kind_confidence": 1.0,
                "acts_confidence": 1.0,
                "overlooked_confidence": 1.0,
                "effects": [],
                "also": None,
                "unheard": False,
                "judged": False,
                "quotes": [TEXT[:36]],
                "mentions": [{"note": "2025-03-12-diary.txt", "start": 4, "end": 17, "role": "acts"}],
            }
        ],
        "relations": [
            {
                "a": "referral form",
                "b": "people",
                "verb": "send back",
                "way": "",
                "dyadic": False,
                "others": [],
                "quote": TEXT[:36],
                "note": "2025-03-12-diary.txt",
                "start": 0,
                "end": 36,
            }
        ],
        "changes": [{"actors": ["referral form"], "what": "arrives", "before": "", "after": TEXT[:36]}],
        "silent_kinds": [{"kind": "money", "terms": ["budget", "charge"], "nearest": []}],
        "settled": [],
    }


def test_search_as_the_contract_says() -> None:
    hit = {"note": "2025-03-12-diary.txt", "start": 0, "end": 36, "text": TEXT[:36], "score": 0.5123}
    assert export.search_record([HIT], [NOTE]) == {"hits": [hit]}


def test_a_reply_as_the_contract_says() -> None:
    quote = {"note": "2025-03-12-diary.txt", "start": 0, "end": 36, "text": TEXT[:36]}
    assert export.reply_record(REPLY, LENS, [NOTE]) == {
        "engine": "embedded",
        "text": f"It comes up once.\n\n“{TEXT[:36]}”\n\nWhat did the referral form make easier?",
        "observations": [
            {"text": "It comes up once.", "lens": "what-it-does", "actors": ["referral form"], "quotes": [quote]}
        ],
        "question": "What did the referral form make easier?",
        "lens": {"name": "What it does", "source": "Cluley & Radnor 2021", "standing": "abstract"},
        "withheld": [{"text": "Invented.", "reason": "no quote"}],
        "beside": [],
        "passages": [{"note": "2025-03-12-diary.txt", "start": 0, "end": 36, "score": 0.5123}],
    }


def test_a_quote_from_the_message_says_so() -> None:
    quote = Quote(note=MESSAGE, start=0, end=8, text="It works")
    assert export.quote_record(quote, {MESSAGE: MESSAGE})["note"] == "message"


def test_the_case_as_json_holds_all_of_it() -> None:
    whole = json.loads(export.case_json(CASE, [NOTE], [TURN], READING, [], {LENS.id: LENS}))
    assert whole["notes"][0]["text"] == TEXT
    assert whole["conversation"][0]["reply"]["question"] == REPLY.question
    assert whole["reading"]["actors"][0]["name"] == "referral form"


def test_the_case_as_markdown_cites_each_quote() -> None:
    text = export.case_markdown(CASE, [NOTE], [TURN], READING, {LENS.id: LENS})
    cited = f"> {TEXT[:36]}\n>\n> (Diary, 12 March 2025, line 1; 2025-03-12-diary.txt, 0 to 36)"
    assert text.count(cited) == 2
    assert "### You, 13 March 2025 18:05\n\nIt works." in text
    assert "**What did the referral form make easier?**" in text
    assert "Invented" not in text


def test_the_reading_for_people() -> None:
    text = export.reading_text(READING, [NOTE])
    assert "referral form (document). It sends people back." in text
    assert "money: looked for budget, charge" in text


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("confidence", "referral form (document; perhaps not an actor)"),
        ("kind_confidence", "referral form (perhaps document)"),
        ("overlooked_confidence", "referral form (document; perhaps passed over)"),
        ("acts_confidence", "referral form (document)."),
    ],
)
def test_what_is_doubtful_is_said_with_perhaps(field: str, said: str) -> None:
    below: dict[str, Any] = {field: 0.49}
    above: dict[str, Any] = {field: 0.5}
    doubtful = replace(READING.actors[0], **below)
    assert said in export.reading_text(replace(READING, actors=(doubtful,)), [NOTE])
    for sure in (replace(doubtful, **above), replace(doubtful, judged=True)):
        assert "perhaps" not in export.reading_text(replace(READING, actors=(sure,)), [NOTE])


def test_a_doubtful_effect_is_perhaps_none() -> None:
    doubtful = replace(READING.actors[0], overlooked=False, acts_confidence=0.45)
    text = export.reading_text(replace(READING, actors=(doubtful,)), [NOTE])
    assert "referral form (document; perhaps only mentioned)" in text


def test_the_reading_for_people_shows_what_came_near() -> None:
    near = Quote(note=NOTE.id, start=0, end=8, text=TEXT[:8])
    reading = replace(READING, silent_kinds=(SilentKind(kind="money", terms=("budget",), nearest=(near,)),))
    assert f"money: looked for budget. Nearest: “{TEXT[:8]}”" in export.reading_text(reading, [NOTE])
