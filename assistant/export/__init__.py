"""What leaves the product as text or files: nouns in, text or bytes out; nothing is read or written here."""

from typing import Literal, get_args

from assistant.export.documents import Line, journal_docx, journal_markdown, journal_pdf, lines
from assistant.export.markdown import case_markdown, day, reading_text
from assistant.export.networks import gephi, graphml, kumu
from assistant.export.prompts import evaluation_prompt
from assistant.export.qualitative import qdc, qdpx, taguette
from assistant.export.records import case_json, quote_record, reading_record, reply_record, search_record

Format = Literal[
    "md",
    "json",
    "journal-md",
    "journal-docx",
    "journal-pdf",
    "qdc",
    "qdpx",
    "taguette",
    "kumu",
    "gephi",
    "graphml",
]
FORMATS: tuple[Format, ...] = get_args(Format)
SUFFIXES: dict[Format, str] = {
    "md": ".md",
    "json": ".json",
    "journal-md": "-journal.md",
    "journal-docx": "-journal.docx",
    "journal-pdf": "-journal.pdf",
    "qdc": ".qdc",
    "qdpx": ".qdpx",
    "taguette": "-taguette.csv",
    "kumu": "-kumu.json",
    "gephi": "-gephi.zip",
    "graphml": ".graphml",
}
"""How the name of a file of each format ends."""

__all__ = [
    "FORMATS",
    "Format",
    "Line",
    "SUFFIXES",
    "case_json",
    "case_markdown",
    "day",
    "evaluation_prompt",
    "gephi",
    "graphml",
    "journal_docx",
    "journal_markdown",
    "journal_pdf",
    "kumu",
    "lines",
    "qdc",
    "qdpx",
    "quote_record",
    "reading_record",
    "reading_text",
    "reply_record",
    "search_record",
    "taguette",
]
