"""Opens Word and OpenDocument files, which are zip archives of XML, without trusting them.

Knows zip and XML. Does not know what the members mean.
"""

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from assistant.errors import DamagedFile, TooLarge
from assistant.notes.content import MEGABYTE, Source

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNPACKED = 20
"""An unpacked file may be this many times the limit for files."""
_RATIO = 200
_RATIO_FROM = 10 * MEGABYTE
"""Below this size a member may be packed as tightly as it likes: it cannot do harm."""
_MEMBERS = 5000
_CHUNK = 1 << 16


class Archive:
    """The members of one file, read within limits."""

    def __init__(self, source: Source) -> None:
        """Look at the archive's directory.

        Raises:
            DamagedFile: it is not a whole zip archive.
            TooLarge: it says that it unpacks to too much.
        """
        self._filename = source.filename
        self._left = source.limits.megabytes * MEGABYTE * _UNPACKED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source.data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
            raise self._damaged() from error
        members = self._zip.infolist()
        if len(members) > _MEMBERS or sum(member.file_size for member in members) > self._left:
            raise self._bomb()
        if any(self._too_tight(member.compress_size, member.file_size) for member in members):
            raise self._bomb()

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names."""
        return tuple(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """One member, unpacked piece by piece; empty if there is none of that name.

        Raises:
            DamagedFile: the member is cut off, or packed in a way that is not known.
            TooLarge: it unpacks to more than the archive says or the limit allows.
        """
        if name not in self._zip.namelist():
            return b""
        packed = self._zip.getinfo(name).compress_size
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(name) as stream:
                while piece := stream.read(_CHUNK):
                    pieces.append(piece)
                    size += len(piece)
                    if size > self._left or self._too_tight(packed, size):
                        raise self._bomb()
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise self._damaged() from error
        self._left -= size
        return b"".join(pieces)

    def xml(self, name: str) -> "_Element | None":
        """One member as XML; None if there is none of that name. Nothing outside the member is fetched.

        Raises:
            DamagedFile: it is not well-formed, or it defines entities, which these formats never need.
            TooLarge: as for `read`.
        """
        data = self.read(name)
        if not data:
            return None
        if b"<!doctype" in data.replace(b"\x00", b"").lower():
            raise self._damaged()
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged() from error

    @staticmethod
    def _too_tight(packed: int, unpacked: int) -> bool:
        return unpacked > _RATIO_FROM and unpacked > _RATIO * max(packed, 1)

    def _damaged(self) -> DamagedFile:
        return DamagedFile(
            f'"{self._filename}" is damaged or cut off. Open it in your word processor, save it again, and add that.'
        )

    def _bomb(self) -> TooLarge:
        return TooLarge(
            f'"{self._filename}" unpacks to far more than a document of its size holds. '
            "Copy the text that you need into a new file, and add that."
        )
