"""One turn, as one LangChain chain: retrieve, read, brief, respond, ground.

    {message, notes, history}
      | reading    <- of the notes                    | message_reading <- of the message
      | passages   <- the case's retriever            | framework <- the framework's retriever
      | brief -> responder -> ground -> ask

Grounding stands after the responder, so that no responder can skip it. Does not know where notes are kept or how a
reply is shown.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from langchain_core.documents import Document
from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from assistant.domain import MESSAGE, Brief, Draft, FrameworkHit, Hit, Note, Observation, Question, Reading, Reply, Turn
from assistant.framework import Framework
from assistant.grounding import ground

QUERY_WORDS = 60
"""How many words of the message, from its end, are searched for: a long message ends with what it is about."""
REVEAL_WORDS = 3
"""How many words are shown at a time while a reply grows."""

Retriever = Runnable[str, list[Document]]
Read = Callable[[tuple[Note, ...]], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What goes into a turn."""

    message: str
    notes: tuple[Note, ...] = ()
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The parts that a turn needs, each replaceable."""

    engine: str
    framework: Framework
    case: Retriever
    """Finds passages of the case: a query in, documents out."""
    cards: Retriever
    """Finds lens cards and pages of the team's own copy of the paper."""
    hit: Callable[[Document], Hit]
    card: Callable[[Document], FrameworkHit]
    read: Read
    """Reads the case's notes, or remembers how they were read."""
    responder: Runnable[Brief, Draft]
    query: Callable[[Brief], str] = lambda brief: brief.message
    """What to search for, given the message and the talk before it."""

    def reply(self, exchange: Exchange) -> Reply:
        """The whole reply to a message."""
        return self.chain().invoke(exchange)

    def stream(self, exchange: Exchange) -> Iterator[Reply]:
        """The reply as it grows: words that are not checked yet and hold no quotes, and last the whole that is.

        A responder that answers at once yields the last alone; see `reveal`.
        """
        brief: Brief = self.briefed().invoke(exchange)["brief"]
        draft: Draft | None = None
        for growing in self.responder.stream(brief):
            if draft is not None:
                yield _bare(draft, self.engine)
            draft = growing
        if draft is not None:
            yield self._ground({"draft": draft, "brief": brief})

    def chain(self) -> Runnable[Exchange, Reply]:
        """The turn as a Runnable, for the ecosystem's callbacks and composition."""
        answered = RunnablePassthrough.assign(draft=RunnableLambda(lambda given: given["brief"]) | self.responder)
        return self.briefed() | answered | RunnableLambda(self._ground)

    def briefed(self) -> Runnable[Exchange, Any]:
        """The first half of the turn: all that a responder is given, under "brief"."""
        read = RunnablePassthrough.assign(
            reading=RunnableLambda(lambda given: self.read(given["notes"])),
            message_reading=RunnableLambda(self._read_message),
        )
        found = RunnablePassthrough.assign(
            passages=RunnableLambda(self._query) | self.case | RunnableLambda(self._hits),
            framework=RunnableLambda(_message) | self.cards | RunnableLambda(self._cards),
        )
        return RunnableLambda(_given) | read | found | RunnableLambda(_brief)

    def _query(self, given: dict[str, Any]) -> str:
        return _last_words(self.query(Brief(**given)))

    def _hits(self, documents: list[Document]) -> tuple[Hit, ...]:
        return tuple(self.hit(item) for item in documents)

    def _cards(self, documents: list[Document]) -> tuple[FrameworkHit, ...]:
        return tuple(self.card(item) for item in documents)

    def _read_message(self, given: dict[str, Any]) -> Reading:
        text = given["message"]
        return self.read((Note(id=MESSAGE, filename=MESSAGE, title="Message", text=text),))

    def _ground(self, given: dict[str, Any]) -> Reply:
        reply = ground(given["draft"], given["brief"], engine=self.engine)
        alone = reply.notice and not reply.observations  # somebody may be in danger: nothing is asked
        return reply if reply.question or alone else _ask_again(reply, self.framework, given["brief"].history)


def _given(exchange: Exchange) -> dict[str, object]:
    return {"message": exchange.message, "notes": exchange.notes, "history": exchange.history}


def _message(given: dict[str, Any]) -> str:
    return _last_words(given["message"])


def _last_words(text: str) -> str:
    return " ".join(text.split()[-QUERY_WORDS:])


def _bare(draft: Draft, engine: str) -> Reply:
    """What can be shown of an unfinished draft: its words, without anything that looks like a quote."""
    remarks = tuple(replace(item, quotes=()) for item in draft.observations)
    return Reply(engine=draft.engine or engine, observations=remarks, question="", lens="", opening=draft.opening)


def _brief(given: dict[str, Any]) -> dict[str, Brief]:
    return {"brief": Brief(**given)}


def _ask_again(reply: Reply, framework: Framework, history: tuple[Turn, ...]) -> Reply:
    """Put a question of the bank where a responder's own did not pass."""
    asked = {turn.reply.question_id for turn in history if turn.reply}
    ready = [item for item in framework.questions if "open" in item.suits and not item.slots]
    fits = [item for item in ready if item.lens == reply.lens and item.id not in asked]
    rest = [item for item in ready if item.id not in asked]
    chosen: Question = (fits or rest or ready)[0]
    return replace(reply, question=chosen.text, question_id=chosen.id, lens=chosen.lens, about=())


def reveal(reply: Reply) -> Iterator[Reply]:
    """The reply as it is shown while it grows: word by word, each quote at once when its remark is complete."""
    bare = replace(reply, opening="", observations=(), question="")
    for opening in _growing(reply.opening):
        yield replace(bare, opening=opening)
    shown: tuple[Observation, ...] = ()
    for item in reply.observations:
        for text in _growing(item.text):
            part = replace(item, text=text, quotes=())
            yield replace(bare, opening=reply.opening, observations=(*shown, part))
        shown = (*shown, item)
        yield replace(bare, opening=reply.opening, observations=shown)
    for question in _growing(reply.question):
        yield replace(bare, opening=reply.opening, observations=shown, question=question)
    yield reply


def _growing(text: str) -> Iterator[str]:
    words = text.split(" ")
    for end in range(REVEAL_WORDS, len(words), REVEAL_WORDS):
        yield " ".join(words[:end])
