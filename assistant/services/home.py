"""The folder in which everything is kept, and what lies where in it.

    <home>/noticing.db             rows
    <home>/framework/              index of the lens cards and of the team's own copy of the paper
    <home>/cases/<id>/originals/   the files as they were given
    <home>/cases/<id>/index/       the case's own Chroma directory
    <home>/incoming/               files that have been read and are not yet kept

Does not know what is in the files.
"""

import shutil
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Note
from assistant.errors import StoreError

NAME_LENGTH = 120
"""Characters that a case's name may have."""
STALE_SECONDS = 24 * 60 * 60
"""After this long a file in `incoming` was given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file that has been read and is not yet kept: what "how we read this file" shows."""

    note: Note
    original: Path
    """A copy of the file in the home folder."""
    duplicate: Note | None = None
    """The note of the case that has the same content."""


@dataclass(frozen=True, slots=True)
class Home:
    """The paths below one home folder."""

    folder: Path

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.folder / "noticing.db"

    @property
    def framework(self) -> Path:
        """The framework's index."""
        return self.folder / "framework"

    def case(self, case_id: str) -> Path:
        """All files of one case."""
        return self.folder / "cases" / case_id

    def index(self, case_id: str) -> Path:
        """The case's Chroma directory."""
        return self.case(case_id) / "index"

    def original(self, case_id: str, note: Note) -> Path:
        """Where the file of a kept note lies."""
        return self.case(case_id) / "originals" / f"{note.id}{Path(note.filename).suffix.lower()}"

    def take_in(self, path: Path, filename: str) -> Path:
        """Copy a file into `incoming`; the copy's name is `filename` without folders."""
        target = self._incoming_path(filename)
        shutil.copyfile(path, target)
        return target

    def take_in_text(self, text: str, filename: str) -> Path:
        """Write pasted text into `incoming` as UTF-8."""
        target = self._incoming_path(filename)
        target.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        return target

    def _incoming_path(self, filename: str) -> Path:
        folder = self.folder / "incoming" / uuid.uuid4().hex
        folder.mkdir(parents=True)
        return folder / f"file{Path(filename).suffix.lower()}"

    def let_go(self, original: Path) -> None:
        """Take an incoming file away."""
        shutil.rmtree(original.parent, ignore_errors=True)

    def sweep(self) -> None:
        """Take away incoming files that were given up."""
        folder = self.folder / "incoming"
        if not folder.is_dir():
            return
        for child in folder.iterdir():
            if time.time() - child.stat().st_mtime > STALE_SECONDS:
                shutil.rmtree(child, ignore_errors=True)


def case_name(name: str) -> str:
    """The name with its white space folded.

    Raises:
        StoreError: it is empty or too long.
    """
    clean = " ".join(name.split())
    if not clean:
        raise StoreError("A case needs a name. Give it one of a few words.")
    if len(clean) > NAME_LENGTH:
        raise StoreError(f"The case's name has {len(clean)} characters; {NAME_LENGTH} are the most. Shorten it.")
    return clean
