import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from assistant.domain import Actor, Case, Judgement, Location, Mention, Note, Observation, Quote, Reading, Reply, Turn
from assistant.errors import NotFound, StoreError
from assistant.store import Store

NOW = dt.datetime(2025, 3, 12, 9, 40, tzinfo=dt.UTC)
CASE = Case(id="c1", name="Hub redesign", created=NOW)


def note(note_id: str, text: str = "The form came back.", date: dt.date | None = None) -> Note:
    place = Location(unit="line", number=1, start=0, end=len(text))
    return Note(id=note_id, filename=f"{note_id}.txt", title="Diary", text=text, date=date, locations=(place,))


def turn(turn_id: str, message: str, quoted: str = "The form") -> Turn:
    quote = Quote(note="n1", start=0, end=len(quoted), text=quoted)
    seen = Observation(text="It comes up once.", lens="what-it-does", actors=("form",), quotes=(quote,), frame="f1")
    reply = Reply(engine="embedded", observations=(seen,), question="What did the form do?", lens="what-it-does")
    return Turn(id=turn_id, message=message, at=NOW, reply=reply)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "home" / "noticing.db")
    store.add_case(CASE)
    return store


def test_everything_survives_a_restart(store: Store, tmp_path: Path) -> None:
    judgement = Judgement(id="j1", subject="actor", key="form", verdict="reject", at=NOW)
    mention = Mention(note="n1", start=4, end=8, role="acts")
    reading = Reading(engine="rules-1", actors=(Actor(name="form", kind="document", acts=True, mentions=(mention,)),))
    store.keep_note("c1", note("n1"))
    store.keep_turn("c1", turn("t1", "Hello"))
    store.keep_judgement("c1", judgement)
    store.keep_reading("c1", "key", reading)
    store.close()
    again = Store(tmp_path / "home" / "noticing.db")
    assert again.case("hub REDESIGN") == CASE
    assert again.notes("c1") == (note("n1"),)
    assert again.turns("c1") == (turn("t1", "Hello"),)
    assert again.judgements("c1") == (judgement,)
    assert again.reading("c1", "key") == reading
    assert again.reading("c1", "another key") is None
    assert [(row.notes, row.turns) for row in again.cases()] == [(1, 1)]


def test_notes_stand_by_date_and_undated_ones_last(store: Store) -> None:
    store.keep_note("c1", note("n1"))
    store.keep_note("c1", note("n2", date=dt.date(2025, 5, 1)))
    store.keep_note("c1", note("n3", date=dt.date(2025, 2, 1)))
    assert [item.id for item in store.notes("c1")] == ["n3", "n2", "n1"]


def test_a_turn_is_kept_before_its_reply_and_keeps_its_place(store: Store) -> None:
    store.keep_turn("c1", Turn(id="t1", message="First", at=NOW))
    store.keep_turn("c1", turn("t2", "Second"))
    store.keep_turn("c1", turn("t1", "First"))
    assert [(item.id, item.reply is not None) for item in store.turns("c1")] == [("t1", True), ("t2", True)]


def test_a_new_note_ends_the_kept_reading(store: Store) -> None:
    store.keep_reading("c1", "key", Reading(engine="rules-1"))
    store.keep_note("c1", note("n1"))
    assert store.reading("c1", "key") is None


def test_names_are_unique_whatever_their_capitals(store: Store) -> None:
    with pytest.raises(StoreError, match='already a case called "HUB redesign"'):
        store.add_case(Case(id="c2", name="HUB redesign", created=NOW))
    store.add_case(Case(id="c2", name="Other", created=NOW))
    with pytest.raises(StoreError, match='already a case called "hub redesign"'):
        store.rename_case("c2", "hub redesign")


def test_an_unknown_case_is_named(store: Store) -> None:
    with pytest.raises(NotFound, match='no case "Hubb"'):
        store.case("Hubb")


@pytest.mark.parametrize("whole_case", [True, False])
def test_erased_text_is_in_no_file(store: Store, tmp_path: Path, whole_case: bool) -> None:
    secret = "the zebra crossing outside Tannery House"
    store.keep_note("c1", note("n1", text=secret * 300))
    store.keep_note("c1", note("n2", text="Something else."))
    if whole_case:
        store.erase_case("c1")
        assert store.cases() == ()
    else:
        store.erase_note("c1", "n1")
        assert [item.id for item in store.notes("c1")] == ["n2"]
    files = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if b"zebra" in path.read_bytes()]


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "noticing.db"
    path.write_bytes(b"not a database at all, just some words" * 50)
    with pytest.raises(StoreError, match=r"noticing\.db"):
        Store(path)


def test_migrations_are_recorded_once(store: Store, tmp_path: Path) -> None:
    store.close()
    Store(tmp_path / "home" / "noticing.db").close()
    with sqlite3.connect(tmp_path / "home" / "noticing.db") as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM migrations ORDER BY name")]
    connection.close()
    assert names == ["m001_cases_notes_turns", "m002_judgements", "m003_readings", "m004_consents", "m005_journal"]
