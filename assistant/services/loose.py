"""A conversation over notes that are not kept anywhere."""

import datetime as dt
import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant import passages
from assistant.conversation import Exchange
from assistant.domain import Note, Turn
from assistant.index import CaseIndex, CaseRetriever
from assistant.services.library import Library
from assistant.services.writers import Writer


def talk(
    library: Library, who: Writer, all_notes: tuple[Note, ...], messages: Sequence[str], *, passages_per_turn: int
) -> tuple[Turn, ...]:
    """A turn for each message, each with its reply; the index lives in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="noticing-") as folder:
        index = CaseIndex(Path(folder), library.encoder)
        try:
            for note in all_notes:
                index.add(note.id, passages.split(note))
            retriever = CaseRetriever(index=index, k=passages_per_turn)
            conversation = library.conversation(retriever, library.read, who)
            turns: tuple[Turn, ...] = ()
            for number, words in enumerate(messages):
                reply = conversation.reply(Exchange(message=words, notes=all_notes, history=turns))
                turns += (Turn(id=f"t{number}", message=words, at=dt.datetime.now(dt.UTC), reply=reply),)
            return turns
        finally:
            index.close()
