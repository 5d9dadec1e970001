"""Prompt files: Markdown with front matter, then text with `$variables`.

Knows where a prompt is looked for and when a file is wrong. Does not know what a prompt is used for.
A file looks like this; the team's folder goes over the packaged one, file by file:

    ---
    name: overlooked
    version: 1
    variables: [thing, when]
    ---
    - $when you write about $thing:
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template
from typing import Any

import yaml

from assistant.domain import digest
from assistant.errors import PromptError

_KEYS = ("name", "version", "variables")
_FRONT = re.compile(r"\A---[ \t]*\n(?P<head>.*?\n)---[ \t]*\n(?P<text>.*)\Z", re.DOTALL)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ITEM = re.compile(r"^- +", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One prompt, checked: its text uses exactly its variables."""

    name: str
    version: int
    variables: tuple[str, ...]
    text: str

    def fill(self, **values: str) -> str:
        """The text with its variables filled.

        Args:
            values: Exactly the prompt's variables.

        Raises:
            PromptError: a variable is missing or unknown.
        """
        for name in self.variables:
            if name not in values:
                raise PromptError(f"The prompt `{self.name}` needs a value for `${name}`.")
        for name in values:
            if name not in self.variables:
                raise PromptError(f"The prompt `{self.name}` has no variable `${name}`.")
        return Template(self.text).substitute(values)

    @property
    def items(self) -> tuple[Prompt, ...]:
        """The items of the text's Markdown list, each a prompt of its own.

        An item's name is "name/hash of its text": it stays the same when the list around it changes.
        """
        texts = (" ".join(part.split()) for part in _ITEM.split(self.text)[1:])
        return tuple(
            replace(self, name=f"{self.name}/{digest(text)[:8]}", variables=_used(text), text=text) for text in texts
        )


def load(name: str, folders: tuple[Path, ...]) -> Prompt:
    """Read one prompt.

    Args:
        name: The file's name without ".md".
        folders: Where to look, the first one that has the file wins.

    Raises:
        PromptError: no folder has it, or the file is wrong.
    """
    for folder in folders:
        path = folder / f"{name}.md"
        if path.is_file():
            return _read(path)
    looked = ", ".join(f"“{folder}”" for folder in folders)
    raise PromptError(f"There is no prompt `{name}`. Put a file “{name}.md” into one of the folders: {looked}.")


def load_all(folders: tuple[Path, ...]) -> Mapping[str, Prompt]:
    """Read every prompt of the folders, by name; the first folder that has a name wins.

    Raises:
        PromptError: a file is wrong, or a file of the team's folder has a name that the packaged folder does not know.
    """
    known = {path.stem for path in folders[-1].glob("*.md")}
    for folder in folders[:-1]:
        for path in sorted(folder.glob("*.md")):
            if path.stem not in known:
                names = ", ".join(sorted(known))
                raise PromptError(f"“{path}” is not used: there is no prompt `{path.stem}`. The prompts are: {names}.")
    return {name: load(name, folders) for name in sorted(known)}


def _read(path: Path) -> Prompt:
    try:
        raw = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise PromptError(f"“{path}” is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise PromptError(f"“{path}” cannot be read: {error.strerror}.") from error
    found = _FRONT.match(raw.removeprefix("\ufeff").replace("\r\n", "\n"))
    if not found:
        raise PromptError(f"“{path}” has no front matter. Begin it with a line `---`, the keys, and a line `---`.")
    head = _head(path, found["head"])
    prompt = Prompt(
        name=_name(path, head),
        version=_version(path, head),
        variables=_variables(path, head),
        text=found["text"].strip(),
    )
    _check_text(path, prompt)
    return prompt


def _head(path: Path, text: str) -> dict[Any, Any]:
    try:
        head = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PromptError(f"The front matter of “{path}” is not YAML: {' '.join(str(error).split())}.") from error
    if not isinstance(head, dict):
        raise PromptError(f"The front matter of “{path}” must hold the keys {', '.join(_KEYS)}.")
    for key in head:
        if key not in _KEYS:
            raise PromptError(f"“{path}” has an unknown key `{key}`. The keys are {', '.join(_KEYS)}.")
    for key in _KEYS:
        if key not in head:
            raise PromptError(f"“{path}” has no `{key}`. Add it to the front matter.")
    return head


def _name(path: Path, head: dict[Any, Any]) -> str:
    name = head["name"]
    if not isinstance(name, str) or not _NAME.fullmatch(name) or name != path.stem:
        raise PromptError(f"“{path}” has the name `{name}`. It must be the file's own name, `{path.stem}`.")
    return name


def _version(path: Path, head: dict[Any, Any]) -> int:
    version = head["version"]
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise PromptError(f"“{path}” has the version `{version}`. It must be a whole number from 1.")
    return version


def _variables(path: Path, head: dict[Any, Any]) -> tuple[str, ...]:
    names = head["variables"]
    if not isinstance(names, list) or not all(isinstance(name, str) and name.isidentifier() for name in names):
        raise PromptError(f"“{path}” must list its variables, like `variables: [thing, when]`.")
    return tuple(names)


def _check_text(path: Path, prompt: Prompt) -> None:
    if not prompt.text:
        raise PromptError(f"“{path}” has no text below the front matter.")
    if not Template(prompt.text).is_valid():
        raise PromptError(f"“{path}” has a `$` that starts no variable. Write `$$` for a dollar sign.")
    used = _used(prompt.text)
    for name in used:
        if name not in prompt.variables:
            raise PromptError(f"“{path}” uses `${name}`, which is not in its variables.")
    for name in prompt.variables:
        if name not in used:
            raise PromptError(f"“{path}” has the variable `${name}`, which its text does not use.")


def _used(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(Template(text).get_identifiers()))
