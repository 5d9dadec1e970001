"""Reads web pages (.html, .htm) and the HTML of e-mails: the text that a reader of the page would see.

Knows HTML through Beautiful Soup. Does not run scripts, load pictures or follow links.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.notes.content import Block, Content, Counted, Source, counted, join_blocks, row_blocks
from assistant.notes.encoding import decode

if TYPE_CHECKING:
    from bs4 import Tag

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER_SHOWN = frozenset(
    ["head", "style", "noscript", "template", "select", "datalist", "object", "iframe", "textarea"]
)
_INLINE = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn", "em", "font"]
    + ["i", "ins", "kbd", "label", "mark", "meter", "o:p", "output", "q", "s", "samp", "small", "span", "strike"]
    + ["strong", "sub", "sup", "time", "tt", "u", "var", "wbr"]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])


@dataclass(slots=True)
class _Page:
    """What has been gathered so far."""

    blocks: list[Block] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    counts: dict[Counted, int] = field(default_factory=lambda: {"image": 0, "table": 0, "script": 0, "hidden text": 0})

    def flush(self, *, heading: bool = False) -> None:
        """End the paragraph."""
        lines = [line.strip(" \t") for line in "".join(self.line).replace("\xad", "").split("\n")]
        self.blocks.append(Block(text="\n".join(lines), heading=heading))
        self.line.clear()


def read(source: Source) -> Content:
    """Read a web page.

    Raises:
        DamagedFile: its bytes are not text.
    """
    charset = _CHARSET.search(source.data[:4096])
    return read_markup(decode(source.data, source.filename, declared=charset.group(1).decode() if charset else ""))


def read_markup(markup: str) -> Content:
    """Read HTML that is already text."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(markup, "lxml")
    page = _Page()
    _walk(soup, page)
    page.flush()
    joined = join_blocks(page.blocks)
    title = soup.find("title")
    return Content(
        text=joined.text,
        locations=joined.locations,
        title=_SPACE.sub(" ", title.get_text()).strip() if title else "",
        heading=joined.heading,
        left_out=counted(page.counts),
    )


@dataclass(frozen=True, slots=True)
class _Close:
    """A mark on the stack: the block element ends here."""

    heading: bool


def _walk(root: "Tag", page: _Page) -> None:
    """Go through the tree with a stack of our own, since pages can be nested deeper than Python's."""
    from bs4.element import NavigableString, PreformattedString, Tag

    stack: list[object] = list(reversed(root.contents))
    while stack:
        item = stack.pop()
        if isinstance(item, _Close):
            page.flush(heading=item.heading)
        elif isinstance(item, Tag):
            stack.extend(_enter(item, page))
        elif isinstance(item, NavigableString) and not isinstance(item, PreformattedString):
            _add_text(item, page)


def _add_text(item: object, page: _Page) -> None:
    parent = getattr(item, "parent", None)
    if parent is not None and parent.name == "pre":
        page.line.append(str(item))
        return
    text = _SPACE.sub(" ", str(item))
    page.line.append(text.lstrip(" ") if not page.line or page.line[-1].endswith((" ", "\n")) else text)


def _enter(tag: "Tag", page: _Page) -> Iterator[object]:
    """What is to be read of a tag, last first."""
    if tag.name == "br":
        page.line.append("\n")
    elif tag.name in {"img", "svg", "picture", "video", "canvas"}:
        page.counts["image"] += 1
    elif tag.name == "script":
        page.counts["script"] += 1
    elif _hidden(tag):
        page.counts["hidden text"] += bool(tag.get_text(strip=True))
    elif tag.name in _NEVER_SHOWN:
        return
    elif tag.name == "table" and _plain_table(tag):
        page.flush()
        page.counts["table"] += 1
        page.blocks.extend(_rows(tag, page))
    elif tag.name in _INLINE:
        yield from reversed(tag.contents)
    else:
        page.flush()
        yield _Close(heading=tag.name in _HEADINGS)
        yield from reversed(tag.contents)


def _hidden(tag: "Tag") -> bool:
    return tag.has_attr("hidden") or bool(_UNSEEN.search(str(tag.get("style") or "")))


def _plain_table(table: "Tag") -> bool:
    """Whether the table holds data; one that holds another table or a single column only lays out the page."""
    rows = table.find_all("tr")
    return table.find("table") is None and any(len(row.find_all(["td", "th"])) > 1 for row in rows)


def _rows(table: "Tag", page: _Page) -> Iterator[Block]:
    for row in table.find_all("tr"):
        if not _hidden(row):
            yield from row_blocks([_cell(cell, page) for cell in row.find_all(["td", "th"]) if not _hidden(cell)])


def _cell(cell: "Tag", page: _Page) -> list[str]:
    inside = _Page(counts=page.counts)
    _walk(cell, inside)
    inside.flush()
    return [block.text for block in inside.blocks]
