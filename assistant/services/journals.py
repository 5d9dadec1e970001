"""The journal of a case: what the practitioner wrote, editable, beside what it answers."""

import datetime as dt
import uuid
from dataclasses import replace

from assistant import journal
from assistant.domain import Entry, Written
from assistant.errors import NotFound, StoreError
from assistant.store import Store


class Journals:
    """The journals of all cases."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, case_id: str) -> tuple[Entry, ...]:
        """The journal of the case, oldest first."""
        return journal.entries(self._store.turns(case_id), self._store.written(case_id))

    def entry(self, case_id: str, entry_id: str) -> Entry:
        """One entry.

        Raises:
            NotFound: the journal has none of this id.
        """
        for entry in self.entries(case_id):
            if entry.id == entry_id:
                return entry
        raise NotFound("This entry is no longer in the journal. Load the page again.")

    def add(self, case_id: str, text: str, heading: str = "") -> None:
        """Write an entry of its own.

        Raises:
            StoreError: there is no text in it.
        """
        now = dt.datetime.now(dt.UTC)
        made = Written(id=uuid.uuid4().hex[:12], text=_words(text), at=now, heading=heading.strip())
        self._store.keep_written(case_id, made)

    def change(self, case_id: str, entry_id: str, *, text: str | None = None, heading: str | None = None) -> None:
        """Write other words, or put it under another heading; None leaves as it is. The conversation is not touched.

        Raises:
            NotFound: the journal has no entry of this id.
            StoreError: there is no text in it.
        """
        self._store.keep_written(case_id, _changed(self.entry(case_id, entry_id), text, heading))

    def strike(self, case_id: str, entry_id: str) -> None:
        """Take an entry out of the journal; a turn that it was made of stays in the conversation."""
        entry = self.entry(case_id, entry_id)
        if entry.own:
            self._store.erase_written(case_id, entry_id)
        else:
            struck = Written(id=entry.id, text="", at=entry.at, struck=True)
            self._store.keep_written(case_id, struck)


def _changed(entry: Entry, text: str | None, heading: str | None) -> Written:
    kept = Written(id=entry.id, text=entry.text, at=entry.at, heading=entry.heading)
    if text is not None:
        kept = replace(kept, text=_words(text))
    return kept if heading is None else replace(kept, heading=heading.strip())


def _words(text: str) -> str:
    if not text.strip():
        raise StoreError("This entry has no words. Write some, or take the entry out.")
    return text.strip()
