"""Store: the file of questions. Of each its words, its time, and whether it was answered.

No authors, no ids, no places. Every method may raise sqlite3.Error.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MOST = 100_000  # questions; what is older goes, so that the file stays below some 20 MB
DAY = 86_400  # seconds

_APPLICATION = 0x41534B44  # "ASKD", which tells the file from any other database
_FORMAT = 1
_SCHEMA = f"""
    PRAGMA application_id = {_APPLICATION};
    PRAGMA user_version = {_FORMAT};
    CREATE TABLE questions (
        at INTEGER NOT NULL,  -- seconds since 1970
        answered INTEGER NOT NULL,
        question TEXT NOT NULL
    );
    CREATE INDEX questions_at ON questions (at);
"""
_MARKS = ("application_id", "user_version")
_WAIT = 5.0  # seconds, for another process that reads
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked; ``at`` in seconds since 1970."""

    at: int
    answered: bool
    question: str


class ForeignFileError(sqlite3.DatabaseError):
    """The file is a database of something else, which is left alone."""


def append(file: Path, asked: Iterable[Asked], *, oldest: int) -> None:
    """Add questions, and delete those from before ``oldest``."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        # Nobody else's business: readable by who runs the bot alone.
        os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
    with _opened(file) as database:
        database.executemany(
            "INSERT INTO questions VALUES (?, ?, ?)",
            ((it.at, it.answered, it.question) for it in asked),
        )
        _delete(database, oldest)


def expire(file: Path, *, oldest: int) -> None:
    """Delete the questions from before ``oldest``; a file that is not there stays so."""
    aside = set_aside(file)
    with contextlib.suppress(FileNotFoundError):
        if aside.stat().st_mtime < oldest:
            aside.unlink()
    if file.exists():
        with _opened(file) as database:
            _delete(database, oldest)


def read(file: Path, *, since: int) -> list[Asked]:
    """Return the questions from ``since`` on, oldest first."""
    with _opened(file, mode="ro") as database:
        rows = database.execute(
            "SELECT at, answered, question FROM questions WHERE at >= ? ORDER BY at, rowid",
            (since,),
        )
        return [Asked(at, bool(answered), question) for at, answered, question in rows]


def is_damaged(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is no whole database."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


def set_aside(file: Path) -> Path:
    """Return where a damaged file is put."""
    return file.with_name(f"{file.name}.damaged")


@contextlib.contextmanager
def _opened(file: Path, mode: str = "rw") -> Iterator[sqlite3.Connection]:
    """Give the database in one transaction. Raises ForeignFileError."""
    address = f"{file.resolve().as_uri()}?mode={mode}"
    database = sqlite3.connect(address, uri=True, timeout=_WAIT, isolation_level=None)
    try:
        # Deleted questions are overwritten, not only forgotten.
        database.execute("PRAGMA secure_delete = ON")
        database.execute("BEGIN IMMEDIATE" if mode == "rw" else "BEGIN")
        if mode == "rw" and database.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (
            0,
        ):
            for statement in _SCHEMA.split(";"):
                database.execute(statement)
        found = [database.execute(f"PRAGMA {it}").fetchone()[0] for it in _MARKS]
        if found != [_APPLICATION, _FORMAT]:
            raise ForeignFileError(f"{file} is not a file of questions of this version")
        yield database
        database.execute("COMMIT")
    finally:
        database.close()


def _delete(database: sqlite3.Connection, oldest: int) -> None:
    database.execute("DELETE FROM questions WHERE at < ?", (oldest,))
    database.execute(
        "DELETE FROM questions WHERE rowid <="
        " (SELECT rowid FROM questions ORDER BY rowid DESC LIMIT 1 OFFSET ?)",
        (MOST,),
    )
