"""The lexicon of the field: words and phrases of `corpus/lexicon/`, each with its kind.

Knows the folder's plain format: `<kind>.txt` with one lower-case phrase a line, `#` starts a comment; and
`abbreviations.txt` with `short = long`. Does not know how a reading uses them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

from assistant.domain import HumanKind, Kind, NonHumanKind
from assistant.errors import FrameworkError

KINDS: tuple[Kind, ...] = (*get_args(HumanKind), *get_args(NonHumanKind))
ABBREVIATIONS = "abbreviations.txt"


def load_lexicon(folder: Path) -> Mapping[str, Kind]:
    """Read all kinds' words, and the abbreviations with the kind of their long forms.

    Args:
        folder: The folder that holds `<kind>.txt` files.

    Returns:
        Each lower-case phrase and its kind.

    Raises:
        FrameworkError: a file is missing or not UTF-8, or a phrase stands twice; names file and line.
    """
    lexicon: dict[str, Kind] = {}
    for kind in KINDS:
        path = folder / f"{kind}.txt"
        for number, phrase in _entries(path):
            if phrase in lexicon:
                raise FrameworkError(
                    f'`{path.name}`, line {number}: "{phrase}" is there already, as {lexicon[phrase]}. Keep one.'
                )
            lexicon[phrase] = kind
    for short, long in load_abbreviations(folder).items():
        if long in lexicon:
            lexicon.setdefault(short, lexicon[long])
    return lexicon


def load_abbreviations(folder: Path) -> Mapping[str, str]:
    """Read short forms and what they stand for, lower case.

    Raises:
        FrameworkError: the file is missing, or a line is not `short = long`, or a short form stands twice.
    """
    found: dict[str, str] = {}
    for number, line in _entries(folder / ABBREVIATIONS):
        short, equals, long = (part.strip() for part in line.partition("="))
        if not (short and equals and long) or short in found:
            raise FrameworkError(
                f'`{ABBREVIATIONS}`, line {number}: "{line}" must be `short = long`, with each short form once.'
            )
        found[short] = long
    return found


def _entries(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FrameworkError(f"`{path.name}` in the lexicon cannot be read. Put a UTF-8 text file there.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        phrase = " ".join(line.split("#", 1)[0].split())
        if phrase != phrase.lower():
            raise FrameworkError(f'`{path.name}`, line {number}: "{phrase}" must be in lower case.')
        if phrase:
            yield number, phrase
