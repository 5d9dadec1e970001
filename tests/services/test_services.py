import dataclasses
import datetime as dt
import json
from pathlib import Path

import pytest

from assistant.domain import Judgement, Turn, Verdict
from assistant.errors import DamagedFile, NoteError, NotFound, ReadingError, StoreError, UnsupportedFormat
from assistant.services import Services


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def last(turns: object) -> Turn:
    *_, turn = turns  # type: ignore[misc]  # a generator of turns
    assert isinstance(turn, Turn)
    return turn


def test_the_sample_opens_with_its_dated_notes_and_only_once(services: Services) -> None:
    case = services.sample()
    assert services.sample() == case
    notes = services.notes(case.id)
    assert len(notes) == 4
    assert all(note.date and note.title for note in notes)
    assert len(services.cases()) == 1


def test_a_file_is_shown_before_it_is_kept(services: Services, diary: Path) -> None:
    case = services.create_case("Hub")
    incoming = services.read_file(case.id, diary)
    assert (incoming.note.title, incoming.note.date, incoming.duplicate) == ("Diary", dt.date(2025, 2, 11), None)
    assert services.notes(case.id) == ()
    kept = services.keep(case.id, incoming, title="My diary", date=dt.date(2025, 2, 12))
    assert kept
    assert (kept.title, kept.date, kept.date_source) == ("My diary", dt.date(2025, 2, 12), "you")
    assert services.notes(case.id) == (kept,)
    assert not incoming.original.exists()
    assert diary.is_file()


def test_what_is_let_go_leaves_nothing(services: Services, diary: Path) -> None:
    case = services.create_case("Hub")
    services.let_go(services.read_file(case.id, diary))
    assert not [path for path in files(services.settings.home) if path.suffix == ".txt"]
    assert services.notes(case.id) == ()


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("notes.exe", b"MZ", UnsupportedFormat),
        ("notes.docx", b"PK\x03\x04 cut off", DamagedFile),
        ("missing.txt", None, NoteError),
    ],
)
def test_a_bad_file_leaves_nothing(
    services: Services, tmp_path: Path, name: str, content: bytes | None, error: type[Exception]
) -> None:
    case = services.create_case("Hub")
    before = files(services.settings.home)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(error, match=name):
        services.read_file(case.id, tmp_path / name)
    assert files(services.settings.home) == before


def test_a_second_copy_is_noticed(services: Services, diary: Path) -> None:
    case = services.create_case("Hub")
    first = services.keep(case.id, services.read_file(case.id, diary))
    again = services.read_file(case.id, diary, filename="copy.txt")
    assert again.duplicate == first
    assert services.keep(case.id, again) is None
    assert services.notes(case.id) == (first,)
    replaced = services.keep(case.id, services.read_file(case.id, diary), duplicate="replace")
    assert services.notes(case.id) == (replaced,)
    assert replaced
    assert first
    assert replaced.id != first.id
    both = services.keep(case.id, services.read_file(case.id, diary), duplicate="keep both")
    assert both
    assert both.filename == "2025-02-11-diary (2).txt"
    assert len(services.notes(case.id)) == 2


