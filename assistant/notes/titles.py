"""Finds a note's title, and a file name for a pasted text.

Knows what programs write into a title field by themselves. Does not know file formats.
"""

import re
from pathlib import PurePath

from assistant.notes.dates import without_date

_LONGEST = 120
_BY_PROGRAM = re.compile(
    r"^(?:microsoft (?:word|powerpoint)(?: document)?|untitled.*|\(?anonymous\)?|(?:word )?document ?\d*|unknown|none"
    r"|no title|title|.*\.(?:docx?|dotx?|odt|rtf|pdf|txt|html?|md|indd))$",
    re.IGNORECASE,
)
_SAVED_BY = re.compile(r"^microsoft (?:word|powerpoint) - ", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*(?:\d{1,3}\s*[-_.)]+|0\d{1,2}\s)\s*(?=\D)")
_MARKS = re.compile(r"[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}")


def best_title(title: str, heading: str, filename: str) -> str:
    """The file's own title, else its first heading, else its name made readable."""
    own = _SAVED_BY.sub("", " ".join(title.split()))
    if own and not _BY_PROGRAM.match(own):
        return _short(own)
    plain = _MARKS.sub(r"\1", " ".join(heading.split()))
    return _short(plain) if plain else from_filename(filename)


def from_filename(filename: str) -> str:
    """A file's name as words: without ending, date and leading number ("01-discharge_hub.docx": "Discharge hub")."""
    stem = PurePath(filename).stem or filename
    bare = _NUMBER.sub("", _NUMBER.sub("", without_date(stem)))
    words = _words(bare if re.search(r"[^\W\d_]", bare) else stem)
    return _short(words[:1].upper() + words[1:])


def _words(stem: str) -> str:
    dashes = r"[_]+|\s-+\s|-+$|^-+" if " " in stem.strip() else r"[-_]+"
    return " ".join(re.sub(dashes, " ", stem).strip(" -_.,").split()) or stem


def from_text(text: str) -> str:
    """The first words of a text."""
    line = next((line.strip(" \t#*->•") for line in text.split("\n") if line.strip(" \t#*->•")), "")
    words = " ".join(line.split()[:8])
    return _short(words.rstrip(",;:.-– "))[:60].strip() or "Pasted note"


def filename_from(title: str) -> str:
    """A file name made from a title ("Steering group: May" -> "steering-group-may.txt")."""
    slug = re.sub(r"[^\w]+", "-", title.lower()).strip("-_")[:60].strip("-_")
    return f"{slug or 'pasted-note'}.txt"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rsplit(" ", 1)[0] + "…"
