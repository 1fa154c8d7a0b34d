"""What a plugin keeps from one build to the next: values by key, beside the parse store.

A cache and nothing more, as the parse store is: each value carries a checksum, and a
shelf that cannot be used is thrown away and filled again. A build that is killed
leaves it as it was before.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from plugins.site_outputs.database import (
    RowMissing,
    StoreDamaged,
    is_passing,
    open_database,
    rebuilt_if_damaged,
)

__all__ = ["Shelf", "shelf_path"]

_APPLICATION_ID = 0x62616373  # "bacs"
_FORMAT = 2
_SCHEMA = "CREATE TABLE kept (key TEXT PRIMARY KEY, value BLOB, checksum BLOB);"


class Shelf:
    """An open shelf. Use as a context manager; not shared between threads or processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_database(path, _APPLICATION_ID, _FORMAT, _SCHEMA)

    @classmethod
    def open_or_rebuild(cls, path: Path) -> Shelf:
        """Opens the shelf at `path`; what cannot be used is replaced by an empty one."""
        return rebuilt_if_damaged(path, cls)

    def __enter__(self) -> Shelf:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def find(self, key: str) -> bytes | None:
        """The value of a key, if there is one. Raises StoreDamaged."""
        query = "SELECT value, checksum FROM kept WHERE key = ?"
        with _guarded():
            row = self._connection.execute(query, (key,)).fetchone()
        if row is None:
            return None
        value, checksum = row
        if not isinstance(value, bytes) or _checksum(key, value) != checksum:
            raise StoreDamaged(f"{self.path.name}: {key}")
        return value

    def get(self, key: str) -> bytes:
        """The value of a key that must be there. Raises StoreDamaged."""
        value = self.find(key)
        if value is None:
            raise RowMissing(f"{self.path.name}: {key}")
        return value

    def clear(self) -> None:
        """Forgets everything."""
        with _guarded(), self._connection as transaction:
            transaction.execute("DELETE FROM kept")

    def change(self, values: Iterable[tuple[str, bytes]], gone: Iterable[str] = ()) -> None:
        """Forgets keys and puts values, all at once."""
        with _guarded(), self._connection as transaction:
            transaction.executemany("DELETE FROM kept WHERE key = ?", ((key,) for key in gone))
            transaction.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)",
                ((key, value, _checksum(key, value)) for key, value in values),
            )


def shelf_path(store: Path, name: str) -> Path:
    """Where the shelf `name` lies that belongs to a parse store."""
    return store.with_name(f"{store.stem}.{name}.sqlite")


@contextlib.contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except (sqlite3.DatabaseError, ValueError) as error:
        if is_passing(error):
            raise
        raise StoreDamaged(str(error)) from error


def _checksum(key: str, value: bytes) -> bytes:
    # Ties the checksum to its row: a value moved to another key does not pass.
    state = blake2b(key.encode() + b"\0", digest_size=8)
    state.update(value)
    return state.digest()
