"""The parts that belong to no case: models, framework, responder. Each is made when it is first needed."""

import threading
from functools import cached_property

from assistant import framework, prompts
from assistant.conversation import Conversation, Read, Retriever
from assistant.domain import Note, Reading
from assistant.framework import Framework
from assistant.index import (
    Encoder,
    FrameworkIndex,
    FrameworkRecord,
    FrameworkRetriever,
    SentenceEncoder,
    framework_hit_of,
    hit_of,
)
from assistant.reading import Parser, Reader, Tagger
from assistant.responders import EmbeddedResponder
from assistant.services.home import Home
from assistant.settings import Settings

CARDS_PER_TURN = 4
ENGINE = "embedded"
"""The name of the responder that needs no language model."""


class Library:
    """Constructs from settings what all cases share."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._home = Home(settings.home)
        self._lock = threading.RLock()

    @cached_property
    def framework(self) -> Framework:
        """Lenses, questions and kinds, from corpus/."""
        return framework.load(self.settings.corpus_folder)

    @cached_property
    def encoder(self) -> Encoder:
        """Makes the vectors."""
        return SentenceEncoder(self.settings.embedding_model)

    @cached_property
    def parser(self) -> Parser:
        """Parses English."""
        return Parser()

    @cached_property
    def tagger(self) -> Tagger:
        """Tells of each word what it names and whether that acts."""
        return Tagger()

    @cached_property
    def reader(self) -> Reader:
        """Reads notes."""
        folder = self.settings.corpus_folder / "lexicon"
        return Reader(
            kinds=self.framework.kinds,
            lexicon=framework.load_lexicon(folder),
            abbreviations=framework.load_abbreviations(folder),
            parser=self.parser,
            tagger=self.tagger,
        )

    @cached_property
    def responder(self) -> EmbeddedResponder:
        """Answers without a language model."""
        return EmbeddedResponder(self.framework, prompts.load_all(self.settings.prompts_folders))

    def cards(self) -> FrameworkIndex:
        """The index of lens cards and of the team's own copy, brought up to date when it is first asked for."""
        with self._lock:
            return self._cards

    @cached_property
    def _cards(self) -> FrameworkIndex:
        index = FrameworkIndex(self._home.framework, self.encoder)
        index.sync(_records(self.framework))
        return index

    def warm(self) -> None:
        """Load everything that a first reply needs."""
        self.encoder.encode(["warm"])
        self.reader.read((Note(id="warm", filename="warm", title="Warm", text="The form came back to us."),))
        self.cards()
        self.responder  # noqa: B018  # made here so that the first turn does not wait for it

    def read(self, notes: tuple[Note, ...]) -> Reading:
        """What is in these notes."""
        return self.reader.read(notes)

    def conversation(self, case: Retriever, read: Read) -> Conversation:
        """A conversation over one case's passages and reading."""
        return Conversation(
            engine=ENGINE,
            framework=self.framework,
            case=case,
            cards=FrameworkRetriever(index=self.cards(), k=CARDS_PER_TURN),
            hit=hit_of,
            card=framework_hit_of,
            read=read,
            responder=self.responder,
        )


def _records(found: Framework) -> list[FrameworkRecord]:
    """The lens cards and the question bank, as the index keeps them."""
    cite = {lens.id: lens.source for lens in found.lenses}
    cards = [
        FrameworkRecord(
            id=lens.id, lens=lens.id, text=f"{lens.name}. {lens.gloss} {lens.fits}\n{lens.text}", cite=lens.source
        )
        for lens in found.lenses
    ]
    questions = [
        FrameworkRecord(id=item.id, lens=item.lens, text=item.text, cite=cite[item.lens]) for item in found.questions
    ]
    return [*cards, *questions]
