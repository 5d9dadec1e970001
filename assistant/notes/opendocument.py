"""Reads OpenDocument text (.odt): paragraphs, headings, lists and table rows.

Knows OpenDocument's XML. Does not run macros, follow links or read embedded files.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.errors import DamagedFile, ProtectedFile
from assistant.notes.archive import Archive
from assistant.notes.content import Block, Content, Counted, Source, counted, join_blocks, row_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SPACE = re.compile(r"[ \t\r\n]+")
_COUNTED: dict[str, Counted] = {
    f"{_TEXT}note": "footnote",
    f"{_OFFICE}annotation": "comment",
    f"{_DRAW}image": "image",
    f"{_DRAW}object": "embedded object",
    f"{_DRAW}object-ole": "embedded object",
    f"{_OFFICE}script": "script",
}
_SKIPPED = frozenset({f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls", f"{_OFFICE}forms", f"{_TEXT}ruby-text"})
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_DEEPEST = 200


def read(source: Source) -> Content:
    """Read an OpenDocument text.

    Raises:
        ProtectedFile: it opens only with a password.
        DamagedFile: it is cut off or not an OpenDocument text inside.
        TooLarge: it unpacks to too much.
    """
    archive = Archive(source)
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise ProtectedFile(
            f'"{source.filename}" opens only with a password. Save a copy without the password, and add that.'
        )
    root = archive.xml("content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text") if root is not None else None
    if body is None:
        raise DamagedFile(
            f'"{source.filename}" holds no OpenDocument text. '
            "Open it in your word processor, save it again, and add that."
        )
    counts: dict[Counted, int] = {"image": 0, "table": 0}
    joined = join_blocks(_blocks(body, counts, 0))
    counts["deleted text"] = sum(1 for _ in body.iter(f"{_TEXT}deletion"))
    counts |= _running(archive)
    return Content(
        text=joined.text,
        locations=joined.locations,
        title=_property_title(archive),
        heading=joined.heading,
        left_out=counted(counts),
    )


def _blocks(parent: "_Element", counts: dict[Counted, int], depth: int) -> Iterator[Block]:
    if depth > _DEEPEST:
        return
    for element in parent:
        tag = str(element.tag)
        if tag in _PARAGRAPHS:
            yield from _paragraph(element, counts, depth)
        elif tag == f"{_TABLE}table":
            counts["table"] += 1
            yield from _table(element, counts, depth)
        elif tag in _COUNTED:
            counts[_COUNTED[tag]] = counts.get(_COUNTED[tag], 0) + 1
        elif element.get(f"{_TEXT}display") == "none":
            counts["hidden text"] = counts.get("hidden text", 0) + 1
        elif tag not in _SKIPPED:
            yield from _blocks(element, counts, depth + 1)


def _paragraph(element: "_Element", counts: dict[Counted, int], depth: int) -> Iterator[Block]:
    parts: list[str] = []
    frames: list[_Element] = []
    _gather(element, parts, frames, counts)
    yield Block(text="".join(parts), heading=element.tag == f"{_TEXT}h")
    for frame in frames:
        yield from _blocks(frame, counts, depth + 1)


def _gather(element: "_Element", parts: list[str], frames: "list[_Element]", counts: dict[Counted, int]) -> None:
    """Add the text of one paragraph; text boxes are set aside, since they hold paragraphs of their own."""
    stack: list[_Element | str] = [*_reversed(element)]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            text = _SPACE.sub(" ", item)
            parts.append(text.lstrip(" ") if not parts or parts[-1].endswith((" ", "\n")) else text)
            continue
        tag = str(item.tag)
        if tag in _COUNTED:
            counts[_COUNTED[tag]] = counts.get(_COUNTED[tag], 0) + 1
        elif tag == f"{_DRAW}text-box":
            frames.append(item)
        elif tag not in _SKIPPED:
            parts.append(_own_text(item))
            stack.extend(_reversed(item))


def _reversed(element: "_Element") -> "Iterator[_Element | str]":
    """The children and the text between them, last first; the text after a child belongs to its parent."""
    for child in reversed(element):
        if child.tail:
            yield child.tail
        if isinstance(child.tag, str):
            yield child
    if element.text:
        yield element.text


def _own_text(element: "_Element") -> str:
    if element.tag == f"{_TEXT}s":
        count = str(element.get(f"{_TEXT}c", "1"))
        return " " * min(int(count), 1000) if count.isascii() and count.isdigit() else " "
    return {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}.get(str(element.tag), "")


def _table(table: "_Element", counts: dict[Counted, int], depth: int) -> Iterator[Block]:
    for row in table.iter(f"{_TABLE}table-row"):
        if next(row.iterancestors(f"{_TABLE}table")) is table:
            cells = row.iterfind(f"{_TABLE}table-cell")
            yield from row_blocks([[block.text for block in _blocks(cell, counts, depth + 1)] for cell in cells])


def _running(archive: Archive) -> dict[Counted, int]:
    """How many page headers and footers hold text."""
    styles = archive.xml("styles.xml")
    counts: dict[Counted, int] = {"header": 0, "footer": 0}
    for part in ("header", "footer"):
        for element in styles.iter(f"{_STYLE}{part}") if styles is not None else ():
            if "".join(str(text) for text in element.itertext()).strip():
                counts[part] += 1
    return counts


def _property_title(archive: Archive) -> str:
    meta = archive.xml("meta.xml")
    return (meta.findtext(f".//{_TITLE}") or "").strip() if meta is not None else ""
