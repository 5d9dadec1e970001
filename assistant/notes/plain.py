"""Reads plain text and Markdown (.txt, .md); Markdown's marks stay in the text.

Knows front matter and headings. Does not render anything.
"""

import re

from assistant.notes.content import Content, Source, line_locations
from assistant.notes.encoding import decode
from assistant.notes.front_matter import part_front_matter

_HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*?)[ \t]*#*$", re.MULTILINE)


def read(source: Source) -> Content:
    """Read a text file.

    Raises:
        DamagedFile: its bytes are not text.
    """
    return read_plain(decode(source.data, source.filename))


def read_plain(whole: str) -> Content:
    """Read text whose line ends are line feeds; front matter is taken off it."""
    front = part_front_matter(whole)
    text = whole[front.end :]
    heading = _HEADING.search(text)
    return Content(
        text=text,
        locations=line_locations(text, first=1 + whole.count("\n", 0, front.end)),
        title=front.title,
        heading=heading.group(1) if heading else "",
        written=front.date,
        left_out=front.left_out,
    )
