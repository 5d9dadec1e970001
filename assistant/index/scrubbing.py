"""Blanks the parts of Chroma's vector files that no vector has been written to.

Chroma reserves room for vectors with memory as it found it and writes that to the disk, so any text that the process
held a moment ago, even of another case, can end up in these files. Knows the head of an HNSW file; does not know what
the vectors stand for.
"""

import struct
from pathlib import Path

_HEAD = struct.Struct("<iQQQQ")
"""Version, offset of the links, room for how many, how many there are, bytes of each."""
_LENGTH_BYTES = 4


def scrub(directory: Path) -> None:
    """Write zeros over all that is reserved and not in use, in every vector index below the directory.

    Raises:
        OSError: a file cannot be read or written.
    """
    for header in directory.glob("*/header.bin"):
        head = header.read_bytes()
        if len(head) < _HEAD.size:
            continue
        _, _, _, here, size = _HEAD.unpack_from(head)
        _blank(header.with_name("data_level0.bin"), here * size)
        _blank(header.with_name("length.bin"), here * _LENGTH_BYTES)


def _blank(path: Path, start: int) -> None:
    if not path.is_file() or path.stat().st_size <= start:
        return
    with path.open("r+b") as file:
        file.seek(start)
        rest = file.read()
        if any(rest):
            file.seek(start)
            file.write(bytes(len(rest)))
