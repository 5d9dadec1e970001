"""Parts the YAML front matter off a text.

Knows YAML, and reads each value as the text that stands there. Does not know what a date looks like.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

_FENCED = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n\s*|\Z)", re.DOTALL | re.MULTILINE)
# A list of those present between two rules is text; only a block with one of these keys is front matter.
_USUAL = frozenset(
    ["title", "date", "author", "authors", "tags", "tag", "categories", "category", "layout", "created", "updated"]
    + ["modified", "id", "aliases", "draft", "description", "summary", "subtitle", "keywords", "lang", "status", "case"]
)
_LONGEST = 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What front matter says."""

    end: int = 0
    """Where the text begins after it; 0 where there is none."""
    title: str = ""
    date: str = ""
    left_out: tuple[str, ...] = ()


def part_front_matter(text: str) -> FrontMatter:
    """Find the front matter at the very beginning of a text whose line ends are line feeds."""
    block = _FENCED.match(text, 0, _LONGEST)
    values = _values(block.group(1)) if block else {}
    if block is None or not _USUAL & values.keys():
        return FrontMatter()
    others = [key for key in values if key not in {"title", "date"}]
    return FrontMatter(
        end=block.end(),
        title=values.get("title", ""),
        date=values.get("date", ""),
        left_out=(f"front matter ({', '.join(others)})",) if others else (),
    )


def _values(block: str) -> dict[str, str]:
    """The keys in lower case, each with its value where that is a single word or sentence."""
    try:
        # The base loader makes no objects, dates or numbers: every value is text.
        found = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    if not isinstance(found, Mapping):
        return {}
    return {str(key).lower(): value.strip() if isinstance(value, str) else "" for key, value in found.items()}
