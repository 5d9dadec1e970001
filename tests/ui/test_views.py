"""Nouns as HTML: what is shown, what opens what, and that nothing comes through unescaped."""

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.domain import (
    MESSAGE,
    Case,
    Lens,
    Location,
    Mention,
    Note,
    Observation,
    Quote,
    Reply,
    Source,
    Turn,
    Withheld,
)
from assistant.services import Incoming
from assistant.services.writers import writer
from assistant.settings import Secret, Settings
from assistant.ui.state import Focus, Page, Waiting
from assistant.ui.views import cases, conversation, margin, tray
from assistant.ui.views import writer as writer_view
from assistant.ui.views.elements import cite, paragraphs

EVIL = "<img src=x onerror=alert(1)> \"quoted\" & 'more'"
BODY = "We used to ring. Now we look at the colour. Nobody decided it."
NOTE = Note(
    id="n1",
    filename="diary.md",
    title="Diary",
    text=BODY,
    date=dt.date(2025, 2, 11),
    date_source="heading",
    locations=(Location(unit="page", number=3, start=0, end=len(BODY)),),
)
SOURCE = Source(key="cr", cite="Cluley & Radnor 2021", reference="Cluley, V. & Radnor, Z. (2021).", standing="abstract")
LENS = Lens(id="what-it-does", name="What it does", gloss="Ask what it made easier.", fits="Often.", sources=(SOURCE,))
QUOTE = Quote(note="n1", start=17, end=43, text="Now we look at the colour.")
REPLY = Reply(
    engine="embedded",
    observations=(
        Observation(text="You write of a colour.", lens="what-it-does", actors=("dashboard",), quotes=(QUOTE,)),
    ),
    question="What has become easier?",
    lens="what-it-does",
)
TURN = Turn(id="t1", message="We changed the round.", at=dt.datetime(2025, 4, 1, tzinfo=dt.UTC), reply=REPLY)


@dataclass(frozen=True)
class Counted:
    case: Case
    notes: int
    turns: int


CASE = Counted(Case(id="c1", name="Hub", created=dt.datetime(2025, 4, 1, tzinfo=dt.UTC)), 4, 2)


def past(*turns: Turn, notes: tuple[Note, ...] = (NOTE,)) -> str:
    return conversation.past(turns, notes, {LENS.id: LENS})


def with_reply(**changes: object) -> Turn:
    return replace(TURN, reply=replace(REPLY, **changes))  # type: ignore[arg-type]


def test_a_quote_has_a_button_that_opens_its_stretch() -> None:
    shown = past(TURN)
    assert "<blockquote>Now we look at the colour.</blockquote>" in shown
    assert 'data-do="note" data-id="n1" data-start="17" data-end="43" data-actor="dashboard"' in shown
    assert ">Diary, 11 Feb, page 3</button>" in shown


@pytest.mark.parametrize(
    ("quote", "notes", "said"),
    [
        (replace(QUOTE, note=MESSAGE), (NOTE,), "in what you wrote here"),
        (QUOTE, (), "from a note that is no longer in the case"),
        (QUOTE, (replace(NOTE, text="Other words."),), "from an earlier text of Diary"),
    ],
)
def test_a_quote_without_a_source_to_open_has_no_button(quote: Quote, notes: tuple[Note, ...], said: str) -> None:
    observation = replace(REPLY.observations[0], quotes=(quote,))
    shown = past(with_reply(observations=(observation,)), notes=notes)
    assert said in shown
    assert 'data-do="note"' not in shown


def test_the_question_stands_with_its_lens_source_and_standing() -> None:
    shown = past(TURN)
    assert '<p class="asked">What has become easier?</p>' in shown
    assert 'data-do="lens" data-id="what-it-does"' in shown
    assert "Cluley &amp; Radnor 2021, abstract read" in shown


