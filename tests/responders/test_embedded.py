"""What the embedded responder does with a brief."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant import prompts
from assistant.domain import MESSAGE, Brief, Kind, Note, Reply, Turn
from assistant.errors import PromptError
from assistant.grounding import ground
from assistant.questions import faults
from assistant.responders import EmbeddedResponder, ScriptedResponder
from assistant.responders.embedded import FRAMES
from tests.responders.cases import NOTES, brief, reading, turn

MESSAGES = (
    "hi",
    "We brought in the robot to make things quicker and it works well for everyone.",
    "what did I write about the key safe?",
    "Josie can't get in because of the thumbprint.",
    "another way of looking",
    "stay with this",
    "I feel awful about Mrs Oyelaran",
    "So what now?",
    "skip",
    "where does the alarm come up?",
    "Nobody complained about the letter.",
    "It was all down to our hard work",
    "I talked with Anjali and with the daughter for an hour about all of it",
    "what did I write about parking?",
    "The dashboard is green so it must be fine",
    "ok",
    "The minibus broke down and the minibus is older than me",
    "what have I missed?",
    "We never used the whiteboard.",
    "next",
    "the referral form again",
    "Who decided about the hopper?",
    "yes",
    "Bed 9 slept through.",
    "say more",
    "key safe, frost, van. late again",
    "remind me about Josie",
    "The tube is quick and the robot is quick and I do not know what else to say about any of it",
    "I think I'm done",
    "thanks",
)


def reply_to(responder: EmbeddedResponder, given: Brief) -> Reply:
    reply = ground(responder.invoke(given), given, engine="embedded")
    assert reply.withheld == ()
    assert faults(reply.question) == ()
    texts = {note.id: note.text for note in given.notes} | {MESSAGE: given.message}
    for item in reply.observations:
        assert item.quotes
        assert item.lens in {lens.id for lens in responder.framework.lenses}
        for quote in item.quotes:
            assert texts[quote.note][quote.start : quote.end] == quote.text
            assert len(quote.text.split()) <= 45
    return reply


def conversation(responder: EmbeddedResponder, messages: Sequence[str]) -> list[Reply]:
    history: list[Turn] = []
    for message in messages:
        spoken: tuple[tuple[str, Kind], ...] = (("minibus", "object"),) if "minibus" in message else ()
        given = brief(message, history=history, in_message=spoken)
        history.append(turn(message, reply_to(responder, given)))
    return [item.reply for item in history if item.reply]


@pytest.mark.parametrize("shift", [0, 7, 19])
def test_a_long_conversation(responder: EmbeddedResponder, shift: int) -> None:
    replies = conversation(responder, MESSAGES[shift:] + MESSAGES[:shift])
    assert len({reply.question_id for reply in replies}) == len(replies)
    assert all(1 <= len(reply.observations) <= 3 for reply in replies)
    for at, reply in enumerate(replies):
        earlier = {item.frame for other in replies[max(0, at - 10) : at] for item in other.observations}
        assert not earlier & {item.frame for item in reply.observations}
    assert len({reply.lens for reply in replies}) >= 7


def test_the_same_brief_gives_the_same_draft(responder: EmbeddedResponder) -> None:
    given = brief("The key safe jammed again.")
    assert responder.invoke(given) == responder.invoke(given)


def test_recall_quotes_the_passage(responder: EmbeddedResponder) -> None:
    reply = reply_to(responder, brief("what did I write about the key safe?"))
    assert reply.observations[0].quotes[0].text == "The key safe jammed in the frost and we were late for three visits."
    assert reply.observations[0].quotes[0].note == "n2"


def test_recall_of_what_is_not_there_says_so(responder: EmbeddedResponder) -> None:
    reply = reply_to(responder, brief("what did I write about parking?"))
    assert "parking" in reply.opening
    assert not any(item.frame.startswith("answer/") for item in reply.observations)


def test_a_new_actor_is_taken_up(responder: EmbeddedResponder) -> None:
    message = "The minibus would not start."
    reply = reply_to(responder, brief(message, in_message=(("minibus", "object"),)))
    assert reply.observations[0].frame.startswith("new/")
    assert reply.observations[0].quotes[0].note == MESSAGE
    assert "the minibus" in reply.question.lower()


def test_an_actor_is_new_once(responder: EmbeddedResponder) -> None:
    message = "The minibus would not start."
    first = reply_to(responder, brief(message, in_message=(("minibus", "object"),)))
    again = brief("The minibus is old.", history=[turn(message, first)], in_message=(("minibus", "object"),))
    assert not any(item.frame.startswith("new/") for item in reply_to(responder, again).observations)


def test_a_longer_name_of_an_actor_of_the_notes_is_not_new(responder: EmbeddedResponder) -> None:
    message = "The key safe routine is what I think about."
    reply = reply_to(responder, brief(message, in_message=(("key safe routine", "rule"),)))
    assert not any(item.frame.startswith("new/") for item in reply.observations)


def test_an_actor_of_the_notes_is_not_new(responder: EmbeddedResponder) -> None:
    reply = reply_to(responder, brief("The key safes again.", in_message=(("key safes", "object"),)))
    assert not any(item.frame.startswith("new/") for item in reply.observations)
    assert reply.observations[0].actors[0] in ("key safe", "frost")


@pytest.mark.parametrize(
    ("message", "evidence"),
    [
        ("Nobody complained about the letter.", "The daughter wept when she read the letter."),
        ("It was all down to our hard work.", "Thanks to the tube the insulin was here in four minutes."),
        ("The key safe worked well.", "The key safe jammed in the frost and we were late for three visits."),
    ],
)
def test_it_disagrees_with_the_notes_in_hand(responder: EmbeddedResponder, message: str, evidence: str) -> None:
    reply = reply_to(responder, brief(message))
    first = reply.observations[0]
    assert first.frame.startswith("contradiction/")
    assert first.quotes[0].text == evidence
    assert message in first.text
    asked = next(item for item in responder.framework.questions if item.id == reply.question_id)
    assert "contradiction" in asked.suits


def test_danger_in_the_message(responder: EmbeddedResponder) -> None:
    given = brief("Her son hits her when we leave. Everyone was happy with the letter.")
    reply = ground(responder.invoke(given), given, engine="embedded")
    assert "safeguarding procedure" in reply.notice
    assert "999" in reply.notice
    assert (reply.observations, reply.question, reply.opening, reply.withheld) == ((), "", "", ())


def test_danger_to_the_writer(responder: EmbeddedResponder) -> None:
    assert "116 123" in responder.invoke(brief("I want to kill myself.")).notice


def test_danger_in_a_quoted_passage(responder: EmbeddedResponder) -> None:
    note = Note(id="d", filename="d.txt", title="Visit", text="He hits her with the stick. The stick is by the door.")
    reply = reply_to(responder, brief("what did I write about the stick?", notes=(note,)))
    assert reply.notice.startswith("One of the notes")


def test_no_danger_no_notice(responder: EmbeddedResponder) -> None:
    assert reply_to(responder, brief("The system is killing us.")).notice == ""


def test_another_way_changes_the_lens(responder: EmbeddedResponder) -> None:
    first = reply_to(responder, brief("The key safe jammed."))
    second = reply_to(responder, brief("another way of looking", history=[turn("The key safe jammed.", first)]))
    assert second.lens != first.lens


def test_stay_keeps_the_actor(responder: EmbeddedResponder) -> None:
    first = reply_to(responder, brief("The key safe jammed."))
    second = reply_to(responder, brief("stay with this", history=[turn("The key safe jammed.", first)]))
    about = {*first.about, *(name for item in first.observations for name in item.actors)}
    assert about & set(second.observations[0].actors)
    assert second.question_id != first.question_id


@pytest.mark.parametrize("message", ["what now?", "what should I do?", "I think I'm done", "thanks"])
def test_ends_with_a_closing_question(responder: EmbeddedResponder, message: str) -> None:
    reply = reply_to(responder, brief(message))
    asked = next(item for item in responder.framework.questions if item.id == reply.question_id)
    assert asked.lens == "now-what"
    assert "closing" in asked.suits


def test_silence_comes_with_the_terms_and_the_nearest_miss(responder: EmbeddedResponder) -> None:
    reply = reply_to(responder, brief("what have I missed?"))
    silent = [item for item in reply.observations if item.frame.startswith("silent/")]
    assert len(silent) == 1
    assert "budget, charge or cost" in silent[0].text
    assert "one need" in silent[0].quotes[0].text


def test_works_from_the_message_without_notes(responder: EmbeddedResponder) -> None:
    message = "We changed the rota and the night staff were not asked."
    reply = reply_to(responder, brief(message, notes=(), in_message=(("rota", "time"), ("night staff", "group"))))
    assert reply.observations[0].quotes[0].note == MESSAGE
    assert "no notes" in reply.opening.lower() or "notes" in reply.opening.lower()


@pytest.mark.parametrize("message", ["hi", "ok", "yes", "?", "", "   "])
def test_says_something_to_almost_nothing(responder: EmbeddedResponder, message: str) -> None:
    assert reply_to(responder, brief(message, notes=())).question
    assert reply_to(responder, brief(message)).observations


@pytest.mark.parametrize(
    "message",
    [
        "THE TABLETS ARE ALWAYS LATE AND NOBODY CARES",
        "Wir haben das Formular geändert, und niemand hat gefragt.",
        "転記フォームが変わりました。誰も聞いていません。",
        "🙂🙂🙂 the form 🙃",
        "\x00\x01\u202e reversed",
        "{{7*7}} ${thing} $thing %s <script>alert(1)</script>",
        "“” ‘’ \"\" '' “unclosed",
        "a" * 5000,
        "the key safe " * 3000,
        "no . no ! no ? ... … -- ; :",
        "what did I write about $thing “x” {y}?",
        "\ud83d lone surrogate",
    ],
)
@pytest.mark.parametrize("notes", [(), NOTES])
def test_naughty_messages(responder: EmbeddedResponder, message: str, notes: tuple[Note, ...]) -> None:
    assert reply_to(responder, brief(message, notes=notes)).question


def test_notes_without_a_reading_give_a_passage(responder: EmbeddedResponder) -> None:
    reply = reply_to(responder, brief("How did it go?", notes=(NOTES[0],)))
    assert reply.observations[0].quotes[0].note == "n1"


def test_a_quote_of_the_reading_that_is_out_of_place_is_not_used(responder: EmbeddedResponder) -> None:
    read = reading()
    shifted = tuple(replace(item, quote=replace(item.quote, start=item.quote.start + 3)) for item in read.relations)
    reply_to(responder, brief("robot and barcode", read=replace(read, relations=shifted)))


def test_after_the_whole_bank_the_oldest_question_returns(responder: EmbeddedResponder) -> None:
    history: list[Turn] = []
    bare = Reply(engine="e", observations=(), question="", lens="value")
    for item in responder.framework.questions:
        history.append(turn("x", replace(bare, question_id=item.id, question=item.text)))
    reply = reply_to(responder, brief("ok", history=history, notes=()))
    asked = [item.id for item in responder.framework.questions if not item.slots and "note" not in item.text]
    assert reply.question_id in asked[:5]


def test_every_situation_has_enough_frames(responder: EmbeddedResponder) -> None:
    for name in FRAMES:
        items = responder.frames[name].items
        assert len({item.name for item in items}) >= 14
        always = [item for item in items if not set(item.variables) & {"times", "notes", "why"}]
        assert len(always) >= 12, name


def test_a_missing_frame_file_is_told(responder: EmbeddedResponder) -> None:
    frames = {name: item for name, item in responder.frames.items() if name != "acts"}
    with pytest.raises(PromptError, match="acts"):
        EmbeddedResponder(responder.framework, frames)


def test_a_frame_file_without_a_list_is_told(responder: EmbeddedResponder) -> None:
    broken = prompts.Prompt(name="acts", version=1, variables=(), text="no list")
    with pytest.raises(PromptError, match="no list"):
        EmbeddedResponder(responder.framework, {**responder.frames, "acts": broken})


def test_the_script_runs_out(responder: EmbeddedResponder) -> None:
    given = brief("hi")
    draft = responder.invoke(given)
    scripted = ScriptedResponder([draft])
    assert scripted.invoke(given) == draft
    assert scripted.briefs == [given]
    with pytest.raises(LookupError, match="turn 2"):
        scripted.invoke(given)
