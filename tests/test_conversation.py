import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from langchain_core.documents import Document
from langchain_core.runnables import RunnableLambda

from assistant import framework, settings
from assistant.conversation import Conversation, Exchange, reveal
from assistant.domain import (
    MESSAGE,
    Brief,
    Draft,
    FrameworkHit,
    Hit,
    Note,
    Observation,
    Passage,
    Quote,
    Reading,
    Reply,
    Turn,
)
from assistant.framework import Framework
from assistant.responders import ScriptedResponder

TEXT = "The referral form sends people back. Mrs Field waits."
NOTE = Note(id="n1", filename="diary.txt", title="Diary", text=TEXT)
TRUE = Observation(
    text="It comes up once.",
    lens="what-it-does",
    actors=("referral form",),
    quotes=(Quote(note="n1", start=0, end=36, text=TEXT[:36]),),
)
INVENTED = Observation(
    text="It comes up twice.", lens="value", quotes=(Quote(note="n1", start=0, end=11, text="The rota is"),)
)
GOOD = "What did the referral form make easier?"


@pytest.fixture(scope="module")
def corpus() -> Framework:
    return framework.load(settings.load({}).corpus_folder)


def hit(document: Document) -> Hit:
    passage = Passage(note="n1", start=0, end=len(TEXT), text=document.page_content)
    return Hit(passage=passage, score=1.0)


def conversation(corpus: Framework, drafts: Sequence[Draft], queries: list[str] | None = None) -> Conversation:
    seen = [] if queries is None else queries

    def find(query: str) -> list[Document]:
        seen.append(query)
        return [Document(page_content=TEXT)]

    return Conversation(
        engine="scripted",
        framework=corpus,
        case=RunnableLambda(find),
        cards=RunnableLambda(lambda query: [Document(page_content="A card")]),
        hit=hit,
        card=lambda document: FrameworkHit(lens="value", text=document.page_content, cite="ours", score=1.0),
        read=lambda notes: Reading(engine=",".join(note.id for note in notes)),
        responder=ScriptedResponder(drafts),
    )


def draft(*observations: Observation, question: str = GOOD) -> Draft:
    return Draft(observations=observations, question=question, lens="what-it-does", question_id="q1")


def test_a_turn_goes_from_message_to_grounded_reply(corpus: Framework) -> None:
    reply = conversation(corpus, [draft(TRUE)]).reply(Exchange(message="The form works.", notes=(NOTE,)))
    assert (reply.engine, reply.observations, reply.question) == ("scripted", (TRUE,), GOOD)
    assert [found.passage.text for found in reply.passages] == [TEXT]
    assert reply.withheld == ()


def test_no_responder_can_skip_grounding(corpus: Framework) -> None:
    reply = conversation(corpus, [draft(INVENTED, TRUE)]).reply(Exchange(message="Hello", notes=(NOTE,)))
    assert reply.observations == (TRUE,)
    assert [item.text for item in reply.withheld] == ["It comes up twice. “The rota is”"]
    assert "rota" not in reply.text


@pytest.mark.parametrize("bad", ["Why did you do that?", "You should ask the team.", "", "Great work, what next?"])
def test_a_bad_question_is_replaced_by_one_of_the_bank(corpus: Framework, bad: str) -> None:
    reply = conversation(corpus, [draft(TRUE, question=bad)]).reply(Exchange(message="Hello", notes=(NOTE,)))
    assert reply.question in {item.text for item in corpus.questions}
    asked = Turn(id="t1", message="Hello", at=dt.datetime.now(dt.UTC), reply=reply)
    again = conversation(corpus, [draft(TRUE, question=bad)])
    later = again.reply(Exchange(message="Hello", notes=(NOTE,), history=(asked,)))
    assert later.question_id != reply.question_id


def test_the_brief_holds_what_was_found_and_read(corpus: Framework) -> None:
    briefs: list[Brief] = []

    def respond(brief: Brief) -> Draft:
        briefs.append(brief)
        return draft(TRUE)

    parts = conversation(corpus, [])
    watching = Conversation(
        engine="x",
        framework=corpus,
        case=parts.case,
        cards=parts.cards,
        hit=hit,
        card=parts.card,
        read=parts.read,
        responder=RunnableLambda(respond),
    )
    watching.reply(Exchange(message="The form works.", notes=(NOTE,)))
    (brief,) = briefs
    assert (brief.reading.engine, brief.message_reading.engine) == ("n1", MESSAGE)
    assert (brief.message, brief.notes, brief.history) == ("The form works.", (NOTE,), ())
    assert [card.text for card in brief.framework] == ["A card"]


def test_a_long_message_is_searched_by_its_end(corpus: Framework) -> None:
    queries: list[str] = []
    message = " ".join(f"word{n}" for n in range(500))
    conversation(corpus, [draft(TRUE)], queries).reply(Exchange(message=message, notes=(NOTE,)))
    assert queries[0].split()[0] == "word440"
    assert queries[0].split()[-1] == "word499"


def test_a_reply_grows_word_by_word_and_quotes_come_whole() -> None:
    whole = Reply(engine="x", observations=(TRUE, TRUE), question=GOOD, lens="value", opening="One two three four.")
    parts = list(reveal(whole))
    assert parts[-1] == whole
    assert [len(part.text) for part in parts] == sorted(len(part.text) for part in parts)
    assert len({part.text for part in parts}) > 6
    for part in parts:
        for item in part.observations:
            assert item.quotes in {(), TRUE.quotes}
            assert not item.quotes or item.text == TRUE.text


def test_what_makes_the_query_knows_who_is_in_the_notes(corpus: Framework) -> None:
    seen: list[Brief] = []

    def query(brief: Brief) -> str:
        seen.append(brief)
        return brief.message

    parts = replace(conversation(corpus, [draft(TRUE)]), query=query)
    parts.reply(Exchange(message="The form works.", notes=(NOTE,)))
    assert (seen[0].reading.engine, seen[0].message_reading.engine) == ("n1", MESSAGE)
