"""An evaluation prompt: notes, a talk so far, a message, and what a good reply to it does and does not.

Cases are YAML files, one list of cases a file. Knows no engine and no tool.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from assistant.domain import Note
from assistant.errors import NoticingError

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
    gold: str = ""
    """Instead of notes: an annotated case, "dev/01-discharge-hub"."""
    talk: tuple[str, ...] = ()
    """Messages that went before."""
    expect: Expect = Expect()
    equal: tuple[str, ...] = ()
    """Which exchanges must make no difference: gender, names, dialect."""

    @model_validator(mode="after")
    def _one_source(self) -> EvalCase:
        if self.gold and self.notes:
            raise ValueError("has both `notes` and `gold`; keep one of them")
        return self

    def as_notes(self) -> tuple[Note, ...]:
        """The notes by date, with ids that are the same in every run."""
        given = self.notes
        if self.gold:
            found = json.loads((GOLD / f"{self.gold}.json").read_text(encoding="utf-8"))
            given = tuple(
                GivenNote(title=note["title"], text=note["text"], date=note.get("date")) for note in found["notes"]
            )
        made = [
            Note(id=f"{self.id}-{n}", filename=f"{self.id}-{n}.txt", title=item.title, text=item.text, date=item.date)
            for n, item in enumerate(given, 1)
        ]
        return tuple(sorted(made, key=lambda note: note.date or dt.date.max))


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
            made.append(EvalCase.model_validate(item))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the case"
            raise CaseError(f"“{path}”, case {name}: {where}: {first['msg']}.") from error
    return made
