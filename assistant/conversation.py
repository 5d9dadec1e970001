"""One turn, as one LangChain chain: retrieve, read, brief, respond, ground.

    {message, notes, history}
      | passages   <- the case's retriever            | framework <- the framework's retriever
      | reading    <- of the notes                    | message_reading <- of the message
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

    def reply(self, exchange: Exchange) -> Reply:
        """The whole reply to a message."""
        return self.chain().invoke(exchange)

    def chain(self) -> Runnable[Exchange, Reply]:
        """The turn as a Runnable, for the ecosystem's callbacks and composition."""
        gathered = RunnablePassthrough.assign(
            passages=RunnableLambda(_query) | self.case | RunnableLambda(self._hits),
            framework=RunnableLambda(_query) | self.cards | RunnableLambda(self._cards),
            reading=RunnableLambda(lambda given: self.read(given["notes"])),
            message_reading=RunnableLambda(self._read_message),
        )
        return (
            RunnableLambda(_given)
            | gathered
            | RunnableLambda(_brief)
            | RunnablePassthrough.assign(draft=RunnableLambda(lambda given: given["brief"]) | self.responder)
            | RunnableLambda(self._ground)
        )

    def _hits(self, documents: list[Document]) -> tuple[Hit, ...]:
        return tuple(self.hit(item) for item in documents)

    def _cards(self, documents: list[Document]) -> tuple[FrameworkHit, ...]:
        return tuple(self.card(item) for item in documents)

    def _read_message(self, given: dict[str, Any]) -> Reading:
        text = given["message"]
        return self.read((Note(id=MESSAGE, filename=MESSAGE, title="Message", text=text),))

    def _ground(self, given: dict[str, Any]) -> Reply:
        reply = ground(given["draft"], given["brief"], engine=self.engine)
        return reply if reply.question else _ask_again(reply, self.framework, given["brief"].history)


def _given(exchange: Exchange) -> dict[str, object]:
    return {"message": exchange.message, "notes": exchange.notes, "history": exchange.history}


def _query(given: dict[str, Any]) -> str:
    return " ".join(given["message"].split()[-QUERY_WORDS:])


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
