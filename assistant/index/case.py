"""The searchable passages of one case, in a folder of their own.

Does not know how a note is cut into passages, nor which case the folder belongs to.
"""

from collections.abc import Sequence
from pathlib import Path

from assistant.domain import Hit, Passage
from assistant.errors import IndexFailure
from assistant.index.encoder import Encoder
from assistant.index.hybrid import HybridIndex
from assistant.index.semantic import Entry


class CaseIndex:
    """The passages of one case; safe to use from several threads. No other case's passages can be found in it."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Take the folder, which need not exist; nothing is read or written yet."""
        self._index = HybridIndex(folder, encoder)

    @property
    def damaged(self) -> bool:
        """Whether the folder cannot be read as an index: `clear` it then and add the notes again."""
        try:
            self._index.semantic.read()
        except IndexFailure:
            return True
        return False

    def notes(self) -> frozenset[str]:
        """The ids of the notes that have passages here.

        Raises:
            IndexFailure: the folder cannot be read as an index.
        """
        return frozenset(entry.group for entry in self._index.entries())

    def add(self, note_id: str, passages: Sequence[Passage]) -> None:
        """Put a note's passages in, all or none; those that the note already had here are replaced.

        Args:
            note_id: The note's id.
            passages: Of this note, offsets counted in its text.

        Raises:
            IndexFailure: the folder cannot be read or written; it is then as it was before.
            ModelMissing: the encoder has no model; nothing was changed.
        """
        entries = {passage.id: _entry(note_id, passage) for passage in passages}
        self._index.semantic.change(drop=lambda entry: entry.group == note_id, add=tuple(entries.values()))

    def remove(self, note_id: str) -> None:
        """Take a note's passages out; nothing of their text stays in any file of the folder.

        Raises:
            IndexFailure: the folder cannot be read or written; it is then as it was before.
        """
        self._index.semantic.change(drop=lambda entry: entry.group == note_id)

    def search(self, query: str, *, k: int = 8) -> tuple[Hit, ...]:
        """The passages nearest to the query by meaning and by words, the nearest first, each once.

        Raises:
            IndexFailure: the folder cannot be read as an index.
            ModelMissing: the encoder has no model.
        """
        return tuple(Hit(passage=_passage(match.entry), score=match.score) for match in self._index.search(query, k))

    def clear(self) -> None:
        """Remove all passages, also of a damaged index.

        Raises:
            IndexFailure: the files cannot be removed.
        """
        self._index.semantic.clear()

    def close(self) -> None:
        """Close the files; they are opened again when needed."""
        self._index.semantic.close()


def _entry(note_id: str, passage: Passage) -> Entry:
    if passage.note != note_id:
        raise ValueError(f"The passage {passage.id!r} is not of the note {note_id!r}.")
    details = {"start": passage.start, "end": passage.end}
    return Entry(id=passage.id, group=note_id, text=passage.text, details=details)


def _passage(entry: Entry) -> Passage:
    start, end = int(entry.details["start"]), int(entry.details["end"])
    return Passage(note=entry.group, start=start, end=end, text=entry.text)
