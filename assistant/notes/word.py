"""Reads Word files (.docx): paragraphs, table rows and text boxes as they stand after all tracked changes.

Knows WordprocessingML. Does not run macros, follow links or read embedded files.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.errors import DamagedFile
from assistant.notes.archive import Archive
from assistant.notes.content import Block, Content, Counted, Source, counted, join_blocks, row_blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_HEADING = re.compile(r"(title|heading\s?\d)$", re.IGNORECASE)
_OWN_TEXT = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SKIPPED = frozenset({"del", "moveFrom", "instrText", "delText", "pPr", "rPr", "Fallback", "sdtPr", "rubyBase"})
_CONTAINERS = frozenset({"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
_DEEPEST = 200


def read(source: Source) -> Content:
    """Read a Word file.

    Raises:
        DamagedFile: it is cut off or not a Word file inside.
        TooLarge: it unpacks to too much.
    """
    archive = Archive(source)
    body = _body(archive)
    if body is None:
        raise DamagedFile(
            f'"{source.filename}" holds no Word document. Open it in your word processor, save it again, and add that.'
        )
    counts: dict[Counted, int] = {"image": 0, "table": 0, "hidden text": 0}
    joined = join_blocks(_blocks(body, counts, 0))
    counts |= _beside(archive, body)
    return Content(
        text=joined.text,
        locations=joined.locations,
        title=_property_title(archive),
        heading=joined.heading,
        left_out=counted(counts),
    )


def _name(element: "_Element") -> str:
    """The tag without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _body(archive: Archive) -> "_Element | None":
    name = "word/document.xml"
    relations = archive.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            name = posixpath.normpath(str(relation.get("Target", name)).lstrip("/"))
    root = archive.xml(name)
    return next((x for x in root if _name(x) == "body"), None) if root is not None else None


def _blocks(parent: "_Element", counts: dict[Counted, int], depth: int) -> Iterator[Block]:
    for element in parent:
        name = _name(element)
        if name == "p":
            yield from _paragraph(element, counts, depth)
        elif name == "tbl":
            counts["table"] += 1
            yield from _table(element, counts, depth)
        elif name in _CONTAINERS and depth < _DEEPEST:
            yield from _blocks(element, counts, depth + 1)


def _paragraph(element: "_Element", counts: dict[Counted, int], depth: int) -> Iterator[Block]:
    style = next((str(_value(x)) for x in element.iter("{*}pStyle")), "")
    parts: list[str] = []
    boxes: list[_Element] = []
    _gather(element, parts, boxes, counts)
    yield Block(text="".join(parts), heading=bool(_HEADING.match(style)))
    for box in boxes:
        if depth < _DEEPEST:
            yield from _blocks(box, counts, depth + 1)


def _value(element: "_Element") -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}val")), "")


def _gather(element: "_Element", parts: list[str], boxes: "list[_Element]", counts: dict[Counted, int]) -> None:
    """Add the text of one paragraph; text boxes are set aside, since they hold paragraphs of their own."""
    stack = list(reversed(element))
    while stack:
        item = stack.pop()
        name = _name(item)
        if name == "t":
            parts.append(item.text or "")
        elif name in _OWN_TEXT:
            parts.append(_OWN_TEXT[name])
        elif name == "txbxContent":
            boxes.append(item)
        elif name == "r" and _hidden(item):
            counts["hidden text"] += 1
        elif name in {"blip", "imagedata"}:
            counts["image"] += 1
        elif name not in _SKIPPED:
            stack.extend(reversed(item))


def _hidden(run: "_Element") -> bool:
    return any(_value(x) not in {"0", "false", "off"} for x in run.iterfind("{*}rPr/{*}vanish"))


def _table(table: "_Element", counts: dict[Counted, int], depth: int) -> Iterator[Block]:
    for row in table.iterfind(".//{*}tr"):
        if next(x for x in row.iterancestors() if _name(x) == "tbl") is not table:
            continue
        cells = [x for x in row.iterfind(".//{*}tc") if next(y for y in x.iterancestors() if _name(y) == "tr") is row]
        if depth < _DEEPEST:
            yield from row_blocks([[block.text for block in _blocks(cell, counts, depth + 1)] for cell in cells])


def _beside(archive: Archive, body: "_Element") -> dict[Counted, int]:
    """What stands beside the body and is not read."""
    counts: dict[Counted, int] = {
        "deleted text": sum(
            1 for x in body.iter("{*}del", "{*}moveFrom") if next(x.iter("{*}delText", "{*}t"), None) is not None
        ),
        "footnote": sum(1 for _ in body.iter("{*}footnoteReference")),
        "endnote": sum(1 for _ in body.iter("{*}endnoteReference")),
        "embedded object": sum(
            1 for _ in body.iter("{*}OLEObject", "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart")
        ),
        "comment": 0,
        "header": 0,
        "footer": 0,
    }
    comments = archive.xml("word/comments.xml")
    counts["comment"] = len(comments) if comments is not None else 0
    for part in ("header", "footer"):
        for name in archive.names:
            root = archive.xml(name) if re.fullmatch(rf"word/{part}\d*\.xml", name) else None
            if root is not None and any((x.text or "").strip() for x in root.iter("{*}t")):
                counts[part] += 1
    return counts


def _property_title(archive: Archive) -> str:
    properties = archive.xml("docProps/core.xml")
    return (properties.findtext(_TITLE) or "").strip() if properties is not None else ""