def test_the_notice_stands_before_everything_else_of_the_reply() -> None:
    shown = past(with_reply(notice="Someone may be in danger.", opening="You ask."))
    assert shown.index("Someone may be in danger.") < shown.index("You ask.") < shown.index("<figure>")


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 thing was held back because your notes do not show it."),
        (2, "2 things were held back because your notes do not show them."),
    ],
)
def test_withheld_remarks_are_counted_and_not_shown(number: int, said: str) -> None:
    shown = past(with_reply(withheld=(Withheld(text="An invented remark", reason="no quote"),) * number))
    assert said in shown
    assert "An invented remark" not in shown


def test_ways_to_go_on_stand_under_the_last_reply_only() -> None:
    shown = past(TURN, replace(TURN, id="t2"))
    assert shown.count('data-say="Skip"') == 1
    assert shown.rindex("<article") < shown.index('data-say="Skip"')


def test_a_message_without_a_reply_says_so() -> None:
    assert "There is no reply to this message yet." in past(replace(TURN, reply=None))


def test_what_waits_says_for_what() -> None:
    shown = conversation.growing(replace(TURN, reply=None), (NOTE,), {}, waiting="Reading your notes.")
    assert "We changed the round." in shown
    assert "Reading your notes." in shown


def test_the_announcement_holds_the_whole_reply_once() -> None:
    spoken = conversation.announcement(TURN)
    assert spoken.count("What has become easier?") == 1
    assert "Now we look at the colour." in spoken


@pytest.mark.parametrize(
    "shown",
    [
        past(replace(TURN, message=EVIL)),
        past(with_reply(question=EVIL, opening=EVIL, notice=EVIL)),
        past(TURN, notes=(replace(NOTE, title=EVIL),)),
        cases.cases(
            (replace(CASE, case=replace(CASE.case, name=EVIL)),), Page(case="c1").asked("delete case", "c1"), sample=""
        ),
        cases.cases((replace(CASE, case=replace(CASE.case, name=EVIL)),), Page().asked("rename case", "c1"), sample=""),
        cases.cases((CASE,), Page(case=EVIL).failed("cases", EVIL), sample=""),
        cases.notes((replace(NOTE, title=EVIL),), Page(case="c1")),
        margin.note(
            replace(NOTE, title=EVIL, text=EVIL), Page(focus=Focus(subject="note", id="n1", start=2, end=6)), ()
        ),
        margin.lens(replace(LENS, name=EVIL, text=f"# {EVIL}\n\n- {EVIL}\n\n**{EVIL}**"), Page()),
        tray.tray(Page(case="c1", tray=(Waiting(name=EVIL, problem=EVIL),)), progress=EVIL),
    ],
)
def test_nothing_comes_through_unescaped(shown: str) -> None:
    assert "<img" not in shown
    assert '"quoted"' not in shown


def test_the_margin_marks_exactly_the_stretch_in_focus() -> None:
    shown = margin.note(NOTE, Page(focus=Focus(subject="note", id="n1", start=17, end=43)), ())
    assert "<mark>Now we look at the colour.</mark>" in shown
    assert "11 Feb 2025, page 3" in shown


def test_offsets_outside_the_note_mark_nothing() -> None:
    shown = margin.note(NOTE, Page(focus=Focus(subject="note", id="n1", start=50, end=5000)), ())
    assert "<mark>" not in shown
    assert BODY in shown


def test_mentions_step_round_from_the_one_in_focus() -> None:
    places = (Mention(note="n1", start=3, end=7, role="acts"), Mention(note="n1", start=36, end=42, role="acts"))
    focus = Focus(subject="note", id="n1", start=17, end=43, actor="colour")
    shown = margin.note(NOTE, Page(focus=focus), places)
    assert "2 of 2 mentions" in shown
    assert shown.count('data-start="3"') == 2


def test_one_mention_has_nothing_to_step_to() -> None:
    places = (Mention(note="n1", start=36, end=42, role="acts"),)
    shown = margin.note(NOTE, Page(focus=Focus(subject="note", id="n1", actor="colour")), places)
    assert "mention" not in shown


def test_deleting_a_case_says_what_goes() -> None:
    shown = cases.cases((CASE,), Page(case="c1").asked("delete case", "c1"), sample="Sample")
    assert "its 4 notes, the conversation and the search index" in shown
    assert 'data-do="delete case" data-id="c1"' in shown


