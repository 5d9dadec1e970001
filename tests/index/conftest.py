"""What the tests of the index share."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.domain import Passage
from assistant.index import CaseIndex, HashEncoder


class CountingEncoder(HashEncoder):
    """Remembers every text that it was given."""

    def __init__(self, dimension: int = 64) -> None:
        super().__init__(dimension)
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        self.texts.extend(texts)
        return super().encode(texts)


def passages(note: str, *texts: str) -> tuple[Passage, ...]:
    """Passages that stand one after the other in a note."""
    made, start = [], 0
    for text in texts:
        made.append(Passage(note=note, start=start, end=start + len(text), text=text))
        start += len(text) + 1
    return tuple(made)


def holds(folder: Path, text: str) -> list[Path]:
    """The files below the folder that hold the text."""
    return [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


@pytest.fixture
def encoder() -> CountingEncoder:
    return CountingEncoder()


@pytest.fixture
def index(tmp_path: Path, encoder: CountingEncoder) -> CaseIndex:
    return CaseIndex(tmp_path / "case", encoder)
