from pathlib import Path

import pytest

from assistant.errors import FrameworkError
from assistant.framework.lexicon import KINDS, load_abbreviations, load_lexicon

FOLDER = Path(__file__).parents[2] / "corpus" / "lexicon"


def write(folder: Path, **files: str) -> Path:
    for kind in KINDS:
        (folder / f"{kind}.txt").write_text(files.get(kind, ""), encoding="utf-8")
    (folder / "abbreviations.txt").write_text(files.get("abbreviations", ""), encoding="utf-8")
    return folder


def test_the_lexicon_is_large_and_holds_all_kinds() -> None:
    lexicon = load_lexicon(FOLDER)
    assert len(lexicon) > 1500
    assert set(lexicon.values()) == set(KINDS)


def test_long_forms_are_in_the_lexicon() -> None:
    lexicon = load_lexicon(FOLDER)
    missing = {
        long
        for long in load_abbreviations(FOLDER).values()
        if long not in lexicon and long.removesuffix("s") not in lexicon
    }
    assert not missing


def test_comments_and_abbreviations(tmp_path: Path) -> None:
    folder = write(tmp_path, person="# roles\nnurse  # any\n", abbreviations="rn = nurse\n")
    assert load_lexicon(folder) == {"nurse": "person", "rn": "person"}


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"person": "nurse\nnurse\n"}, "`person.txt`, line 2"),
        ({"person": "nurse\n", "object": "nurse\n"}, "`object.txt`, line 1"),
        ({"person": "Nurse\n"}, "lower case"),
        ({"abbreviations": "rn nurse\n"}, "short = long"),
    ],
)
def test_faults_are_told(tmp_path: Path, files: dict[str, str], says: str) -> None:
    with pytest.raises(FrameworkError, match=says):
        load_lexicon(write(tmp_path, **files))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError, match="person.txt"):
        load_lexicon(tmp_path)
