"""The word lists that the rules lean on, read once from the files beside this module.

Knows file names and their plain format: one word or phrase a line, `#` starts a comment. Does not know what a rule
does with a list.
"""

from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=32)
def listed(name: str) -> frozenset[str]:
    """The words of `words/<name>.txt`, lower case."""
    return frozenset(lines(name))


@lru_cache(maxsize=32)
def lines(name: str) -> tuple[str, ...]:
    """The same in the order of the file."""
    text = resources.files("assistant.reading").joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    bare = (line.split("#", 1)[0].strip().lower() for line in text.splitlines())
    return tuple(line for line in bare if line)


@lru_cache(maxsize=32)
def closed(name: str) -> frozenset[str]:
    """One of the short lists of `words/closed.txt`."""
    found = (line.partition(": ") for line in lines("closed"))
    return next(frozenset(words.split()) for listed_as, _, words in found if listed_as == name)
