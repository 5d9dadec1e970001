"""The product's abilities, as one object: constructed from settings, called by the page and the command line.

Parts are made when they are first needed, so that a command loads only what it uses. Methods may be called from
several threads; work on one case's notes and index is done by one at a time.
"""

import datetime as dt
import uuid
from collections.abc import Generator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

from assistant import export, notes
from assistant import settings as settings_of
from assistant.conversation import Exchange, reveal
from assistant.domain import Case, Hit, Judgement, Lens, Note, Reading, Turn, Verdict
from assistant.errors import NoteError, NotFound
from assistant.framework import Framework
from assistant.index import CaseRetriever, Paper
from assistant.services import loose
from assistant.services.doctor import Finding, examine
from assistant.services.exporting import Whole, exported
from assistant.services.home import Home, Incoming, case_name
from assistant.services.journals import Journals
from assistant.services.judging import judged
from assistant.services.library import Library
from assistant.services.shelf import Duplicate, Shelf
from assistant.services.warmth import Readiness, Warmth
from assistant.services.writers import Writer, writer
from assistant.settings import Settings, close_doors
from assistant.store import CaseCount, Store

PASSAGES_PER_TURN = 8


class Services:
    """Everything that the product can do."""

    def __init__(self, settings: Settings, library: Library | None = None) -> None:
        """Construct; nothing is loaded or written yet.

        Args:
            settings: Where cases are kept, and the limits.
            library: Models and framework to share with others; made from the settings if None.
        """
        close_doors()
        self.settings = settings
        self.library = library or Library(settings)
        self._home = Home(settings.home)
        self._warmth = Warmth(self.library.warm)

    @property
    def framework(self) -> Framework:
        """Lenses, questions and kinds."""
        return self.library.framework

    @cached_property
    def _store(self) -> Store:
        self._home.sweep()
        return Store(self._home.database)

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self._home, self._store, self.library)

    @cached_property
    def journals(self) -> Journals:
        """What the practitioner wrote, case by case."""
        return Journals(self._store)

    def lens(self, lens_id: str) -> Lens:
        """The lens of this id."""
        return self.framework.lens(lens_id)

    def warm(self) -> None:
        """Begin to load the models in the background; returns at once."""
        self._warmth.start()

    def readiness(self) -> Readiness:
        """Whether a reply can be made at once."""
        return self._warmth.state

    def close(self) -> None:
        """Let go of all files; they are opened again when needed."""
        for row in self._store.cases():
            self._shelf.close(row.case.id)
        self._store.close()

    def doctor(self) -> tuple[Finding, ...]:
        """What is installed, what answers, what is unsafe."""
        return examine(self.settings, self.library)

    # Cases

    def cases(self) -> tuple[CaseCount, ...]:
        """All cases, the newest first."""
        return self._store.cases()

    def case(self, name_or_id: str) -> Case:
        """The case of this id or name.

        Raises:
            NotFound: there is none.
        """
        return self._store.case(name_or_id)

    def create_case(self, name: str) -> Case:
        """Make an empty case.

        Raises:
            StoreError: the name is empty, too long or taken.
        """
        case = Case(id=uuid.uuid4().hex[:12], name=case_name(name), created=_now())
        self._store.add_case(case)
        return case

    def rename_case(self, case_id: str, name: str) -> Case:
        """Give the case another name.

        Raises:
            StoreError: the name is empty, too long or taken.
        """
        self._store.rename_case(case_id, case_name(name))
        return self._store.case(case_id)

    def erase_case(self, case_id: str) -> None:
        """Take the case away: notes, index, conversation, files."""
        self._shelf.erase_case(self.case(case_id).id)

    def sample(self) -> Case:
        """The sample case, made with its notes if it is not there."""
        name = self.framework.sample_name
        there = [item.case for item in self._store.cases() if item.case.name == name]
        case = there[0] if there else self.create_case(name)
        if not self.notes(case.id):
            for path in sorted(self.framework.sample.glob("*.md")):
                self.keep(case.id, self.read_file(case.id, path))
        return case

    # Notes

    def notes(self, case_id: str) -> tuple[Note, ...]:
        """The case's notes by date."""
        return self._store.notes(case_id)

    def note(self, case_id: str, note_id: str) -> Note:
        """One note, by its id or its file name.

        Raises:
            NotFound: the case has none.
        """
        return self._shelf.note(case_id, note_id)

    def read_file(self, case_id: str, path: Path, filename: str | None = None) -> Incoming:
        """How we read this file; it is not in the case before `keep`.

        Raises:
            NoteError: it cannot become a note; nothing of it is left.
        """
        return self._shelf.take_file(case_id, path, filename)

    def read_text(self, case_id: str, text: str, title: str = "") -> Incoming:
        """How we read this pasted text; it is not in the case before `keep`.

        Raises:
            NoteError: there is no text in it.
        """
        return self._shelf.take_text(case_id, text, title)

    def let_go(self, incoming: Incoming) -> None:
        """Take away what was read and shall not be kept."""
        self._shelf.let_go(incoming)

    def keep(
        self,
        case_id: str,
        incoming: Incoming,
        *,
        title: str | None = None,
        date: dt.date | None = None,
        duplicate: Duplicate = "skip",
    ) -> Note | None:
        """Make what was read a note of the case; `title` and `date` win over what was read.

        Returns:
            The note, or None where it is a second copy and was skipped.
        """
        note = replace(incoming.note, title=(title or "").strip() or incoming.note.title)
        if date and date != note.date:
            note = replace(note, date=date, date_source="you")
        return self._shelf.keep(case_id, replace(incoming, note=note), duplicate)

    def set_note(self, case_id: str, note_id: str, *, title: str, date: dt.date | None) -> Note:
        """Write the practitioner's title and date over what was read."""
        return self._shelf.set_note(case_id, note_id, title=title, date=date)

    def erase_note(self, case_id: str, note_id: str) -> None:
        """Take the note away, with what replies quote from it."""
        self._shelf.erase(case_id, note_id)

    def reading(self, case_id: str) -> Reading:
        """Who and what is in the case's notes."""
        return self._shelf.reading(case_id)

    def search(self, case_id: str, query: str, *, k: int = PASSAGES_PER_TURN) -> tuple[Hit, ...]:
        """The passages nearest to the query."""
        return self._shelf.search(case_id, query, k)

    # Conversation

    def turns(self, case_id: str) -> tuple[Turn, ...]:
        """The conversation, oldest first."""
        return self._store.turns(case_id)

    def take_back(self, case_id: str, turn_id: str) -> Turn:
        """Take the last turn away, to say it again or otherwise.

        Returns:
            The turn.

        Raises:
            NotFound: it is not the last turn of the case.
        """
        turns = self._store.turns(case_id)
        if not turns or turns[-1].id != turn_id:
            raise NotFound("Only the last message can be taken back, and this is not the last one any more.")
        self._store.erase_turns(case_id, [turn_id])
        return turns[-1]

    def forget_talk(self, case_id: str) -> None:
        """Take the case's whole conversation away; notes, corrections and what was added to the journal stay."""
        self._store.erase_turns(case_id, [turn.id for turn in self._store.turns(case_id)])

    def talk(self, case_id: str, message: str, *, instead: Turn | None = None) -> Generator[Turn]:
        """One turn, its reply growing; the last one yielded is whole and kept.

        The message is kept before the reply is begun, so that it is never lost. The reply of a turn that was taken back
        (`instead`) is not given again.
        """
        history = (*self._store.turns(case_id), *([instead] if instead else []))
        turn = Turn(id=uuid.uuid4().hex[:12], message=message, at=_now())
        self._store.keep_turn(case_id, turn)
        yield turn
        all_notes = self._store.notes(case_id)
        with self._shelf.index(case_id) as index:
            retriever = CaseRetriever(index=index, k=PASSAGES_PER_TURN)
            read = partial(self._read, case_id, all_notes)
            conversation = self.library.conversation(retriever, read, self.writer(case_id))
            reply, grown = None, False
            for part in conversation.stream(Exchange(message=message, notes=all_notes, history=history)):
                if reply is not None:
                    grown = True
                    yield replace(turn, reply=reply)
                reply = part
        if reply is None:
            return
        turn = replace(turn, reply=reply)
        self._store.keep_turn(case_id, turn)
        for part in [reply] if grown else reveal(reply):
            yield replace(turn, reply=part)

    def _read(self, case_id: str, all_notes: tuple[Note, ...], given: tuple[Note, ...]) -> Reading:
        if given == all_notes:
            return self._shelf.read(case_id, given)
        return self.library.reader.read(given, self._store.judgements(case_id))

    def writer(self, case_id: str) -> Writer:
        """Who writes the replies of the case, and whether anything leaves this computer."""
        return writer(self.settings, self._store.consent(case_id))

    def model_prompts(self) -> tuple[tuple[str, str], ...]:
        """The exact texts that a language model is given, by name."""
        return self.library.model_prompts()

    def allow(self, case_id: str, place: str) -> None:
        """Allow the case's text, with names and numbers replaced, to be sent to a place; to nowhere if it is empty."""
        self._store.keep_consent(case_id, place)

    def set_model(self, **values: str) -> None:
        """Set who writes the replies, for all cases; see `settings.keep`.

        Raises:
            SettingsError: a value cannot be used; nothing is changed.
            ModelMissing: the provider's package is not installed; nothing is changed.
        """
        changed = settings_of.told(self.settings, **values)
        self.library.check_model(changed)
        settings_of.keep(self.settings, **values)
        self.settings = self.library.settings = changed

    def judge(self, case_id: str, judgement: Judgement) -> None:
        """Keep what the practitioner says of an actor, relation or observation."""
        self._store.keep_judgement(case_id, judgement)

    def correct(self, case_id: str, actor: str, verdict: Verdict, edit: str = "") -> Judgement:
        """Confirm or correct an actor of the case's reading; it wins over this and every later reading of the case.

        Args:
            case_id: The case.
            actor: The actor's name as the reading has it; for "add", words that stand in a note.
            verdict: What is said of it.
            edit: What the verdict needs; see `Judgement.edit`.

        Raises:
            NotFound: no actor goes by that name, or for "add" no note has the words.
            ReadingError: the verdict lacks what it needs, or it is not known.
        """
        made = judged(actor, verdict, edit, reading=self.reading(case_id), notes=self.notes(case_id), at=_now())
        self._store.keep_judgement(case_id, made)
        return made

    def judgements(self, case_id: str) -> tuple[Judgement, ...]:
        """What the practitioner said of the case's reading, oldest first."""
        return self._store.judgements(case_id)

    def withdraw(self, case_id: str, judgement_id: str) -> None:
        """Take a judgement back: the reading counts again."""
        self._store.erase_judgement(case_id, judgement_id)

    # Without a case

    def read_notes(self, paths: Sequence[Path]) -> tuple[Note, ...]:
        """Notes that are not kept anywhere; the file names are their ids.

        Raises:
            NoteError: one of them cannot become a note.
        """
        limits = notes.Limits(megabytes=self.settings.max_file_mb, pages=self.settings.max_pages)
        missing = [path for path in paths if not path.is_file()]
        if missing:
            raise NoteError(f'There is no file "{missing[0]}". Check the name and the folder.')
        read = [notes.read_file(path, limits=limits) for path in paths]
        return tuple(sorted(read, key=lambda note: note.date or dt.date.max))

    def ask(
        self, all_notes: tuple[Note, ...], message: str, *, talk: Sequence[str] = (), allowed: str = ""
    ) -> tuple[Turn, ...]:
        """A conversation over notes that are not kept anywhere.

        Args:
            all_notes: By date.
            message: The last message.
            talk: The messages before it.
            allowed: The place that the text may be sent to, where a hosted model is set; without it none is asked.

        Returns:
            A turn for each message, each with its reply.
        """
        who = writer(self.settings, allowed)
        return loose.talk(self.library, who, all_notes, (*talk, message), passages_per_turn=PASSAGES_PER_TURN)

    # Framework

    def add_paper(self, path: Path) -> Paper:
        """Index the team's own copy of the paper, page by page; it stays on this machine.

        Raises:
            NoteError: it cannot be read.
        """
        (note,) = self.read_notes([path])
        pages = [note.text[x.start : x.end] for x in note.locations if x.unit == "page"] or [note.text]
        self.library.cards().add_paper(path.name, pages)
        return Paper(filename=path.name, pages=len(pages))

    def papers(self) -> tuple[Paper, ...]:
        """The team's own copies."""
        return self.library.cards().papers()

    def remove_paper(self, filename: str) -> None:
        """Take one of the team's own copies away."""
        self.library.cards().remove_paper(filename)

    # Export

    def export(self, case_id: str, form: export.Format, *, scheme: str = "free") -> bytes:
        """The case in one of the formats, as it is now.

        Args:
            case_id: The case.
            form: The format.
            scheme: Headings of the journal, for those formats that hold it; a key of `journal.SCHEMES`.
        """
        whole = Whole(
            case=self.case(case_id),
            notes=self.notes(case_id),
            turns=self.turns(case_id),
            reading=self.reading(case_id),
            judgements=self.judgements(case_id),
            journal=self.journals.entries(case_id),
            lenses={lens.id: lens for lens in self.framework.lenses},
            kinds=self.framework.kinds,
            at=_now(),
        )
        return exported(whole, form, scheme)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
