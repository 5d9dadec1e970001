"""The journal as Markdown, Word and PDF: the practitioner's words apart from Noticing's, each quote with its place."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Literal

from assistant.domain import Case, Entry, Lens, Note
from assistant.export.markdown import day, place
from assistant.journal import SCHEMES, is_plain, sections

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Atkinson Hyperlegible"
APART = "What stands indented was written by Noticing, a program, or is quoted from the notes. The rest is your own."
Part = Literal["title", "heading", "date", "own", "asked", "pointed", "quote", "place", "hint"]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the journal, and whose it is."""

    part: Part
    text: str


def lines(
    case: Case, found: Sequence[Entry], notes: Sequence[Note], lenses: Mapping[str, Lens], scheme: str
) -> Iterator[Line]:
    """The journal as paragraphs, in order."""
    by_id = {note.id: note for note in notes}
    yield Line("title", f"Journal: {case.name}")
    yield Line("hint", APART)
    if source := SCHEMES.get(scheme, SCHEMES["free"]).source:
        yield Line("hint", f"Headings after {source}.")
    if not found:
        yield Line("hint", "Nothing has been written yet.")
    for heading, under in sections(found, scheme):
        if not is_plain(found, scheme):
            yield Line("heading", heading)
        for entry in under:
            yield from _entry(entry, by_id, lenses)


def _entry(entry: Entry, notes: Mapping[str, Note], lenses: Mapping[str, Lens]) -> Iterator[Line]:
    yield Line("date", day(entry.at))
    for item in entry.pointed:
        yield Line("pointed", f"Noticing pointed out: {item.text}")
        for quote in item.quotes:
            yield Line("quote", quote.text)
            yield Line("place", place(quote, notes))
    if entry.question:
        lens = lenses.get(entry.lens)
        yield Line("asked", f"Noticing asked: {entry.question}")
        if lens:
            yield Line("place", f"{lens.name}; {lens.source}, {lens.standing}")
    yield Line("own", entry.text)


def journal_markdown(content: Sequence[Line]) -> str:
    """The journal as Markdown; what is not the practitioner's stands in block quotes."""
    before: dict[Part, str] = {"title": "# ", "heading": "## ", "date": "### ", "own": "", "hint": ""}
    parts = []
    for line in content:
        mark = before.get(line.part, "> ")
        words = f"“{line.text}”" if line.part == "quote" else line.text
        words = f"*{words}*" if line.part == "hint" else words
        parts.append("\n".join(f"{mark}{row}".rstrip() for row in words.splitlines()))
    return "\n\n".join(parts) + "\n"


def journal_docx(content: Sequence[Line]) -> bytes:
    """The journal as a Word document, with styles that a team can change."""
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt, RGBColor

    document = Document()
    machine = document.styles.add_style("Noticing", WD_STYLE_TYPE.PARAGRAPH)
    machine.base_style = document.styles["Normal"]
    machine.paragraph_format.left_indent = Cm(1.2)
    machine.font.italic = True
    machine.font.color.rgb = RGBColor(0x0B, 0x5C, 0x5E)
    where = document.styles.add_style("Place of a quote", WD_STYLE_TYPE.PARAGRAPH)
    where.base_style = machine
    where.font.size = Pt(9)
    styles = {"title": "Title", "heading": "Heading 1", "date": "Heading 2", "own": "Normal", "hint": "Caption"}
    styles |= {"asked": "Noticing", "pointed": "Noticing", "quote": "Noticing", "place": "Place of a quote"}
    for line in content:
        words = _clean(line.text)
        document.add_paragraph(f"“{words}”" if line.part == "quote" else words, style=styles[line.part])
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def journal_pdf(content: Sequence[Line]) -> bytes:
    """The journal as an A4 PDF."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import cm
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    styles = _styles()
    story = []
    for line in content:
        words = escape(_clean(line.text), quote=False).replace("\n", "<br/>")
        story.append(Paragraph(f"“{words}”" if line.part == "quote" else words, styles[line.part]))
    made = io.BytesIO()
    title = next((line.text for line in content if line.part == "title"), "Journal")
    SimpleDocTemplate(
        made, pagesize=A4, title=title, author="", leftMargin=2.5 * cm, rightMargin=2.5 * cm, lang="en-GB"
    ).build(story, onFirstPage=_numbered, onLaterPages=_numbered)
    return made.getvalue()


def _numbered(canvas: Any, document: Any) -> None:
    canvas.setFont(FAMILY, 9)
    canvas.drawRightString(document.pagesize[0] - document.rightMargin, 40, str(canvas.getPageNumber()))


@cache
def _styles() -> dict[Part, Any]:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name, file in ((FAMILY, "400-normal"), (f"{FAMILY} Bold", "700-normal"), (f"{FAMILY} Italic", "400-italic")):
        pdfmetrics.registerFont(TTFont(name, str(FONTS / f"atkinson-hyperlegible-{file}.ttf")))
    own = ParagraphStyle("own", fontName=FAMILY, fontSize=11, leading=16, spaceAfter=10)
    teal = HexColor("#0b5c5e")
    machine = ParagraphStyle(
        "machine", own, fontName=f"{FAMILY} Italic", leftIndent=28, textColor=teal, spaceAfter=4, fontSize=10.5
    )
    bold = f"{FAMILY} Bold"
    return {
        "title": ParagraphStyle("title", own, fontName=bold, fontSize=20, leading=26),
        "heading": ParagraphStyle(
            "heading", own, fontName=bold, fontSize=15, leading=20, spaceBefore=12, keepWithNext=1
        ),
        "date": ParagraphStyle("date", own, fontName=bold, fontSize=10, spaceBefore=8, spaceAfter=3, keepWithNext=1),
        "own": own,
        "hint": ParagraphStyle("hint", own, fontSize=9, leading=12),
        "asked": ParagraphStyle("asked", machine, fontSize=11),
        "pointed": machine,
        "quote": machine,
        "place": ParagraphStyle("place", machine, fontSize=8.5, leading=11, spaceAfter=6),
    }


def _clean(text: str) -> str:
    """The text without control characters, which neither format can hold."""
    return "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs", "Co", "Cn"}
    )
