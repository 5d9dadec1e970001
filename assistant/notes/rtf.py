"""Reads rich text (.rtf).

Knows RTF through striprtf. Does not read pictures or embedded objects.
"""

import re

from assistant.errors import DamagedFile
from assistant.notes.content import Block, Content, Counted, Source, counted, join_blocks
from assistant.notes.encoding import clean, decode

_ESCAPED = re.compile(r"\\[\\{}]")
_BINARY = re.compile(r"\\bin\d")
_TITLE = re.compile(r"\{\\title\s((?:[^{}\\]|\\'[0-9a-f]{2}|\\u-?\d+ ?\??)*)\}", re.IGNORECASE)
# striprtf writes the address of a link into the text, by a search that is slow on long lines.
_LINK = re.compile(r'HYPERLINK(?=\s")', re.IGNORECASE)
_HIDDEN = re.compile(r"\{[^{}]*\\v(?!0)(?![a-z])[^{}]*\}")
_ROW = re.compile(r"\s*\|\s*")
_LEFT_OUT: dict[Counted, re.Pattern[str]] = {
    "image": re.compile(r"\\pict(?![a-z])"),
    "embedded object": re.compile(r"\\object(?![a-z])"),
    "footnote": re.compile(r"\{[^{}]*\\footnote(?![a-z])"),
    "comment": re.compile(r"\\annotation(?![a-z])"),
    "header": re.compile(r"\\header[lrf]?(?![a-z])"),
    "footer": re.compile(r"\\footer[lrf]?(?![a-z])"),
}


def read(source: Source) -> Content:
    """Read rich text.

    Raises:
        DamagedFile: it is cut off, or its codes cannot be read.
    """
    raw = decode(source.data, source.filename) if b"\\bin" not in source.data else source.data.decode("latin-1")
    bare = _ESCAPED.sub("", raw)
    if not _BINARY.search(bare) and bare.count("{") > bare.count("}"):
        raise _damaged(source.filename)
    counts = {thing: len(pattern.findall(bare)) for thing, pattern in _LEFT_OUT.items()}
    shown, hidden = _HIDDEN.subn("", raw)
    counts["hidden text"] = hidden
    text = _plain(_LINK.sub("LINK", shown), source.filename)
    blocks = [Block(text=_line(line), row="|" in line) for line in text.split("\n")]
    rows = [block.row for block in blocks]
    counts["table"] = sum(row and not before for before, row in zip([False, *rows], rows, strict=False))
    joined = join_blocks(blocks)
    title = _TITLE.search(raw)
    return Content(
        text=joined.text,
        locations=joined.locations,
        title=_plain(f"{{\\rtf1 {title.group(1)}}}", source.filename).strip() if title else "",
        left_out=counted(counts),
    )


def _plain(raw: str, filename: str) -> str:
    from striprtf.striprtf import rtf_to_text

    try:
        text: str = rtf_to_text(raw, errors="replace")  # type: ignore[no-untyped-call]  # it comes without types
    except (ValueError, LookupError, TypeError, OverflowError) as error:
        raise _damaged(filename) from error
    return clean(text).replace("\xad", "")


def _line(line: str) -> str:
    return _ROW.sub(" | ", line).strip(" |") if "|" in line else line


def _damaged(filename: str) -> DamagedFile:
    return DamagedFile(
        f'"{filename}" is damaged or cut off. Open it in your word processor, save it again, and add that.'
    )
