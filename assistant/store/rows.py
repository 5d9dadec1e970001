"""Reading and writing the rows. The only place with SQL besides the migrations.

Nouns are kept as JSON in one column, with what is searched or unique beside it. Deleted content is overwritten in the
file (`secure_delete`) and the write-ahead log is cut after each deletion. Does not know files, indexes or replies.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from assistant.domain import Case, Judgement, Note, Reading, Turn, Written
from assistant.errors import NotFound, StoreError
from assistant.store.migrations import migrate

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCount:
    """A case with how much there is in it."""

    case: Case
    notes: int
    turns: int


_FORMS: dict[type[object], TypeAdapter[Any]] = {
    kind: TypeAdapter(kind) for kind in (Note, Turn, Written, Judgement, Reading)
}
"""How each kept noun becomes JSON and back."""


def _pack(value: object) -> str:
    return _FORMS[type(value)].dump_json(value).decode("utf-8")


def _unpack(kind: type[T], body: str) -> T:
    try:
        return cast(T, _FORMS[kind].validate_json(body))
    except ValidationError as error:
        raise StoreError(f"A kept {kind.__name__.lower()} cannot be read; the database may be damaged.") from error


def _prepare(connection: object, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # a sqlite3 connection
    for pragma in ("journal_mode = WAL", "secure_delete = ON", "foreign_keys = ON", "busy_timeout = 10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _open(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _prepare)
    return engine


class Store:
    """All rows of one home folder."""

    def __init__(self, path: Path) -> None:
        """Open the database at `path`, making and migrating it as needed.

        Raises:
            StoreError: the file cannot be opened or is not a database of this product.
        """
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = _open(path)
        with self._writing() as connection:
            migrate(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def _mapped(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            reason = str(getattr(error, "orig", None) or error)
            raise StoreError(f'The database "{self._path}" cannot be used: {reason}.') from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._mapped(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._mapped(), self._engine.connect() as connection:
            yield connection

    def _bodies(self, sql: str, **values: object) -> list[str]:
        with self._reading() as connection:
            return [row[0] for row in connection.execute(text(sql), values)]

    def _erase(self, sql: str, **values: object) -> None:
        with self._writing() as connection:
            connection.execute(text(sql), values)
        # Outside the transaction: what was deleted still stands in the write-ahead log until it is cut.
        with self._reading() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))

    # Cases

    def cases(self) -> tuple[CaseCount, ...]:
        """All cases, the newest first."""
        sql = """SELECT id, name, created,
                        (SELECT count(*) FROM notes WHERE case_id = cases.id),
                        (SELECT count(*) FROM turns WHERE case_id = cases.id)
                 FROM cases ORDER BY created DESC, rowid DESC"""
        with self._reading() as connection:
            rows = connection.execute(text(sql)).all()
        return tuple(CaseCount(case=_case(row[0], row[1], row[2]), notes=row[3], turns=row[4]) for row in rows)

    def case(self, name_or_id: str) -> Case:
        """The case of this id, or else of this name (capitals do not matter).

        Raises:
            NotFound: there is none.
        """
        sql = "SELECT id, name, created FROM cases WHERE id = :key OR name = :key ORDER BY id = :key DESC"
        with self._reading() as connection:
            row = connection.execute(text(sql), {"key": name_or_id}).first()
        if row is None:
            raise NotFound(f'There is no case "{name_or_id}". `noticing cases` lists those that there are.')
        return _case(row[0], row[1], row[2])

    def add_case(self, case: Case) -> None:
        """Keep a new case.

        Raises:
            StoreError: another case has its name.
        """
        sql = "INSERT INTO cases (id, name, created) VALUES (:id, :name, :created)"
        values = {"id": case.id, "name": case.name, "created": case.created.isoformat()}
        self._name_once(case.name, sql, values)

    def rename_case(self, case_id: str, name: str) -> None:
        """Give the case another name.

        Raises:
            StoreError: another case has this name.
        """
        self._name_once(name, "UPDATE cases SET name = :name WHERE id = :id", {"id": case_id, "name": name})

    def _name_once(self, name: str, sql: str, values: dict[str, str]) -> None:
        try:
            with self._writing() as connection:
                connection.execute(text(sql), values)
        except IntegrityError as error:
            raise StoreError(f'There is already a case called "{name}". Choose another name.') from error

    def erase_case(self, case_id: str) -> None:
        """Take away the case and all that belongs to it."""
        self._erase("DELETE FROM cases WHERE id = :id", id=case_id)

    # Notes

    def notes(self, case_id: str) -> tuple[Note, ...]:
        """The case's notes: dated ones by date, then the others as they were added."""
        bodies = self._bodies("SELECT body FROM notes WHERE case_id = :id ORDER BY rowid", id=case_id)
        notes = [_unpack(Note, body) for body in bodies]
        return tuple(sorted(notes, key=lambda note: note.date or dt.date.max))

    def keep_note(self, case_id: str, note: Note) -> None:
        """Add the note, or write it over the one of the same id."""
        sql = """INSERT INTO notes (id, case_id, filename, digest, body)
                 VALUES (:id, :case_id, :filename, :digest, :body)
                 ON CONFLICT (id) DO UPDATE SET filename = :filename, digest = :digest, body = :body"""
        values = {
            "id": note.id,
            "case_id": case_id,
            "filename": note.filename,
            "digest": note.digest,
            "body": _pack(note),
        }
        with self._writing() as connection:
            connection.execute(text(sql), values)
            connection.execute(text("DELETE FROM readings WHERE case_id = :id"), {"id": case_id})

    def erase_note(self, case_id: str, note_id: str) -> None:
        """Take away the note and the case's kept reading."""
        with self._writing() as connection:
            connection.execute(text("DELETE FROM readings WHERE case_id = :id"), {"id": case_id})
        self._erase("DELETE FROM notes WHERE case_id = :case_id AND id = :id", case_id=case_id, id=note_id)

    # Turns

    def turns(self, case_id: str) -> tuple[Turn, ...]:
        """The conversation, oldest first."""
        sql = "SELECT body FROM turns WHERE case_id = :id ORDER BY position"
        return tuple(_unpack(Turn, body) for body in self._bodies(sql, id=case_id))

    def keep_turn(self, case_id: str, turn: Turn) -> None:
        """Add the turn at the end, or write it over the one of the same id."""
        sql = """INSERT INTO turns (id, case_id, position, body)
                 VALUES (:id, :case_id,
                         (SELECT coalesce(max(position), 0) + 1 FROM turns WHERE case_id = :case_id), :body)
                 ON CONFLICT (id) DO UPDATE SET body = :body"""
        with self._writing() as connection:
            connection.execute(text(sql), {"id": turn.id, "case_id": case_id, "body": _pack(turn)})

    # Judgements

    def judgements(self, case_id: str) -> tuple[Judgement, ...]:
        """What the practitioner said of the reading, oldest first."""
        sql = "SELECT body FROM judgements WHERE case_id = :id ORDER BY position"
        return tuple(_unpack(Judgement, body) for body in self._bodies(sql, id=case_id))

    def keep_judgement(self, case_id: str, judgement: Judgement) -> None:
        """Add a judgement."""
        sql = """INSERT INTO judgements (id, case_id, position, body)
                 VALUES (:id, :case_id, (SELECT coalesce(max(position), 0) + 1 FROM judgements), :body)"""
        with self._writing() as connection:
            connection.execute(text(sql), {"id": judgement.id, "case_id": case_id, "body": _pack(judgement)})

    def erase_judgement(self, case_id: str, judgement_id: str) -> None:
        """Take a judgement away."""
        self._erase("DELETE FROM judgements WHERE case_id = :case_id AND id = :id", case_id=case_id, id=judgement_id)

    def erase_turns(self, case_id: str, turn_ids: Sequence[str]) -> None:
        """Take turns away, with what was changed of them in the journal."""
        for turn_id in turn_ids:
            self._erase("DELETE FROM turns WHERE case_id = :case_id AND id = :id", case_id=case_id, id=turn_id)
            self.erase_written(case_id, turn_id)

    # Journal

    def written(self, case_id: str) -> tuple[Written, ...]:
        """What was changed or added in the journal by hand, in the order in which it was first done."""
        sql = "SELECT body FROM journal WHERE case_id = :id ORDER BY rowid"
        return tuple(_unpack(Written, body) for body in self._bodies(sql, id=case_id))

    def keep_written(self, case_id: str, written: Written) -> None:
        """Keep it, in place of what has the same id."""
        sql = """INSERT INTO journal (id, case_id, body) VALUES (:id, :case_id, :body)
                 ON CONFLICT (id) DO UPDATE SET body = :body"""
        with self._writing() as connection:
            connection.execute(text(sql), {"id": written.id, "case_id": case_id, "body": _pack(written)})

    def erase_written(self, case_id: str, written_id: str) -> None:
        """Take it away."""
        self._erase("DELETE FROM journal WHERE case_id = :case_id AND id = :id", case_id=case_id, id=written_id)

    # Consents

    def consent(self, case_id: str) -> str:
        """Where the practitioner allows the case's text to be sent; empty where nowhere."""
        with self._reading() as connection:
            row = connection.execute(text("SELECT place FROM consents WHERE case_id = :id"), {"id": case_id}).first()
        return str(row[0]) if row else ""

    def keep_consent(self, case_id: str, place: str) -> None:
        """Keep where the case's text may be sent, in place of what was kept; nowhere if `place` is empty."""
        with self._writing() as connection:
            connection.execute(text("DELETE FROM consents WHERE case_id = :id"), {"id": case_id})
            if place:
                sql = "INSERT INTO consents (case_id, place, at) VALUES (:id, :place, :at)"
                values = {"id": case_id, "place": place, "at": dt.datetime.now(dt.UTC).isoformat()}
                connection.execute(text(sql), values)

    # Readings

    def reading(self, case_id: str, key: str) -> Reading | None:
        """The kept reading, if it was made for the same key."""
        sql = "SELECT body FROM readings WHERE case_id = :id AND key = :key"
        bodies = self._bodies(sql, id=case_id, key=key)
        return _unpack(Reading, bodies[0]) if bodies else None

    def keep_reading(self, case_id: str, key: str, reading: Reading) -> None:
        """Keep the case's reading in place of an earlier one."""
        sql = "INSERT OR REPLACE INTO readings (case_id, key, body) VALUES (:id, :key, :body)"
        with self._writing() as connection:
            connection.execute(text(sql), {"id": case_id, "key": key, "body": _pack(reading)})


def _case(id_: str, name: str, created: str) -> Case:
    return Case(id=id_, name=name, created=dt.datetime.fromisoformat(created))
