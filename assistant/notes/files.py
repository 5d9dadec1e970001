"""Makes a note from a file: checks its size and type, hands it to the reader of its format, adds title and date.

Knows the formats by name. Does not know how any of them is read.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from pathlib import Path, PurePath

from assistant.domain import DateSource, Note
from assistant.errors import EmptyNote, NoteError, ProtectedFile, TooLarge, UnsupportedFormat
from assistant.notes import html, mail, opendocument, pdf, plain, rtf, word
from assistant.notes.content import MEGABYTE, Content, Limits, Reader, Source
from assistant.notes.dates import date_of_heading, date_of_name, read_date
from assistant.notes.sniff import WORDS, Kind, kind_of
from assistant.notes.titles import best_title

_READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": plain.read,
    ".docx": word.read,
    ".odt": opendocument.read,
    ".rtf": rtf.read,
    ".pdf": pdf.read,
    ".html": html.read,
    ".htm": html.read,
    ".eml": mail.read,
}
FORMATS: tuple[str, ...] = tuple(_READERS)
"""The endings of the files that can be read."""
_FITTING: dict[str, tuple[Kind, ...]] = {
    ".txt": ("unknown", "html"),
    ".md": ("unknown", "html"),
    ".docx": ("docx",),
    ".odt": ("odt",),
    ".rtf": ("rtf",),
    ".pdf": ("pdf",),
    ".html": ("html", "unknown"),
    ".htm": ("html", "unknown"),
    ".eml": ("unknown",),
}
_ENDINGS: dict[Kind, str] = {"pdf": ".pdf", "docx": ".docx", "odt": ".odt", "rtf": ".rtf", "html": ".html"}
_LISTED = f"{', '.join(FORMATS[:-1])} and {FORMATS[-1]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    date: dt.date | None = None
    source: DateSource | None = None


def read_file(path: Path, *, filename: str | None = None, limits: Limits = Limits()) -> Note:
    """Read one file.

    Args:
        path: Where it lies.
        filename: Its name as the practitioner knows it, which also says its format; the path's own if None.
        limits: How large it may be.

    Raises:
        UnsupportedFormat: its type cannot be read, or its content is not what its name says.
        EmptyNote: there is no text in it.
        ProtectedFile: it opens only with a password.
        DamagedFile: it is cut off or binary noise.
        TooLarge: it is over a limit.
        NoteError: it cannot be opened.
    """
    name = PurePath(filename or path.name).name
    reader = _reader(name)
    data = _bytes(path, name, limits)
    _check_kind(name, kind_of(data))
    return make_note(reader(Source(data=data, filename=name, limits=limits)), name)


def make_note(content: Content, filename: str) -> Note:
    """A new note of what a reader found.

    Raises:
        EmptyNote: there is no text in it.
    """
    if not content.text.strip():
        raise EmptyNote(f'There is no text in "{filename}". Check that it is the file you meant.')
    dated = _dated(content, PurePath(filename).stem)
    return Note(
        id=uuid.uuid4().hex[:12],
        filename=filename,
        title=best_title(content.title, content.heading, filename),
        text=content.text,
        date=dated.date,
        date_source=dated.source,
        locations=content.locations,
        left_out=content.left_out,
    )


def _dated(content: Content, stem: str) -> _Dated:
    if content.written and (date := read_date(content.written)):
        return _Dated(date=date, source="front matter")
    if content.sent and 1950 <= content.sent.year <= 2100:
        return _Dated(date=content.sent, source="mail header")
    if date := date_of_name(stem):
        return _Dated(date=date, source="file name")
    if date := date_of_heading(content.text):
        return _Dated(date=date, source="heading")
    return _Dated()


def _reader(name: str) -> Reader:
    ending = PurePath(name).suffix.lower()
    if ending in _READERS:
        return _READERS[ending]
    if ending in {".doc", ".dot", ".wps", ".pages", ".gdoc"}:
        raise UnsupportedFormat(f'"{name}" is a kind of document that cannot be read. Save it as .docx, and add that.')
    named = f'files ending in "{ending}" cannot be read' if ending else "its name has no ending that says what it is"
    raise UnsupportedFormat(f'"{name}" was not read: {named}. These can: {_LISTED}.')


def _bytes(path: Path, name: str, limits: Limits) -> bytes:
    most = limits.megabytes * MEGABYTE
    try:
        with path.open("rb") as stream:
            data = stream.read(most + 1)
    except FileNotFoundError as error:
        raise NoteError(f'There is no file "{name}" at "{path}". Check the name.') from error
    except OSError as error:
        raise NoteError(f'"{name}" could not be opened. Check that it is a file and that you may read it.') from error
    if len(data) > most:
        raise TooLarge(
            f'"{name}" is larger than {limits.megabytes} MB. Add it in parts, or copy its text and paste it.'
        )
    if not data.strip():
        raise EmptyNote(f'"{name}" is empty. Check that it is the file you meant.')
    return data


def _check_kind(name: str, kind: Kind) -> None:
    ending = PurePath(name).suffix.lower()
    if kind == "unknown" or kind in _FITTING[ending]:
        return
    if kind == "sealed":
        raise ProtectedFile(f'"{name}" opens only with a password. Save a copy without the password, and add that.')
    if kind in _ENDINGS:
        todo = f'Rename it to end in "{_ENDINGS[kind]}", and add it again'
    else:
        todo = f"These can be read: {_LISTED}"
    raise UnsupportedFormat(f'"{name}" ends in "{ending}" but is {WORDS[kind]}. {todo}.')
