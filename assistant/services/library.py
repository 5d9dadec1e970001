"""The parts that belong to no case: models, framework, responder. Each is made when it is first needed."""

import threading
from functools import cached_property

from assistant import framework, prompts
from assistant.conversation import Conversation, Read, Retriever
from assistant.domain import Brief, Note, Reading
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
from assistant.responders import MODEL_PROMPTS, Asked, ChatModel, ChatModelResponder, EmbeddedResponder, connect
from assistant.services.home import Home
from assistant.services.writers import EMBEDDED, Writer
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
        self._chat: tuple[Settings, ChatModelResponder] | None = None

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

    def chat_model(self, writer: Writer) -> ChatModelResponder:
        """The responder that lets the set language model write; made once for the same settings.

        Raises:
            ModelMissing: the provider's package is not installed.
            SettingsError: the model cannot be used as it is set.
        """
        settings = self.settings
        with self._lock:
            if self._chat is None or self._chat[0] != settings:
                model = _connected(settings)
                asked = Asked(
                    name=writer.name,
                    timeout=settings.model_timeout,
                    context=settings.model_context,
                    hidden=not writer.local,
                )
                self._chat = settings, self.with_model(model, asked)
            return self._chat[1]

    def model_prompts(self) -> tuple[tuple[str, str], ...]:
        """The exact texts that a language model is given, by name."""
        texts = prompts.load_all(self.settings.prompts_folders)
        return tuple((name, texts[name].text) for name in MODEL_PROMPTS)

    def check_model(self, settings: Settings) -> None:
        """Make sure that the model of these settings can be connected; nothing is sent.

        Raises:
            ModelMissing: the provider's package is not installed.
            SettingsError: the model cannot be used as it is set.
        """
        if settings.model != EMBEDDED:
            _connected(settings)

    def with_model(self, model: ChatModel, asked: Asked) -> ChatModelResponder:
        """The responder over a chat model that is made already."""
        texts = prompts.load_all(self.settings.prompts_folders)
        return ChatModelResponder(model, asked, framework=self.framework, prompts=texts, embedded=self.responder)

    def conversation(self, case: Retriever, read: Read, writer: Writer | None = None) -> Conversation:
        """A conversation over one case's passages and reading, written by the one named, or with no language model."""
        chat = self.chat_model(writer) if writer and writer.model != EMBEDDED and writer.allowed else None
        return Conversation(
            query=chat.query if chat else _message,
            engine=ENGINE,
            framework=self.framework,
            case=case,
            cards=FrameworkRetriever(index=self.cards(), k=CARDS_PER_TURN),
            hit=hit_of,
            card=framework_hit_of,
            read=read,
            responder=chat or self.responder,
        )


def _connected(settings: Settings) -> ChatModel:
    return connect(
        settings.model,
        url=settings.model_url,
        key=settings.model_key.reveal(),
        timeout=settings.model_timeout,
        temperature=settings.model_temperature,
    )


def _message(brief: Brief) -> str:
    return brief.message


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
