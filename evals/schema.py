"""An evaluation prompt: notes, a talk so far, a message, and what a good reply to it does and does not.

Cases are YAML files, one list of cases a file. Knows no engine and no tool.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, PrivateAttr, ValidationError, ValidationInfo, model_validator

from assistant.domain import Note
from assistant.errors import NoteError, NoticingError
from assistant.notes import read_file

HERE = Path(__file__).parent
CASES = HERE / "cases"
GOLD = HERE / "gold"


class CaseError(NoticingError):
    """A file of evaluation prompts is wrong."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GivenNote(_Strict):
    """One note of a case."""

    title: str
    text: str
    date: dt.date | None = None


class Expect(_Strict):
    """What a good reply does; what is empty is not looked at."""

    actors: tuple[tuple[str, ...], ...] = ()
    """One of these, each with its other names, is pointed at."""
    changes: tuple[tuple[str, ...], ...] = ()
    """A remark shows one of these changes: it quotes a passage that names one of the actors, and says so."""
    contradicts: tuple[str, ...] = ()
    """Words of passages that speak against the message; a quote holds one of them."""
    danger: bool = False
    """Whether the reply has to point to the local procedure. Where it is false it must not."""
    never: tuple[str, ...] = ()
    """Words that must not stand in the reply outside quotes: an obeyed instruction, another case, a secret."""
    lenses: tuple[str, ...] = ()
    """The question comes from one of these ways of looking."""


class EvalCase(_Strict):
    """One evaluation prompt."""

    id: str
    why: str
    """Why it is there, in a sentence."""
    service: str
    style: str
    """How the notes are written."""
    message: str
    notes: tuple[GivenNote, ...] = ()
    files: tuple[str, ...] = ()
    """Instead of notes: files as they would be uploaded, their paths seen from the YAML file."""
    gold: str = ""
    """Instead of notes: an annotated case, "dev/01-discharge-hub"."""
    talk: tuple[str, ...] = ()
    """Messages that went before."""
    expect: Expect = Expect()
    equal: tuple[str, ...] = ()
    """Which exchanges must make no difference: gender, names, dialect."""

    _read: tuple[Note, ...] = PrivateAttr(())
    """The notes that `files` were read into; read with the case, so that a wrong file is told with it."""

    @model_validator(mode="after")
    def _one_source(self, info: ValidationInfo) -> EvalCase:
        sources = [f"`{name}`" for name in ("notes", "files", "gold") if getattr(self, name)]
        if len(sources) > 1:
            raise ValueError(f"has {' and '.join(sources)}; keep one of them")
        if self.gold and not _annotated(self.gold).is_file():
            raise ValueError(f"there is no annotated case `{self.gold}`; check its name")
        folder = (info.context or {}).get("folder", Path())
        try:
            self._read = tuple(read_file(folder / name) for name in self.files)
        except NoteError as error:
            raise ValueError(str(error)) from error
        return self

    def as_notes(self) -> tuple[Note, ...]:
        """The notes by date, with ids that are the same in every run."""
        made = self._read or [
            Note(id="", filename=f"{self.id}-{n}.txt", title=item.title, text=item.text, date=item.date)
            for n, item in enumerate(self._given(), 1)
        ]
        named = [replace(note, id=f"{self.id}-{n}") for n, note in enumerate(made, 1)]
        return tuple(sorted(named, key=lambda note: note.date or dt.date.max))

    def _given(self) -> tuple[GivenNote, ...]:
        if not self.gold:
            return self.notes
        found = json.loads(_annotated(self.gold).read_text(encoding="utf-8"))["notes"]
        return tuple(GivenNote(title=note["title"], text=note["text"], date=note.get("date")) for note in found)

    def digest(self) -> str:
        """The same for the same notes, talk, message and expectations: a result is one of this text alone."""
        notes = [(note.title, str(note.date), note.text) for note in self.as_notes()]
        whole = [notes, self.talk, self.message, self.expect.model_dump(), self.equal]
        return hashlib.sha256(json.dumps(whole).encode()).hexdigest()[:16]


def _annotated(name: str) -> Path:
    return GOLD / f"{name}.json"


def load(folders: Sequence[Path] = (CASES,)) -> tuple[EvalCase, ...]:
    """All cases of the folders, by id.

    Raises:
        CaseError: a file is not YAML, a case is wrong, or an id comes twice; names the file and the case.
    """
    found: dict[str, EvalCase] = {}
    for folder in folders:
        if not folder.is_dir():
            raise CaseError(f"There is no folder “{folder}” with evaluation prompts. Check `NOTICING_EVALS`.")
        for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
            for case in _file(path):
                if case.id in found:
                    raise CaseError(f"“{path}” has a case `{case.id}`, and so has another file. Give it another id.")
                found[case.id] = case
    return tuple(found[name] for name in sorted(found))


def _file(path: Path) -> list[EvalCase]:
    try:
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CaseError(f"“{path}” cannot be read as YAML: {error}") from error
    if not isinstance(listed, list):
        raise CaseError(f"“{path}” is not a list of cases. Begin each case with a dash.")
    made = []
    for number, item in enumerate(listed, 1):
        name = item.get("id", f"number {number}") if isinstance(item, dict) else f"number {number}"
        try:
            made.append(EvalCase.model_validate(item, context={"folder": path.parent}))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the case"
            told = first["msg"].removeprefix("Value error, ").rstrip(".")
            raise CaseError(f"“{path}”, case {name}: {where}: {told}.") from error
    return made
