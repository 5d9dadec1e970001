"""Keeps texts with their vectors in one Chroma directory, and finds the nearest to a query.

Chroma's own delete leaves texts and vectors in its files, so nothing is ever deleted in place: what stays is written,
with its vectors, into a fresh directory that replaces the old one. Does not know what the texts are.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from assistant.errors import IndexFailure
from assistant.index import chroma, generations
from assistant.index.encoder import Encoder
from assistant.index.scrubbing import scrub

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection as ChromaCollection

NAME = "texts"
SPACE: Final = "cosine"
LAYOUT = 1
"""Raised when what is stored changes its shape, so that an older index is made again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One text of an index."""

    id: str
    group: str
    """What is put in and taken out together: a note, a file."""
    text: str
    details: Mapping[str, str | int] = field(default_factory=dict)
    """Kept beside the text and given back with it."""


@dataclass(frozen=True, slots=True)
class _Row:
    entry: Entry
    vector: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """All texts as they were at one moment."""

    stamp: chroma.Stamp
    entries: tuple[Entry, ...]


class SemanticIndex:
    """Texts with their vectors in a folder of their own; safe to use from several threads."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Take the folder, which need not exist; nothing is read or written yet."""
        self.folder = folder.resolve()
        self._encoder = encoder
        self._live = generations.live(self.folder)

    @property
    def stamp(self) -> chroma.Stamp:
        """Differs from an earlier one if the texts may have changed since."""
        return chroma.stamp(self._live)

    def read(self) -> Contents:
        """All texts.

        Raises:
            IndexFailure: the folder cannot be read as an index.
        """
        with self._collection() as collection:
            entries = tuple(row.entry for row in _rows(collection, vectors=False)) if collection else ()
            return Contents(stamp=self.stamp, entries=entries)

    def change(self, *, drop: Callable[[Entry], bool] | None = None, add: Sequence[Entry] = ()) -> None:
        """Take texts out and put texts in, all or nothing; only those put in are encoded.

        Args:
            drop: Whether a text that is here goes; nothing of it stays in any file.
            add: Texts; one whose id is already here replaces it.

        Raises:
            IndexFailure: the folder cannot be read or written; it is then as it was before.
            ModelMissing: the encoder has no model; nothing was changed.
        """
        new = self._encoded([_storable(entry) for entry in add])
        with chroma.alone(self._live):
            if new:
                self._renew_for_encoder()
            replaced = {row.entry.id for row in new}
            here = self.read().entries
            gone = {entry.id for entry in here if entry.id in replaced or (drop and drop(entry))}
            if gone or (new and not self._append(new)):
                self._rebuild(without=gone, new=new)

    def nearest(self, query: str, count: int) -> tuple[str, ...]:
        """The ids of the texts nearest to the query, the nearest first, at most `count`.

        Raises:
            IndexFailure: the folder cannot be read as an index.
            ModelMissing: the encoder has no model.
        """
        from langchain_chroma import Chroma

        self._renew_for_encoder()
        (vector,) = self._encoder.encode([query])
        with self._client() as client:
            if client is None:
                return ()
            _checked(client, self._live)
            store = Chroma(client=client, collection_name=NAME, create_collection_if_not_exists=False)
            found = store.similarity_search_by_vector(vector, k=count)
        return tuple(document.id for document in found if document.id is not None)

    def clear(self) -> None:
        """Remove the index's files, also those of a damaged one, so that it can be made again."""
        with chroma.alone(self._live):
            chroma.close(self._live)
            with chroma.mapped(self._live):
                generations.clear(self.folder)
            chroma.changed(self._live)

    def close(self) -> None:
        """Close the files; they are opened again when needed."""
        chroma.close(self._live)

    @contextmanager
    def _client(self) -> Iterator["Client | None"]:
        """The client of the directory in use, or None where there is none yet."""
        with chroma.alone(self._live):
            if generations.unsettled(self.folder):
                chroma.close(self._live)
                with chroma.mapped(self._live):
                    generations.recover(self.folder)
            if self._live.is_dir():
                with chroma.opened(self._live) as client:
                    yield client
            else:
                yield None

    @contextmanager
    def _collection(self) -> Iterator["ChromaCollection | None"]:
        with self._client() as client:
            yield None if client is None else _checked(client, self._live)

    def _encoded(self, entries: Sequence[Entry]) -> list[_Row]:
        vectors = self._encoder.encode([entry.text for entry in entries])
        return [_Row(entry, vector) for entry, vector in zip(entries, vectors, strict=True)]

    def _renew_for_encoder(self) -> None:
        """Encode all texts again if another model made the vectors."""
        with chroma.alone(self._live):
            with self._collection() as collection:
                if collection is None or collection.metadata["encoder"] == self._encoder.name:
                    return
                entries = [row.entry for row in _rows(collection, vectors=False)]
            self._rebuild(without={entry.id for entry in entries}, new=self._encoded(entries))

    def _append(self, new: Sequence[_Row]) -> bool:
        """Write into the directory in use; False where that cannot be done in one transaction."""
        try:
            with self._client() as client:
                if client is None or len(new) > client.get_max_batch_size():
                    return False
                _write(_checked(client, self._live), new)
        except IndexFailure:
            return False  # a fresh directory is written instead, or says why it cannot be
        finally:
            chroma.changed(self._live)
        return True

    def _rebuild(self, *, without: Set[str], new: Sequence[_Row]) -> None:
        """Write what stays and what is new into a fresh directory, which then replaces the one in use."""
        with self._collection() as collection:
            kept = _rows(collection, vectors=True) if collection else []
        rows = [row for row in kept if row.entry.id not in without] + list(new)
        with chroma.mapped(self._live):
            try:
                _fill(generations.growing(self.folder), rows, self._encoder.name)
            except BaseException:
                generations.abandon(self.folder)
                raise
            chroma.close(self._live)
            generations.promote(self.folder)
            chroma.changed(self._live)


