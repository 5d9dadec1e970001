"""Makes a note from pasted text.

Does not know files.
"""

from dataclasses import replace

from assistant.domain import Note
from assistant.errors import EmptyNote
from assistant.notes.encoding import clean
from assistant.notes.files import make_note
from assistant.notes.plain import read_plain
from assistant.notes.titles import filename_from, from_text


def read_text(text: str, *, title: str = "") -> Note:
    """Make a note from text that the practitioner pasted or wrote.

    Args:
        text: As pasted; front matter is read, line ends become line feeds.
        title: The practitioner's own; else front matter's, the first heading's or the first words.

    Raises:
        EmptyNote: there is no text in it.
    """
    content = read_plain(clean(text))
    if not content.text.strip():
        raise EmptyNote("There is no text to add. Paste or write the note first.")
    own = " ".join(clean(title).split())
    named = own or content.title or content.heading or from_text(content.text)
    note = make_note(content, filename_from(named))
    return replace(note, title=own or note.title if content.title or content.heading else named)
