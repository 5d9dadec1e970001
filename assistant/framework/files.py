"""YAML and Markdown with front matter, where each value keeps the line that it stood in.

Knows YAML. Does not know what the files of the corpus are about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from assistant.errors import FrameworkError

Step = str | int
Place = tuple[Step, ...]
Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One parsed file."""

    name: str
    """Its path inside the corpus folder, with slashes."""
    data: object
    lines: Mapping[Place, int]
    """The line of each value, counted from 1, by its keys and positions from the top."""
    text: str = ""
    """What stands below the front matter; empty in a YAML file."""

    def error(self, message: str, place: Place = ()) -> FrameworkError:
        """An error that names the file and the line of the value, or of what holds it."""
        while place and place not in self.lines:
            place = place[:-1]
        return FrameworkError(f"{self.name}, line {self.lines.get(place, 1)}: {message}")

    def shape(self, model: type[Shape]) -> Shape:
        """The data as this model; FrameworkError names the first value that does not fit."""
        try:
            return model.model_validate(self.data)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False)[0]
            place: Place = first["loc"]
            where = ".".join(str(step) for step in place) or "the file"
            raise self.error(f"`{where}`: {_plain(first['type'], first['msg'])}.", place) from error


def read_yaml(folder: Path, name: str) -> Page:
    """Read a YAML file of the corpus; FrameworkError if it is missing, not UTF-8 or not YAML."""
    return _parse(name, _text(folder, name), offset=0)


def read_card(folder: Path, name: str) -> Page:
    """Read a Markdown file with front matter; FrameworkError as for `read_yaml`, or if there is no front matter."""
    text = _text(folder, name)
    lines = text.splitlines()
    if not lines or lines[0].strip() != "---" or "---" not in (line.strip() for line in lines[1:]):
        raise FrameworkError(
            f"{name}, line 1: there is no front matter. Begin with `---`, then the fields, then `---`."
        )
    end = next(number for number, line in enumerate(lines[1:], start=1) if line.strip() == "---")
    page = _parse(name, "\n".join(lines[1:end]) + "\n", offset=1)
    return Page(name=name, data=page.data, lines=page.lines, text="\n".join(lines[end + 1 :]).strip())


def _text(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise FrameworkError(f"{name}, line 1: the file is missing.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FrameworkError(f"{name}, line {line}: the file is not UTF-8. Save it as UTF-8.") from error
    except OSError as error:
        raise FrameworkError(f"{name}, line 1: the file cannot be read ({error.strerror}).") from error


def _parse(name: str, text: str, *, offset: int) -> Page:
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Place, int] = {}
        if node is not None:
            _mark(node, (), lines, name, offset)
        data = None if node is None else loader.construct_document(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = (mark.line if mark else 0) + 1 + offset
        problem = getattr(error, "problem", None) or "it cannot be read"
        raise FrameworkError(f"{name}, line {line}: this is not YAML: {problem}.") from error
    finally:
        loader.dispose()
    return Page(name=name, data=data, lines=lines)


def _mark(node: yaml.Node, place: Place, lines: dict[Place, int], name: str, offset: int) -> None:
    """Note each value's line; a key that stands twice is an error, since YAML would keep only the last."""
    lines[place] = node.start_mark.line + 1 + offset
    if isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            _mark(item, (*place, number), lines, name, offset)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*place, str(key.value))
            line = key.start_mark.line + 1 + offset
            if here in lines:
                raise FrameworkError(f"{name}, line {line}: `{key.value}` stands twice. Keep one.")
            _mark(value, here, lines, name, offset)
            lines[here] = line


def _plain(type_: str, message: str) -> str:
    plain = {
        "missing": "the field is missing",
        "extra_forbidden": "there is no such field",
        "string_type": "must be text (put it in quotation marks if it looks like a number or a date)",
        "list_type": "must be a list",
        "tuple_type": "must be a list",
        "model_type": "must hold fields",
        "int_type": "must be a whole number",
    }
    return plain.get(type_, message[:1].lower() + message[1:])