def _fill(directory: Path, rows: Sequence[_Row], encoder: str) -> None:
    """Make a whole index in an empty directory, and close it."""
    with closing(chroma.connect(directory)) as client:
        collection = client.create_collection(
            NAME,
            embedding_function=None,
            metadata={"layout": LAYOUT, "encoder": encoder},
            configuration={"hnsw": {"space": SPACE}},
        )
        size = client.get_max_batch_size()
        for start in range(0, len(rows), size):
            _write(collection, rows[start : start + size])
        if collection.count() != len(rows):
            raise ValueError("not all texts were written")
    scrub(directory)


def _write(collection: "ChromaCollection", rows: Sequence[_Row]) -> None:
    collection.add(
        ids=[row.entry.id for row in rows],
        embeddings=[row.vector for row in rows],
        documents=[row.entry.text for row in rows],
        metadatas=[{**row.entry.details, "group": row.entry.group} for row in rows],
    )


def _rows(collection: "ChromaCollection", *, vectors: bool) -> list[_Row]:
    found = collection.get(include=["documents", "metadatas", *(["embeddings"] if vectors else [])])  # type: ignore[list-item]
    documents, metadatas, embeddings = found["documents"] or [], found["metadatas"] or [], found["embeddings"]
    rows = []
    for place, (id_, text, metadata) in enumerate(zip(found["ids"], documents, metadatas, strict=True)):
        details: dict[str, Any] = dict(metadata or {})
        entry = Entry(id=id_, group=str(details.pop("group")), text=text, details=details)
        rows.append(_Row(entry, [] if embeddings is None else [float(value) for value in embeddings[place]]))
    return rows


def _checked(client: "Client", directory: Path) -> "ChromaCollection":
    """The collection, if it is one that this module made.

    Its configuration is read as plain data: one that names an embedding function would make Chroma build it.
    """
    collection = client.get_collection(NAME, embedding_function=None)
    configuration = collection.configuration_json
    functions = [configuration.get("embedding_function"), *_functions(collection.get_model().serialized_schema)]
    own = (
        (collection.metadata or {}).get("layout") == LAYOUT
        and isinstance((collection.metadata or {}).get("encoder"), str)
        and (configuration.get("hnsw") or {}).get("space") == SPACE
        and all(function is None or function.get("type") in {"legacy", "unknown"} for function in functions)
    )
    if not own:
        raise IndexFailure(
            f"The search index in {str(directory.parent)!r} was not made by Noticing, so it is not used. "
            "It has to be made again from the notes."
        )
    return collection


def _functions(schema: object) -> list[dict[str, Any]]:
    """Every embedding function that a collection's schema names, at any depth."""
    if not isinstance(schema, dict):
        return []
    found = [value for name, value in schema.items() if name == "embedding_function" and isinstance(value, dict)]
    return found + [function for value in schema.values() for function in _functions(value)]


def _storable(entry: Entry) -> Entry:
    """The entry without lone surrogates, which cannot be written; each becomes a question mark."""
    return replace(entry, text=entry.text.encode("utf-8", "replace").decode("utf-8"))
