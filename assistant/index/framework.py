"""The searchable framework: its cards and questions, and pages of the team's own copy of the paper.

Does not know how the framework's files or the paper are read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import FrameworkHit, digest
from assistant.errors import EmptyNote
from assistant.index.encoder import Encoder
from assistant.index.hybrid import HybridIndex, Match
from assistant.index.semantic import Entry

CARDS = "framework"
PAPER = "paper:"
PIECE_WORDS = 120
"""How long the pieces of a page are at most, sentences kept whole: an encoder reads the start of a text only."""
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkRecord:
    """One card or question of the framework."""

    id: str
    """Unique in the framework."""
    lens: str
    """The lens's id."""
    text: str
    cite: str
    """Its source, short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A file that the team added."""

    filename: str
    pages: int


class FrameworkIndex:
    """The framework and the team's own papers; safe to use from several threads."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Take the folder, which need not exist; nothing is read or written yet."""
        self._index = HybridIndex(folder, encoder)

    def sync(self, records: Sequence[FrameworkRecord]) -> None:
        """Make the cards and questions be these; only those that are new or differ are encoded.

        Raises:
            IndexFailure: the folder cannot be read or written; it is then as it was before.
            ModelMissing: the encoder has no model; nothing was changed.
        """
        wanted = {entry.id: entry for entry in map(_card, records)}
        here = {entry.id for entry in self._index.entries() if entry.group == CARDS}
        self._index.semantic.change(
            drop=lambda entry: entry.group == CARDS and entry.id not in wanted,
            add=[entry for entry in wanted.values() if entry.id not in here],
        )

    def add_paper(self, filename: str, pages: Sequence[str]) -> None:
        """Put a paper in, in place of an earlier one of this name.

        Args:
            filename: As the team knows it.
            pages: The text of each page in order, blank ones included, so that they count from 1.

        Raises:
            EmptyNote: no page has text.
            IndexFailure: the folder cannot be read or written; it is then as it was before.
            ModelMissing: the encoder has no model; nothing was changed.
        """
        entries = list(_pieces(filename, pages))
        if not entries:
            raise EmptyNote(
                f"There is no text in {filename!r}. If it is a scan, add a copy with text that can be selected."
            )
        self._index.semantic.change(drop=lambda entry: entry.group == PAPER + filename, add=entries)

    def remove_paper(self, filename: str) -> None:
        """Take a paper out; nothing of its text stays in any file of the folder.

        Raises:
            IndexFailure: the folder cannot be read or written; it is then as it was before.
        """
        self._index.semantic.change(drop=lambda entry: entry.group == PAPER + filename)

    def papers(self) -> tuple[Paper, ...]:
        """The papers that were added, by name.

        Raises:
            IndexFailure: the folder cannot be read as an index.
        """
        pages = {
            entry.group.removeprefix(PAPER): int(entry.details["pages"])
            for entry in self._index.entries()
            if entry.group.startswith(PAPER)
        }
        return tuple(Paper(filename=name, pages=pages[name]) for name in sorted(pages))

    def search(self, query: str, *, k: int = 6) -> tuple[FrameworkHit, ...]:
        """The cards, questions and pages nearest to the query by meaning and by words, the nearest first.

        Raises:
            IndexFailure: the folder cannot be read as an index.
            ModelMissing: the encoder has no model.
        """
        return tuple(_hit(match) for match in self._index.search(query, k))

    def clear(self) -> None:
        """Remove everything, also of a damaged index.

        Raises:
            IndexFailure: the files cannot be removed.
        """
        self._index.semantic.clear()

    def close(self) -> None:
        """Close the files; they are opened again when needed."""
        self._index.semantic.close()


def _card(record: FrameworkRecord) -> Entry:
    """The record as an entry whose id changes with its content."""
    content = digest("\n".join((record.lens, record.cite, record.text)))
    details = {"lens": record.lens, "cite": record.cite}
    return Entry(id=f"{record.id}@{content}", group=CARDS, text=record.text, details=details)


def _pieces(filename: str, pages: Sequence[str]) -> Iterator[Entry]:
    for number, page in enumerate(pages, start=1):
        for place, text in enumerate(_parted(page)):
            details: dict[str, str | int] = {"lens": "", "cite": f"your copy, page {number}", "pages": len(pages)}
            yield Entry(id=f"{PAPER}{filename}:{number}:{place}", group=PAPER + filename, text=text, details=details)


def _parted(page: str) -> Iterator[str]:
    """The page in pieces of whole sentences; a sentence that is too long is cut between words."""
    piece: list[str] = []
    for sentence in _SENTENCE_END.split(page.strip()):
        words = sentence.split()
        while len(piece) + len(words) > PIECE_WORDS:
            if not piece:
                piece, words = words[:PIECE_WORDS], words[PIECE_WORDS:]
            yield " ".join(piece)
            piece = []
        piece += words
    if piece:
        yield " ".join(piece)


def _hit(match: Match) -> FrameworkHit:
    details = match.entry.details
    return FrameworkHit(lens=str(details["lens"]), text=match.entry.text, cite=str(details["cite"]), score=match.score)
