"""One brief, made easy to look things up in: notes by id, actors by any of their names, what was said before.

Knows the brief alone. Does not choose anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from assistant.domain import MESSAGE, Actor, Brief, Note, Observation, Quote, digest
from assistant.responders import wording
from assistant.responders.contradict import stems
from assistant.responders.sound import of_the_case, shows, telling
from assistant.responders.telling import Texts

_WORD = re.compile(r"[\w][\w'’.-]*[\w]|\w")
_ARTICLES = ("the ", "a ", "an ", "my ", "our ", "your ", "this ", "that ")
_MOST_WORDS_IN_A_NAME = 6
_MOST_SCANNED = 2000
_EACH = 12


def bare(name: str) -> str:
    """A name to compare: lower case, straight apostrophes, no article, no plural ending."""
    text = " ".join(name.lower().replace("’", "'").split()).strip("\"'“”‘")
    for article in _ARTICLES:
        text = text.removeprefix(article)
    return text[:-1] if len(text) > 3 and text.endswith("s") and not text.endswith(("ss", "us", "'s")) else text


class View:
    """A brief and what follows from it."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief
        self.notes = {note.id: note for note in brief.notes}
        self.texts = Texts([*((note.id, note.text) for note in brief.notes), (MESSAGE, brief.message)])
        self.turn = len(brief.history)
        self.past = tuple(turn.reply for turn in brief.history if turn.reply)
        years = {note.date.year for note in brief.notes if note.date}
        self.with_year = len(years) > 1

    @cached_property
    def seed(self) -> str:
        """The same for the same case and turn."""
        return digest("\0".join((*sorted(self.notes), str(self.turn), self.brief.message)))

    def rank(self, key: str) -> str:
        """A stable stand-in for chance."""
        return digest(self.seed + key)

    @cached_property
    def _by_name(self) -> dict[str, Actor]:
        found: dict[str, Actor] = {}
        for actor in self.brief.reading.actors:
            found.setdefault(bare(actor.name), actor)
        for actor in self.brief.reading.actors:
            for alias in actor.aliases:
                found.setdefault(bare(alias), actor)
        return found

    def actor(self, name: str) -> Actor | None:
        """The actor of the notes, or else of the message, that goes by this name."""
        if found := self._by_name.get(bare(name)):
            return found
        return next(
            (x for x in self.brief.message_reading.actors if bare(name) in {bare(x.name), *map(bare, x.aliases)}), None
        )

    def known(self, actor: Actor) -> bool:
        """Whether the notes' reading has the actor, by any of its names."""
        return any(bare(name) in self._by_name for name in (actor.name, *actor.aliases))

    @cached_property
    def named(self) -> tuple[Actor, ...]:
        """The notes' actors that the message names, in its order."""
        words = [(found.start(), found.end()) for found in _WORD.finditer(self.brief.message)][:_MOST_SCANNED]
        found: list[Actor] = []
        at = 0
        while at < len(words):
            step = 1
            for length in range(min(_MOST_WORDS_IN_A_NAME, len(words) - at), 0, -1):
                stretch = self.brief.message[words[at][0] : words[at + length - 1][1]]
                actor = self._by_name.get(bare(stretch)) if len(stretch) > 1 else None
                if actor:
                    found.append(actor)
                    step = length
                    break
            at += step
        return tuple({actor.name: actor for actor in found}.values())

    @cached_property
    def fresh(self) -> tuple[Actor, ...]:
        """The actors that only the message names, things that make a difference first."""
        everywhere = "\n".join(note.text for note in self.brief.notes).lower()
        before = "\n".join(turn.message for turn in self.brief.history).lower()
        new = [
            actor
            for actor in self.brief.message_reading.actors
            if not self.known(actor)
            and not self._named_in(actor)
            and bare(actor.name) not in everywhere
            and not (stems(actor.name.split()[-1]) & self._stems)
            and of_the_case(actor)
            and bare(actor.name) not in before
            and self.best_quotes(actor)
        ]
        return tuple(sorted(new, key=lambda actor: (actor.human, not actor.acts)))

    def _named_in(self, actor: Actor) -> bool:
        """Whether the actor's name holds one of two words and more that the notes have: "three o'clock deadline"."""
        names = [bare(other.name) for other in self.named]
        return any(" " in name and name in bare(actor.name) for name in names)

    def spoken(self, actor: Actor) -> str:
        """The actor as a sentence names it."""
        return wording.spoken(actor, self.texts.by_id)

    def note(self, quote: Quote) -> Note | None:
        """The note that a quote stands in; None for the message."""
        return self.notes.get(quote.note)

    def best_quotes(self, actor: Actor) -> tuple[Quote, ...]:
        """Sentences that show an actor: the reading's own, then those around its mentions; not shown lately first."""
        found = [self.texts.checked(quote) for quote in actor.quotes[:_EACH]]
        found += [self.texts.sentence(mention.note, mention.start) for mention in actor.mentions[:_EACH]]
        whole = list({(quote.note, quote.start): quote for quote in reversed(found) if quote}.values())[::-1]
        said = " ".join(self.brief.message.lower().split())

        def order(quote: Quote) -> tuple[bool, bool, bool]:
            echo = quote.note != MESSAGE and quote.text.lower() in said
            return (quote.text in self._shown, echo, not shows(actor, quote))

        return tuple(sorted(filter(telling, whole), key=order))

    @cached_property
    def _stems(self) -> frozenset[str]:
        """The subject words of all notes."""
        return frozenset().union(*(stems(note.text) for note in self.brief.notes)) if self.notes else frozenset()

    @cached_property
    def _shown(self) -> frozenset[str]:
        return frozenset(quote.text for item in self.said(8) for quote in item.quotes)

    def said(self, turns: int) -> Iterator[Observation]:
        """The observations of the last turns, the newest first."""
        for reply in reversed(self.past[-turns:]):
            yield from reply.observations

    def shown(self, quote: Quote) -> bool:
        """Whether the last turns had this quote."""
        return quote.text in self._shown

    def when(self, quote: Quote) -> str:
        """Where a quote stands, in words."""
        note = self.note(quote)
        return wording.when(note, with_year=self.with_year) if note else "in your message"

    def called(self, quote: Quote) -> str:
        """The note of a quote, in words."""
        note = self.note(quote)
        return wording.called(note, with_year=self.with_year) if note else "your message"
