"""Tells from a file's first bytes what it is, whatever its name ends in.

Does not read the file.
"""

import io
import zipfile
from typing import Literal

Kind = Literal["pdf", "docx", "odt", "zip", "rtf", "html", "sealed", "old office", "picture", "program", "unknown"]

WORDS: dict[Kind, str] = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "zip": "a zip archive or another kind of office file",
    "rtf": "rich text",
    "html": "a web page",
    "sealed": "an office file with a password",
    "old office": "an older office file",
    "picture": "a picture",
    "program": "a program",
}
_PICTURES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
_PROGRAMS = (b"\x7fELF", b"MZ\x90\x00", b"\xcf\xfa\xed\xfe")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEALED = "EncryptedPackage".encode("utf-16-le")


def kind_of(data: bytes) -> Kind:
    """What the bytes are; "unknown" for plain text, e-mails and everything else."""
    if data.startswith(_OLE):
        return "sealed" if _SEALED in data else "old office"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(data)
    if data.startswith(_PICTURES):
        return "picture"
    if data.startswith(_PROGRAMS):
        return "program"
    return _text_kind(data[:1024])


def _text_kind(start: bytes) -> Kind:
    if b"%PDF-" in start:
        return "pdf"
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"{\\rtf"):
        return "rtf"
    return "html" if head[:15].lower().startswith((b"<!doctype html", b"<html")) else "unknown"


def _zip_kind(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:5000])
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError):
        # Cut off: the reader that its name asks for says so.
        return "unknown"
    if any(name.startswith("word/") for name in names):
        return "docx"
    text = b"application/vnd.oasis.opendocument.text" in data[:200]
    return "odt" if text and "content.xml" in names else "zip"
