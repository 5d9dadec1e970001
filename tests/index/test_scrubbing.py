from pathlib import Path

import pytest

from assistant.index import CaseIndex
from assistant.index.scrubbing import scrub
from tests.index.conftest import holds, passages

SECRET = "zyzzyva-quartz-7731"


def poison(folder: Path, name: str) -> Path:
    """Put the secret where Chroma has reserved room, as its memory might."""
    (path,) = folder.rglob(name)
    path.write_bytes(path.read_bytes()[: -len(SECRET)] + SECRET.encode())
    return path


@pytest.mark.parametrize("name", ["data_level0.bin", "length.bin"])
def test_using_an_index_blanks_what_is_reserved(index: CaseIndex, tmp_path: Path, name: str) -> None:
    index.add("n1", passages("n1", "The form.", "The lift."))
    index.search("form")
    size = poison(tmp_path, name).stat().st_size
    assert holds(tmp_path, SECRET)
    index.search("form")
    assert holds(tmp_path, SECRET) == []
    assert next(tmp_path.rglob(name)).stat().st_size == size
    index.close()
    assert len(index.search("form")) == 2


def test_vectors_in_use_are_left_alone(index: CaseIndex, tmp_path: Path) -> None:
    many = passages("n1", *(f"Line {number} of the note" for number in range(1500)))
    index.add("n1", many)
    before = index.search("line 7")
    files = {path: path.read_bytes() for path in tmp_path.rglob("*.bin")}
    assert any(len(content) > 100_000 and any(content) for content in files.values())
    scrub(tmp_path / "case" / "live")
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.bin")} == files
    index.close()
    assert index.search("line 7") == before


def test_memory_of_this_process_does_not_reach_the_files(index: CaseIndex, tmp_path: Path) -> None:
    for _ in range(10):
        index.add("n1", passages("n1", f"I rang {SECRET} myself.", "The form."))
        index.add("n1", passages("n1", "The form."))
        index.search(SECRET)
        assert holds(tmp_path, SECRET) == []


def test_a_cut_header_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "segment").mkdir()
    (tmp_path / "segment" / "header.bin").write_bytes(b"\x01")
    (tmp_path / "segment" / "data_level0.bin").write_bytes(b"data")
    scrub(tmp_path)
    assert (tmp_path / "segment" / "data_level0.bin").read_bytes() == b"data"
