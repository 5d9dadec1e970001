"""Opens Chroma directories of this machine, and bounds how many stay open.

Chroma keeps one client a path for the life of the process, with eleven open files each; here the least recently used
are closed, a directory is used by one thread at a time, and one that another process wrote to is opened anew.
Does not know what is stored in them.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import IndexFailure
from assistant.index.scrubbing import scrub

if TYPE_CHECKING:
    from chromadb.api.client import Client

OPEN_AT_MOST = 8
DATABASE = "chroma.sqlite3"
Stamp = tuple[int, ...]
"""Differs whenever the files differ."""


@dataclass(slots=True)
class _Slot:
    """What this process holds of one directory."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    client: "Client | None" = None
    stamp: Stamp = ()
    users: int = 0
    used: int = 0
    changes: int = 0


_slots: dict[Path, _Slot] = {}
_slots_lock = threading.Lock()
_clock = count(1)


@contextmanager
def alone(directory: Path) -> Iterator[None]:
    """Hold the directory: no other thread opens, reads or replaces it meanwhile."""
    slot = _slot(directory)
    with slot.lock:
        yield


@contextmanager
def opened(directory: Path) -> Iterator["Client"]:
    """The client of a directory that exists; it stays open afterwards, until others push it out.

    Raises:
        IndexFailure: Chroma cannot read or write it.
    """
    slot = _slot(directory)
    with slot.lock, mapped(directory):
        if slot.client is None or slot.stamp != _files(directory):
            _close(slot)
            slot.client = connect(directory)
        slot.used, slot.users = next(_clock), slot.users + 1
        try:
            yield slot.client
        finally:
            slot.users, slot.stamp = slot.users - 1, _files(directory)
            scrub(directory)
            _close_oldest()


def stamp(directory: Path) -> Stamp:
    """Differs from an earlier one if the directory was written to since, by this process or another."""
    return (_slot(directory).changes, *_files(directory))


def changed(directory: Path) -> None:
    """Take note that this process wrote to the directory."""
    _slot(directory).changes += 1


def close(directory: Path) -> None:
    """Close the directory's files; it can be renamed or removed afterwards."""
    slot = _slot(directory)
    with slot.lock:
        _close(slot)


def connect(directory: Path) -> "Client":
    """A client that the caller closes."""
    from chromadb.api.client import Client
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

    settings = Settings(  # all that decides where texts could go is said here, since Chroma also reads the environment
        is_persistent=True,
        persist_directory=str(directory),
        chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
        anonymized_telemetry=False,
        chroma_otel_collection_endpoint="",
    )
    try:
        return Client(settings=settings)
    except ChromaError:
        # Chroma keeps a system that failed to start, and would hand it to the next client of this path.
        Client._identifier_to_system.pop(str(directory), None)
        raise


@contextmanager
def mapped(directory: Path) -> Iterator[None]:
    """Turns what Chroma and the disk raise into IndexFailure."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, OSError, ValueError, KeyError) as error:
        raise IndexFailure(
            f"The search index in {str(directory.parent)!r} cannot be read or written. "
            "It has to be made again from the notes; nothing of the notes is lost."
        ) from error


def _slot(directory: Path) -> _Slot:
    with _slots_lock:
        return _slots.setdefault(directory, _Slot())


def _files(directory: Path) -> Stamp:
    try:
        found = (directory / DATABASE).stat()
    except OSError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _close(slot: _Slot) -> None:
    client, slot.client = slot.client, None
    if client is not None:
        client.close()


def _close_oldest() -> None:
    with _slots_lock:
        held = sorted((slot for slot in _slots.values() if slot.client is not None), key=lambda slot: slot.used)
    for slot in held[: max(0, len(held) - OPEN_AT_MOST)]:
        if slot.lock.acquire(blocking=False):
            try:
                if slot.users == 0:
                    _close(slot)
            finally:
                slot.lock.release()
