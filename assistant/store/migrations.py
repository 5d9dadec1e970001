"""The database's shape, as numbered steps that are each applied once and recorded.

A step is never edited after it has been released; a new one is added at the end.
"""

import datetime as dt
from collections.abc import Callable

from sqlalchemy import Connection, text

Migration = Callable[[Connection], None]


def _run(connection: Connection, *statements: str) -> None:
    for statement in statements:
        connection.execute(text(statement))


def m001_cases_notes_turns(connection: Connection) -> None:
    """Cases with their notes and their conversation."""
    _run(
        connection,
        "CREATE TABLE cases (id TEXT PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE UNIQUE, created TEXT NOT NULL)",
        """CREATE TABLE notes (
            id TEXT PRIMARY KEY,
            case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
            filename TEXT NOT NULL,
            digest TEXT NOT NULL,
            body TEXT NOT NULL,
            UNIQUE (case_id, filename))""",
        """CREATE TABLE turns (
            id TEXT PRIMARY KEY,
            case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            body TEXT NOT NULL,
            UNIQUE (case_id, position))""",
    )


def m002_judgements(connection: Connection) -> None:
    """What the practitioner says of the reading."""
    _run(
        connection,
        """CREATE TABLE judgements (
            id TEXT PRIMARY KEY,
            case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            body TEXT NOT NULL)""",
    )


def m003_readings(connection: Connection) -> None:
    """The last reading of each case, kept so that a restart does not read everything again."""
    _run(
        connection,
        """CREATE TABLE readings (
            case_id TEXT PRIMARY KEY REFERENCES cases(id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            body TEXT NOT NULL)""",
    )


def m004_consents(connection: Connection) -> None:
    """Where the practitioner allows a case's text to be sent."""
    _run(
        connection,
        """CREATE TABLE consents (
            case_id TEXT PRIMARY KEY REFERENCES cases(id) ON DELETE CASCADE,
            place TEXT NOT NULL,
            at TEXT NOT NULL)""",
    )


def m005_journal(connection: Connection) -> None:
    """What the practitioner changes and adds in the journal."""
    _run(
        connection,
        """CREATE TABLE journal (
            id TEXT PRIMARY KEY,
            case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
            body TEXT NOT NULL)""",
    )


MIGRATIONS: tuple[Migration, ...] = (
    m001_cases_notes_turns,
    m002_judgements,
    m003_readings,
    m004_consents,
    m005_journal,
)


def migrate(connection: Connection) -> None:
    """Apply the steps that this database has not seen, in order."""
    _run(connection, "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, at TEXT NOT NULL)")
    done = {row[0] for row in connection.execute(text("SELECT name FROM migrations"))}
    for step in MIGRATIONS:
        if step.__name__ not in done:
            step(connection)
            connection.execute(
                text("INSERT INTO migrations (name, at) VALUES (:name, :at)"),
                {"name": step.__name__, "at": dt.datetime.now(dt.UTC).isoformat()},
            )
