"""Reads PDFs page by page: the text in reading order, its lines joined to paragraphs.

Knows PDF through PDFium. Does not recognise text in pictures, and does not open attachments or links.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.domain import Location
from assistant.errors import DamagedFile, EmptyNote, ProtectedFile, TooLarge
from assistant.notes.content import Content, Source
from assistant.notes.encoding import clean
from assistant.notes.pdf_lines import Line, join_pages, running_lines

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

# PDFium must not be entered by two threads at once.
_ONE_AT_A_TIME = threading.Lock()
_BAD_PASSWORD = 4
_REMARKS = frozenset([1, 3])
"""PDF's numbers for a comment and for a comment written on the page."""
_TAIL = 4096
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_HYPHENS = {0x02: "\xad", 0xFFFE: "\xad"}
"""How PDFium marks a hyphen at a line's end; a soft hyphen stands for it until the lines are joined."""


@dataclass(slots=True)
class _Read:
    """What has been gathered so far."""

    pages: list[list[Line]] = field(default_factory=list)
    images: int = 0
    remarks: int = 0
    attachments: int = 0
    title: str = ""


def read(source: Source) -> Content:
    """Read a PDF.

    Raises:
        ProtectedFile: it opens only with a password.
        DamagedFile: it is cut off or broken.
        TooLarge: it has too many pages.
        EmptyNote: it has no text; its pages may be pictures.
    """
    tail = source.data[-_TAIL:]
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise _damaged(source.filename)
    with _ONE_AT_A_TIME, _opened(source) as document:
        found = _gather(document, source)
    running = running_lines(found.pages)
    taken = sum(line in running for page in found.pages for line in page)
    joined = join_pages([[line for line in page if line not in running] for page in found.pages])
    if not joined.text.strip():
        raise _empty(source.filename, found)
    locations = tuple(
        Location(unit="page", number=number, start=start, end=end)
        for number, (start, end) in enumerate(joined.spans, start=1)
        if end > start
    )
    return Content(text=joined.text, locations=locations, title=found.title, left_out=_left_out(found, taken))


@contextmanager
def _opened(source: Source) -> "Iterator[PdfDocument]":
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(source.data)
    except PdfiumError as error:
        if error.err_code == _BAD_PASSWORD:
            raise ProtectedFile(
                f'"{source.filename}" opens only with a password. Save a copy without the password, and add that.'
            ) from error
        raise _damaged(source.filename) from error
    try:
        yield document
    except PdfiumError as error:
        raise _damaged(source.filename) from error
    finally:
        document.close()


def _gather(document: "PdfDocument", source: Source) -> _Read:
    count = len(document)
    if count == 0:
        raise _damaged(source.filename)
    if count > source.limits.pages:
        raise TooLarge(
            f'"{source.filename}" has {count} pages; the limit is {source.limits.pages}. '
            "Save the pages that you need as a PDF of their own, and add that."
        )
    found = _Read(title=clean(document.get_metadata_dict().get("Title", "")), attachments=document.count_attachments())
    for number in range(count):
        page = document[number]
        try:
            _read_page(page, found)
        finally:
            page.close()
    return found


def _read_page(page: "PdfPage", found: _Read) -> None:
    from pypdfium2 import raw

    text_page = page.get_textpage()
    try:
        found.pages.append(list(_lines(text_page)))
    finally:
        text_page.close()
    found.images += sum(1 for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        remark = raw.FPDFPage_GetAnnot(page, index)
        found.remarks += raw.FPDFAnnot_GetSubtype(remark) in _REMARKS
        raw.FPDFPage_CloseAnnot(remark)


def _lines(text_page: "PdfTextPage") -> Iterator[Line]:
    """The lines of a page, each with its place; characters are read one by one, since PDFium counts them so."""
    from pypdfium2 import raw

    text: list[str] = []
    places: list[int] = []
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in {0x0A, 0x0D}:
            yield from _line(text_page, text, places)
            text, places = [], []
        elif code and not 0xD800 <= code < 0xE000:
            text.append(_HYPHENS.get(code) or _LIGATURES.get(code) or chr(code))
            places.append(index)
        if code in _HYPHENS:
            yield from _line(text_page, text, places)
            text, places = [], []
    yield from _line(text_page, text, places)


def _line(text_page: "PdfTextPage", text: list[str], places: list[int]) -> Iterator[Line]:
    seen = [index for index, letter in zip(places, text, strict=True) if not letter.isspace()]
    words = " ".join(clean("".join(text)).split())
    if not seen or not words:
        return
    left, bottom, _, top = text_page.get_charbox(seen[0], loose=True)
    last_left, _, right, _ = text_page.get_charbox(seen[-1], loose=True)
    yield Line(
        text=words,
        left=round(left, 1),
        right=round(max(right, last_left), 1),
        bottom=round(bottom, 1),
        height=round(top - bottom, 1),
    )


def _left_out(found: _Read, running: int) -> tuple[str, ...]:
    bare = sum(not page for page in found.pages)
    counts = [
        (found.images, "image", "images"),
        (bare, "page without text", "pages without text"),
        (running, "page header or footer line", "page header or footer lines"),
        (found.remarks, "comment", "comments"),
        (found.attachments, "attachment", "attachments"),
    ]
    return tuple(f"{number} {one if number == 1 else many}" for number, one, many in counts if number > 0)


def _empty(filename: str, found: _Read) -> EmptyNote:
    if found.images:
        return EmptyNote(
            f'There is no text in "{filename}"; there are only pictures of pages. '
            "Run text recognition (OCR) on it, or type out what matters, and add that."
        )
    return EmptyNote(f'There is no text in "{filename}". Check that it is the file you meant.')


def _damaged(filename: str) -> DamagedFile:
    return DamagedFile(f'"{filename}" is damaged or cut off. Open it in a PDF reader, save it again, and add that.')
