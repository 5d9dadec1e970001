"""Replaces a whole directory so that a crash at any moment leaves either the old one or the new one, complete.

`live` is the directory in use. A new one grows as `growing`, is renamed to `next` when it is complete, and takes
the place of `live`. Does not know what the directories hold.
"""

import shutil
from pathlib import Path


def live(folder: Path) -> Path:
    """The directory in use."""
    return folder / "live"


def growing(folder: Path) -> Path:
    """An empty directory to build the next one in."""
    fresh = folder / "growing"
    _erase(fresh)
    fresh.mkdir(parents=True)
    return fresh


def promote(folder: Path) -> None:
    """Put what has grown in the place of what was in use; the files of the latter are removed."""
    (folder / "growing").rename(folder / "next")
    recover(folder)


def recover(folder: Path) -> None:
    """Finish what a crash cut off: a complete `next` becomes `live`, an unfinished `growing` is removed."""
    if (folder / "next").is_dir():
        _erase(live(folder))
        (folder / "next").rename(live(folder))
    _erase(folder / "growing")


def unsettled(folder: Path) -> bool:
    """Whether a crash left something to finish."""
    return (folder / "next").is_dir() or (folder / "growing").is_dir()


def abandon(folder: Path) -> None:
    """Remove what was growing."""
    _erase(folder / "growing")


def clear(folder: Path) -> None:
    """Remove all of it."""
    for name in ("next", "growing", "live"):
        _erase(folder / name)


def _erase(directory: Path) -> None:
    if directory.is_dir():
        shutil.rmtree(directory)