def test_a_failure_while_keeping_leaves_nothing(
    services: Services, diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = services.create_case("Hub")
    incoming = services.read_file(case.id, diary)

    def fail(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr("assistant.store.Store.keep_note", fail)
    with pytest.raises(StoreError, match="disk is full"):
        services.keep(case.id, incoming)
    assert not [path for path in files(services.settings.home) if path.suffix == ".txt"]
    assert services.search(case.id, "referral form") == ()


def test_search_finds_only_this_case(services: Services, diary: Path) -> None:
    here, other = services.create_case("Here"), services.create_case("Other")
    services.keep(here.id, services.read_file(here.id, diary))
    (hit, *_) = services.search(here.id, "an empty key safe")
    note = services.notes(here.id)[0]
    assert "key safe" in hit.passage.text
    assert note.text[hit.passage.start : hit.passage.end] == hit.passage.text
    assert services.search(other.id, "an empty key safe") == ()


def test_a_conversation_is_grounded_and_survives_a_restart(services: Services, again: Services) -> None:
    case = services.sample()
    notes = {note.id: note for note in services.notes(case.id)}
    messages = ["We changed how people go home.", "What did I write about the form?", "Another way of looking."]
    for message in messages:
        turn = last(services.talk(case.id, message))
        assert turn.reply
        assert 1 <= len(turn.reply.observations) <= 3
        assert turn.reply.question.endswith("?")
        for item in turn.reply.observations:
            for quote in item.quotes:
                text = notes[quote.note].text if quote.note in notes else message
                assert text[quote.start : quote.end] == quote.text
    kept = again.turns(case.id)
    assert [turn.message for turn in kept] == messages
    assert kept == services.turns(case.id)
    assert len({turn.reply.question for turn in kept if turn.reply}) == len(messages)


def test_the_reply_grows_and_ends_whole(services: Services) -> None:
    case = services.sample()
    turns = list(services.talk(case.id, "What stands out?"))
    assert turns[0].reply is None
    texts = [turn.reply.text for turn in turns if turn.reply]
    assert len(texts) >= 3
    assert len(texts[0]) < len(texts[-1])
    assert texts == sorted(texts, key=len)
    assert services.turns(case.id)[-1] == turns[-1]


def test_the_message_is_kept_though_the_reply_fails(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    case = services.sample()

    def fail(*_: object) -> None:
        raise NoteError("The parser is missing.")

    monkeypatch.setattr("assistant.services.shelf.Shelf.read", fail)
    with pytest.raises(NoteError):
        list(services.talk(case.id, "A long thought that took an hour."))
    (turn,) = services.turns(case.id)
    assert (turn.message, turn.reply) == ("A long thought that took an hour.", None)
    monkeypatch.undo()
    assert last(services.talk(case.id, "Again.")).reply


def test_without_notes_it_works_from_the_message(services: Services) -> None:
    case = services.create_case("Empty")
    turn = last(services.talk(case.id, "The new rota stopped the nurses from visiting on Fridays."))
    assert turn.reply
    assert turn.reply.question.endswith("?")


def test_an_erased_note_is_in_no_file_and_in_no_reply(services: Services, diary: Path) -> None:
    case = services.sample()
    diary.write_text("Because of the zebra crossing the minibus could not stop at the hub.", encoding="utf-8")
    note = services.keep(case.id, services.read_file(case.id, diary))
    assert note
    reply = last(services.talk(case.id, "What did I write about the zebra crossing?")).reply
    assert reply
    assert any(quote.note == note.id for item in reply.observations for quote in item.quotes)
    services.erase_note(case.id, note.id)
    after = services.turns(case.id)[-1].reply
    assert after
    assert not any(quote.note == note.id for item in after.observations for quote in item.quotes)
    assert all("zebra" not in hit.passage.text for hit in services.search(case.id, "zebra"))
    assert not [path for path in files(services.settings.home) if b"could not stop at the hub" in path.read_bytes()]


def test_an_erased_case_leaves_no_file(services: Services) -> None:
    case = services.sample()
    list(services.talk(case.id, "What stands out?"))
    services.erase_case(case.id)
    assert not (services.settings.home / "cases" / case.id).exists()
    with pytest.raises(NotFound):
        services.case(case.id)


def test_a_damaged_index_is_made_again(services: Services, again: Services) -> None:
    case = services.sample()
    before = services.search(case.id, "the dashboard")
    services.close()
    for path in files(services.settings.home / "cases" / case.id / "index"):
        path.write_bytes(b"damaged")
    assert [hit.passage for hit in again.search(case.id, "the dashboard")] == [hit.passage for hit in before]


def test_the_reading_is_made_once(services: Services, again: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    case = services.sample()
    reading = services.reading(case.id)

    def fail(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("assistant.reading.Reader.read", fail)
    assert again.reading(case.id) == reading


def test_titles_and_dates_can_be_set(services: Services) -> None:
    case = services.sample()
    note = services.notes(case.id)[0]
    changed = services.set_note(case.id, note.id, title="First weeks", date=dt.date(2026, 1, 1))
    assert services.note(case.id, note.id) == changed
    assert (changed.title, changed.date, changed.date_source) == ("First weeks", dt.date(2026, 1, 1), "you")


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_case_needs_a_fit_name(services: Services, name: str) -> None:
    with pytest.raises(StoreError):
        services.create_case(name)


def test_the_teams_copy_is_cited_by_page(services: Services, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "paper.pdf"
    canvas = Canvas(str(path))
    for text in ("About nothing in particular.", "The zebra crossing takes part in the value of the service."):
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()
    assert services.add_paper(path).pages == 2
    assert [paper.filename for paper in services.papers()] == ["paper.pdf"]
    (hit, *_) = services.library.cards().search("zebra crossing", k=3)
    assert (hit.cite, hit.lens) == ("your copy, page 2", "")
    services.remove_paper("paper.pdf")
    assert services.papers() == ()


def test_export_holds_what_is_shown_and_nothing_erased(services: Services) -> None:
    case = services.sample()
    turn = last(services.talk(case.id, "What stands out?"))
    note = services.notes(case.id)[0]
    services.erase_note(case.id, note.id)
    whole = json.loads(services.export(case.id, "json"))
    assert len(whole["notes"]) == 3
    assert turn.message in services.export(case.id, "md").decode()
    assert note.text[:60] not in services.export(case.id, "md").decode() + json.dumps(whole, ensure_ascii=False)


def test_judgements_are_kept(services: Services, again: Services) -> None:
    case = services.sample()
    now = dt.datetime.now(dt.UTC)
    judgement = Judgement(id="j1", subject="actor", key="form", verdict="edit", edit="referral form", at=now)
    services.judge(case.id, judgement)
    (record,) = json.loads(again.export(case.id, "json"))["judgements"]
    assert (record["key"], record["verdict"], record["edit"]) == ("form", "edit", "referral form")


def test_a_correction_wins_until_it_is_withdrawn_and_survives_a_restart(services: Services, again: Services) -> None:
    case = services.sample()
    first = services.reading(case.id).overlooked[0]
    made = services.correct(case.id, first.name.upper(), "reject")
    assert first.name not in {item.name for item in services.reading(case.id).actors}
    assert first.name not in {item.name for item in again.reading(case.id).actors}
    assert again.judgements(case.id) == (made,)
    again.withdraw(case.id, made.id)
    assert first.name in {item.name for item in services.reading(case.id).actors}


@pytest.mark.parametrize(
    ("name", "verdict", "edit", "says"),
    [
        ("no such actor at all", "accept", "", 'No actor in this case goes by "no such actor at all"'),
        ("no such words", "add", "object", 'No note has the words "no such words"'),
        ("", "kind", "animal", '"animal" is no kind of actor'),
        ("", "effect", "maybe", '"maybe" says nothing about an effect'),
        ("", "rename", " ", "The new name is empty"),
        ("", "merge", "no such actor at all", "No actor in this case goes by"),
    ],
)
def test_a_correction_that_cannot_be_applied_is_told(
    services: Services, name: str, verdict: Verdict, edit: str, says: str
) -> None:
    case = services.sample()
    with pytest.raises((NotFound, ReadingError), match=says):
        services.correct(case.id, name or services.reading(case.id).actors[0].name, verdict, edit)
    assert services.judgements(case.id) == ()


def test_corrections_of_what_was_only_in_an_erased_note_go_with_it(services: Services) -> None:
    case = services.create_case("Hub")
    kept = services.keep(case.id, services.read_text(case.id, "The lift broke again, so Mrs Field waited."))
    gone = services.keep(case.id, services.read_text(case.id, "The wonderwall broke, so nobody ate."))
    assert kept
    assert gone
    services.correct(case.id, "lift", "kind", "object")
    services.correct(case.id, "wonderwall", "add", "object")
    services.erase_note(case.id, gone.id)
    assert [item.key for item in services.judgements(case.id)] == ["lift"]


def test_doctor_finds_a_page_that_others_can_reach(services: Services) -> None:
    findings = {item.name: item for item in services.doctor()}
    assert findings["page"].ok
    open_settings = dataclasses.replace(services.settings, host="0.0.0.0")
    open_page = {item.name: item for item in Services(open_settings, services.library).doctor()}["page"]
    assert not open_page.ok
    assert "asks for no password" in open_page.detail


def test_another_reply_to_the_same_message_is_another(services: Services) -> None:
    case = services.sample()
    first = last(services.talk(case.id, "The rota keeps changing on us."))
    before = services.take_back(case.id, first.id)
    again = last(services.talk(case.id, before.message, instead=before))
    assert first.reply
    assert again.reply
    assert again.reply.text != first.reply.text
    assert again.reply.question != first.reply.question
    assert len(services.turns(case.id)) == 1


def test_danger_is_answered_by_the_pointer_alone(services: Services) -> None:
    reply = last(services.talk(services.sample().id, "My client told me she wants to end her life.")).reply
    assert reply
    assert reply.notice
    assert (reply.observations, reply.question) == ((), "")
