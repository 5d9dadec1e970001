"""The notes of the cases: taking them in, reading, searching and erasing them.

A note is kept whole or not at all: its original, its passages in the index and its row. The index is derived from the
rows: what is missing in it is put back when it is next opened, and a damaged one is made again.
"""

import datetime as dt
import shutil
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

from assistant import notes, passages
from assistant.domain import Hit, Note, Observation, Reading, Reply, digest
from assistant.errors import IndexFailure, NoteError, NotFound
from assistant.index import CaseIndex
from assistant.services.home import Home, Incoming
from assistant.services.judging import gone
from assistant.services.library import Library
from assistant.store import Store

Duplicate = Literal["skip", "replace", "keep both"]

OPEN_AT_MOST = 8
"""How many cases' indexes are remembered, the last used ones."""


class Shelf:
    """The notes of all cases of one home."""

    def __init__(self, home: Home, store: Store, library: Library) -> None:
        self._home, self._store, self._library = home, store, library
        self._indexes: dict[str, CaseIndex] = {}
        self._locks: defaultdict[str, threading.RLock] = defaultdict(threading.RLock)

    # Taking in

    def take_file(self, case_id: str, path: Path, filename: str | None) -> Incoming:
        """Read a file; nothing of it is kept in the case yet.

        Raises:
            NoteError: it cannot become a note; nothing of it is left.
        """
        name = Path(filename or path.name).name
        if not path.is_file():
            raise NoteError(f'There is no file "{path}". Check the name and the folder.')
        limits = notes.Limits(megabytes=self._library.settings.max_file_mb, pages=self._library.settings.max_pages)
        note = notes.read_file(path, filename=name, limits=limits)
        return self._incoming(case_id, note, self._home.take_in(path, name))

    def take_text(self, case_id: str, text: str, title: str) -> Incoming:
        """Read pasted text; nothing of it is kept in the case yet.

        Raises:
            NoteError: there is no text in it.
        """
        note = notes.read_text(text, title=title)
        return self._incoming(case_id, note, self._home.take_in_text(text, note.filename))

    def _incoming(self, case_id: str, note: Note, original: Path) -> Incoming:
        same = [item for item in self._store.notes(case_id) if item.digest == note.digest]
        return Incoming(note=note, original=original, duplicate=same[0] if same else None)

    def let_go(self, incoming: Incoming) -> None:
        """Take away what was read and shall not be kept."""
        self._home.let_go(incoming.original)

    def keep(self, case_id: str, incoming: Incoming, duplicate: Duplicate) -> Note | None:
        """Make what was read a note of the case.

        Returns:
            The note as it is kept, or None where it is a second copy and was skipped.
        """
        with self._locks[case_id]:
            try:
                return self._keep(case_id, incoming, duplicate)
            finally:
                self.let_go(incoming)

    def _keep(self, case_id: str, incoming: Incoming, duplicate: Duplicate) -> Note | None:
        kept = self._store.notes(case_id)
        same = [item for item in kept if item.digest == incoming.note.digest]
        if same and duplicate == "skip":
            return None
        if same and duplicate == "replace":
            self.erase(case_id, same[0].id)
            kept = self._store.notes(case_id)
        note = replace(incoming.note, filename=_free_name(incoming.note.filename, {item.filename for item in kept}))
        target = self._home.original(case_id, note)
        with ExitStack() as undo, self.index(case_id) as index:
            target.parent.mkdir(parents=True, exist_ok=True)
            undo.callback(target.unlink, missing_ok=True)
            shutil.copyfile(incoming.original, target)
            undo.callback(index.remove, note.id)
            index.add(note.id, passages.split(note))
            self._store.keep_note(case_id, note)
            undo.pop_all()
        return note

    def set_note(self, case_id: str, note_id: str, *, title: str, date: dt.date | None) -> Note:
        """Write the practitioner's title and date over what was read."""
        note = self.note(case_id, note_id)
        changed = replace(note, title=title.strip() or note.title)
        if date != note.date:
            changed = replace(changed, date=date, date_source="you" if date else None)
        self._store.keep_note(case_id, changed)
        return changed

    # Reading and searching

    def note(self, case_id: str, note_id: str) -> Note:
        """The note of this id, or else of this file name.

        Raises:
            NotFound: the case has none.
        """
        found = [item for item in self._store.notes(case_id) if note_id in {item.id, item.filename}]
        if not found:
            raise NotFound(f'There is no note "{note_id}" in this case. It may have been erased.')
        return found[0]

    def reading(self, case_id: str) -> Reading:
        """How the case's notes read; made once for the same notes."""
        return self.read(case_id, self._store.notes(case_id))

    def read(self, case_id: str, all_notes: tuple[Note, ...]) -> Reading:
        """The same, for notes that are in hand."""
        reader = self._library.reader
        said = self._store.judgements(case_id)
        parts = [reader.engine, *(f"{note.id} {note.digest} {note.date} {note.title}" for note in all_notes)]
        parts += [f"{item.id} {item.verdict}" for item in said]
        key = digest("\n".join(parts))
        kept = self._store.reading(case_id, key)
        if kept:
            return kept
        reading = reader.read(all_notes, said)
        self._store.keep_reading(case_id, key, reading)
        return reading

    def search(self, case_id: str, query: str, k: int) -> tuple[Hit, ...]:
        """The passages nearest to the query, the nearest first."""
        with self.index(case_id) as index:
            return index.search(query, k=k)

    @contextmanager
    def index(self, case_id: str) -> Iterator[CaseIndex]:
        """The case's index, holding exactly the case's notes; others wait meanwhile."""
        with self._locks[case_id]:
            try:
                index = self._opened(case_id)
            except IndexFailure:
                self._index(case_id).clear()
                index = self._opened(case_id)
            yield index

    def _opened(self, case_id: str) -> CaseIndex:
        index = self._index(case_id)
        kept = {note.id: note for note in self._store.notes(case_id)}
        indexed = index.notes()
        for note_id in indexed - kept.keys():
            index.remove(note_id)
        for note_id in kept.keys() - indexed:
            index.add(note_id, passages.split(kept[note_id]))
        return index

    def close(self, case_id: str) -> None:
        """Let go of the files of the case's index."""
        self._index(case_id).close()
        self._indexes.pop(case_id, None)

    def _index(self, case_id: str) -> CaseIndex:
        """The case's index as it was last used, so that its word index need not be made again for each search."""
        found = self._indexes.pop(case_id, None) or CaseIndex(self._home.index(case_id), self._library.encoder)
        self._indexes[case_id] = found
        while len(self._indexes) > OPEN_AT_MOST:
            self._indexes.pop(next(iter(self._indexes)), None)
        return found

    # Erasing

    def erase(self, case_id: str, note_id: str) -> None:
        """Take the note away: original, passages, row, reading, what kept replies quote, corrections of it alone."""
        note = self.note(case_id, note_id)
        with self._locks[case_id]:
            for turn in self._store.turns(case_id):
                if turn.reply and (reply := _without(turn.reply, note.id)) != turn.reply:
                    self._store.keep_turn(case_id, replace(turn, reply=reply))
            self._store.erase_note(case_id, note.id)
            self._home.original(case_id, note).unlink(missing_ok=True)
            for said in gone(self._store.judgements(case_id), self._store.notes(case_id)):
                self._store.erase_judgement(case_id, said.id)
            with self.index(case_id):
                pass  # opening it takes out what the rows no longer hold

    def erase_case(self, case_id: str) -> None:
        """Take the case away, with its folder."""
        with self._locks[case_id]:
            self.close(case_id)
            self._store.erase_case(case_id)
            shutil.rmtree(self._home.case(case_id), ignore_errors=True)


GONE = "Part of this reply went with a note that you deleted."


def _without(reply: Reply, note_id: str) -> Reply:
    def stays(item: Observation) -> bool:
        return all(quote.note != note_id for quote in item.quotes)

    if not all(stays(item) for item in reply.observations):
        # What was said and asked beside the quote may name what only that note named.
        reply = replace(reply, opening="", question="", question_id="", about=(), aside=GONE)
    return replace(
        reply,
        observations=tuple(item for item in reply.observations if stays(item)),
        beside=tuple(item for item in reply.beside if stays(item)),
        withheld=(),  # it is for the record, and may hold the note's words without saying which note they are from
        passages=tuple(hit for hit in reply.passages if hit.passage.note != note_id),
    )


def _free_name(filename: str, taken: set[str]) -> str:
    path, number, name = Path(filename), 1, filename
    while name in taken:
        number += 1
        name = f"{path.stem} ({number}){path.suffix}"
    return name
