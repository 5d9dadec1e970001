"""Writes notes in every format, for the tests."""

import io
from email.message import EmailMessage
from html import escape
from pathlib import Path

from docx import Document
from odfdo import Document as OpenDocument
from odfdo import Header, Paragraph
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph as Flowed
from reportlab.platypus import SimpleDocTemplate, Spacer


def docx(path: Path, paragraphs: list[str], *, heading: str = "") -> Path:
    document = Document()
    if heading:
        document.add_heading(heading, level=1)
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def odt(path: Path, paragraphs: list[str], *, heading: str = "") -> Path:
    document = OpenDocument("text")
    document.body.clear()
    if heading:
        document.body.append(Header(1, heading))
    for text in paragraphs:
        document.body.append(Paragraph(text))
    document.save(str(path))
    return path


def rtf(path: Path, paragraphs: list[str], *, before: str = "") -> Path:
    body = "\\par\n".join("".join(map(_rtf_letter, text)) for text in paragraphs)
    path.write_text(f"{{\\rtf1\\ansi\\ansicpg1252\\deff0 {before}{body}\\par}}", encoding="ascii")
    return path


def _rtf_letter(letter: str) -> str:
    if letter in "\\{}":
        return "\\" + letter
    if letter.isascii():
        return letter
    units = letter.encode("utf-16-le")
    codes = [int.from_bytes(units[i : i + 2], "little", signed=True) for i in range(0, len(units), 2)]
    return "".join(f"\\u{code}?" for code in codes)


def html(path: Path, paragraphs: list[str], *, head: str = "") -> Path:
    body = "\n".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    path.write_text(
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>', "utf-8"
    )
    return path


def eml(path: Path, paragraphs: list[str], *, subject: str = "Notes") -> Path:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", subject
    message["Date"] = "Wed, 12 Mar 2025 09:40:00 +0000"
    message.set_content("\n\n".join(paragraphs))
    path.write_bytes(message.as_bytes())
    return path


def txt(path: Path, paragraphs: list[str]) -> Path:
    path.write_text("\n\n".join(paragraphs), encoding="utf-8")
    return path


def pdf(path: Path, paragraphs: list[str]) -> Path:
    style = getSampleStyleSheet()["BodyText"]
    parts = [part for text in paragraphs for part in (Flowed(escape(text), style), Spacer(1, 8))]
    SimpleDocTemplate(str(path), pagesize=A4, title="").build(parts)
    return path


def pdf_pages(path: Path, pages: list[list[str]], *, password: str = "") -> Path:
    """Each page a list of lines."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4, encrypt=password or None)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(70, 780 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    path.write_bytes(held.getvalue())
    return path
