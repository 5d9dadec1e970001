"""The small pieces that all views are made of. Every text that goes through here is escaped."""

import datetime as dt
import re
from html import escape

from assistant.domain import Note, Standing

_TEMPLATE_SIGNS = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;", "\\": "&#92;"})
"""Characters that a page's template engine could take for its own."""

STANDING: dict[Standing, str] = {
    "abstract": "abstract read",
    "text": "text read",
    "general": "a well-known idea",
    "ours": "our own wording",
    "your copy": "your copy",
}
"""How well a source is known, in words."""


def text(value: str) -> str:
    """The text with every character that has a meaning in HTML or in a template written as a reference."""
    return escape(value, quote=True).translate(_TEMPLATE_SIGNS)


def button(label: str, do: str, *, kind: str = "", description: str = "", **fields: str | int) -> str:
    """A real button that names its action and the action's fields.

    Args:
        label: What it says.
        do: The action.
        kind: A class for its looks.
        description: What it says to a screen reader instead, where the label needs its surroundings.
        fields: The action's fields.
    """
    data = "".join(f' data-{name}="{text(str(value))}"' for name, value in fields.items())
    spoken = f' aria-label="{text(description)}"' if description else ""
    does = f'class="{text(kind or "plain")}" data-do="{text(do)}"'
    return f'<button type="button" {does}{data}{spoken}>{text(label)}</button>'


def problem(sentence: str) -> str:
    """An error's sentence, announced at once; nothing for none."""
    return f'<p class="problem" role="alert">{text(sentence)}</p>' if sentence else ""


def paragraphs(markdown: str) -> str:
    """Plain Markdown: paragraphs, bullet lists, headings, **strong**, *emphasis* and `code`."""
    return "".join(_block(part.strip()) for part in re.split(r"\n\s*\n", markdown) if part.strip())


def _block(part: str) -> str:
    lines = part.splitlines()
    if all(line.lstrip().startswith(("- ", "* ")) for line in lines):
        return "<ul>" + "".join(f"<li>{_inline(line.lstrip()[2:])}</li>" for line in lines) + "</ul>"
    if part.startswith("#"):
        return f"<h4>{_inline(part.lstrip('#').strip())}</h4>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _inline(line: str) -> str:
    strong = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text(line))
    emphasis = re.sub(r"\*(.+?)\*", r"<em>\1</em>", strong)
    return re.sub(r"`(.+?)`", r"<code>\1</code>", emphasis)


def day(date: dt.date, *, year: bool = True) -> str:
    """A date as people write it: "11 Feb 2025"."""
    return f"{date.day} {date:%b} {date.year}" if year else f"{date.day} {date:%b}"


def cite(note: Note, notes: tuple[Note, ...]) -> str:
    """A note's short name: "Diary, 11 Feb"; with the year where the notes are of several."""
    if note.date is None:
        return note.title
    years = {item.date.year for item in notes if item.date}
    return f"{note.title}, {day(note.date, year=len(years) > 1)}"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 note", "4 notes"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