def test_the_sample_is_offered_where_it_is_not_in_the_list() -> None:
    assert 'data-do="sample"' in cases.cases((CASE,), Page(), sample="Sample")
    assert 'data-do="sample"' not in cases.cases((CASE,), Page(), sample="Hub")
    assert 'data-do="sample"' in conversation.welcome(cases=False)


def test_the_foot_warns_where_others_can_reach_the_page() -> None:
    assert "anyone who can reach it" in cases.foot(writer="No language model.", host="0.0.0.0", alone=False)
    assert "anyone" not in cases.foot(writer="No language model.", host="127.0.0.1", alone=True)


def test_a_file_is_shown_as_it_was_read() -> None:
    note = replace(NOTE, left_out=("2 images",))
    item = Waiting(name="diary.md", incoming=Incoming(note=note, original=Path("x"), duplicate=NOTE))
    shown = tray.tray(Page(case="c1", tray=(item, Waiting(name="scan.pdf", problem="“scan.pdf” has no text."))))
    assert "13 words, 3 pages. Left out: 2 images." in shown
    assert 'name="date-0" value="2025-02-11"' in shown
    assert "found in the heading" in shown
    assert 'value="skip" checked' in shown
    assert "“scan.pdf” has no text." in shown


def test_progress_is_said_in_words_and_nothing_can_be_kept_meanwhile() -> None:
    item = Waiting(name="diary.md", incoming=Incoming(note=NOTE, original=Path("x"), duplicate=None))
    shown = tray.tray(Page(case="c1", tray=(item,)), progress="Reading 2 of 6: minutes.docx")
    assert "Reading 2 of 6: minutes.docx" in shown
    assert "Add to the case" not in shown


@pytest.mark.parametrize(
    ("other", "said"),
    [(dt.date(2025, 3, 1), "Diary, 11 Feb"), (dt.date(2024, 3, 1), "Diary, 11 Feb 2025"), (None, "Diary, 11 Feb")],
)
def test_a_citation_has_the_year_where_notes_are_of_several(other: dt.date | None, said: str) -> None:
    assert cite(NOTE, (NOTE, replace(NOTE, date=other))) == said


def test_plain_markdown() -> None:
    shown = paragraphs("# Head\n\nOne **two**\nthree.\n\n- a\n- *b*")
    assert shown == "<h4>Head</h4><p>One <strong>two</strong> three.</p><ul><li>a</li><li><em>b</em></li></ul>"


def test_a_hosted_model_is_offered_for_the_case_with_its_place_named() -> None:
    chosen = Settings(home=Path("nowhere"), model="openai:gpt-4o", model_key=Secret(f"sk-{EVIL}"))
    asked = writer_view.card(Page(case="c1"), writer(chosen, ""), chosen, case="Hub")
    assert 'data-do="allow"' in asked
    assert 'data-place="api.openai.com"' in asked
    assert "sk-" not in asked
    allowed = writer_view.card(Page(case="c1"), writer(chosen, "api.openai.com"), chosen, case="Hub")
    assert "Names and numbers are replaced before anything is sent" in allowed
    assert 'data-do="disallow"' in allowed
    assert 'data-do="allow"' not in allowed


@pytest.mark.parametrize("model", ["embedded", "ollama:llama3.2"])
def test_a_local_model_asks_for_no_consent(model: str) -> None:
    chosen = Settings(home=Path("nowhere"), model=model)
    card = writer_view.card(Page(case="c1"), writer(chosen, ""), chosen, case="Hub")
    assert 'data-do="allow"' not in card
    assert "othing leaves" in card


def test_the_exact_prompts_are_shown_escaped() -> None:
    card = margin.about(Page(), notice="", sources=(), copies=(), prompts=(("system", EVIL),))
    assert "The text “system”" in card
    assert "<img" not in card


def test_how_a_reply_came_about_is_said() -> None:
    turn = replace(TURN, reply=replace(REPLY, aside=f"It was written without it. {EVIL}"))
    shown = conversation.past((turn,), (NOTE,), {})
    assert "It was written without it." in shown
    assert "<img" not in shown
