"""SQLite files that are caches: opened or made, and thrown away where they cannot be used."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

__all__ = [
    "RowMissing",
    "StoreDamaged",
    "discard_file",
    "is_passing",
    "open_database",
    "rebuilt_if_damaged",
]

_BUSY_SECONDS = 60.0
_PAGE_BYTES = 16384  # most values are some kilobytes: so they stand in one page, not in chains
_PASSING = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_INTERRUPT,
)

_Opened = TypeVar("_Opened")


class StoreDamaged(Exception):
    """A store holds something that it cannot have written, or misses what it must hold."""


class RowMissing(StoreDamaged):
    """What should be there is not: damage, or another build has cleaned up meanwhile."""


def open_database(path: Path, application_id: int, version: int, schema: str) -> sqlite3.Connection:
    """A connection to the file, with the tables of `schema`.

    Raises StoreDamaged where it is of another kind or version, sqlite3.Error.
    """
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    try:
        connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")  # of a file that is made now
        connection.execute("PRAGMA journal_mode = WAL")
        # Losing the cache in a power cut costs one slow build; waiting for the disk costs each.
        connection.execute("PRAGMA synchronous = OFF")
        _prepare(connection, application_id, version, schema)
        os.utime(path)  # in use today, even if nothing is written (see forget_unused)
    except BaseException:
        connection.close()
        raise
    return connection


def rebuilt_if_damaged(path: Path, opened: Callable[[Path], _Opened]) -> _Opened:
    """What `opened` makes of the path; what cannot be used there is replaced by an empty file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        if os.path.lexists(path) and not path.is_file():
            raise StoreDamaged(f"{path} is no file")
        return opened(path)
    except (sqlite3.DatabaseError, ValueError, StoreDamaged) as error:
        if is_passing(error):
            raise
        discard_file(path)
        return opened(path)


def is_passing(error: Exception) -> bool:
    """Whether an error is about the moment (locked, the disk is full), not about the file."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in _PASSING


def discard_file(path: Path) -> None:
    """Removes a database with the files that SQLite keeps beside it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm", f"{path.name}-journal"):
        with contextlib.suppress(FileNotFoundError):
            _remove(path.with_name(name))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _prepare(
    connection: sqlite3.Connection, application_id: int, version: int, schema: str
) -> None:
    found = connection.execute("PRAGMA application_id").fetchone()[0]
    known = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables == 0:
        connection.executescript(
            f"BEGIN IMMEDIATE; {schema}"
            f"PRAGMA application_id = {application_id}; PRAGMA user_version = {version}; COMMIT;"
        )
    elif (found, known) != (application_id, version):
        raise StoreDamaged("another format")
