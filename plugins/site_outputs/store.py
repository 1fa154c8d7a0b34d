"""The parse store: what was made of each file, kept between builds.

It is a cache and nothing more: one that is damaged, of another format or made by
something else is thrown away and filled again. Rows carry a checksum and are
typed when they are read, so a changed byte is noticed, not believed; nothing in
it is ever executed.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from plugins.site_outputs.content_files import digest_of
from plugins.site_outputs.database import (
    RowMissing,
    StoreDamaged,
    discard_file,
    is_passing,
    open_database,
    rebuilt_if_damaged,
)
from plugins.site_outputs.stored_rows import (
    ROWS_SCHEMA,
    FileRow,
    all_rows,
    bodies_of,
    change_rows,
)

__all__ = [
    "ParseStore",
    "StoredParse",
    "discard",
    "forget_unused",
]

_APPLICATION_ID = 0x6261636B  # "back"
_FORMAT = 5
_SCHEMA = f"""{ROWS_SCHEMA}
CREATE TABLE bodies (digest TEXT PRIMARY KEY, payload BLOB);
CREATE TABLE derived (
    kind TEXT, digest TEXT, payload BLOB, checksum BLOB, PRIMARY KEY (digest, kind)
);
"""

_Result = TypeVar("_Result")


class StoredParse(msgspec.Struct, frozen=True, gc=False):
    """A parse as it is kept: encoded, with the body and what plugins derived from it."""

    result: bytes
    body_digest: str
    body: bytes
    derived: tuple[tuple[str, bytes], ...]


class ParseStore:
    """An open store. Use as a context manager; not shared between threads or processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = open_database(path, _APPLICATION_ID, _FORMAT, _SCHEMA)

    @classmethod
    def open_or_rebuild(cls, path: Path) -> ParseStore:
        """Opens the store at `path`; what cannot be used is replaced by an empty one."""
        return rebuilt_if_damaged(path, cls)

    def __enter__(self) -> ParseStore:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def files(self) -> dict[str, FileRow]:
        """All rows by path. Raises StoreDamaged where they are not what they were."""
        return _guarded(lambda: all_rows(self._connection))

    def body(self, digest: str) -> bytes:
        """A body's bytes. Raises StoreDamaged where it is missing or not what it was."""
        row = self._one("SELECT payload FROM bodies WHERE digest = ?", digest)
        if digest_of(row[0]) != digest:
            raise StoreDamaged(f"body {digest}")
        return bytes(row[0])

    def derived(self, kind: str, digest: str) -> bytes:
        """What a plugin derived from a body. Raises StoreDamaged."""
        query = "SELECT payload, checksum FROM derived WHERE kind = ? AND digest = ?"
        payload, checksum = self._one(query, kind, digest)
        if checksum != _checksum(kind, digest, payload):
            raise StoreDamaged(f"{kind} of {digest}")
        return bytes(payload)

    def save(
        self,
        rows: Iterable[tuple[str, FileRow]],
        parses: Iterable[StoredParse],
        gone: Iterable[str],
    ) -> None:
        """Writes what a build found, in one transaction, and forgets what no file needs."""
        _guarded(lambda: self._save(dict(rows), parses, tuple(gone)))

    def _save(
        self, rows: Mapping[str, FileRow], parses: Iterable[StoredParse], gone: Sequence[str]
    ) -> None:
        with self._connection as transaction:
            # From here on nobody else changes what is about to be read.
            transaction.execute("BEGIN IMMEDIATE")
            replaced = bodies_of(transaction, (*gone, *rows))
            for parse in parses:
                _save_parse(transaction, parse)
            change_rows(transaction, rows, gone)
            for table in ("bodies", "derived"):
                transaction.executemany(
                    f"DELETE FROM {table} WHERE digest = ?"
                    f" AND NOT EXISTS (SELECT 1 FROM files WHERE body_digest = {table}.digest)",
                    replaced,
                )

    def _one(self, query: str, *values: str) -> Any:
        row = _guarded(lambda: self._connection.execute(query, values).fetchone())
        if row is None:
            raise RowMissing(" ".join(values))
        return row


def forget_unused(folder: Path, *, days: int) -> None:
    """Discards the stores in a folder that no build has opened for so many days.

    They belong to content folders that were tried once, or moved.
    """
    oldest = time.time() - days * 24 * 3600
    for path in folder.glob("*.sqlite"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < oldest:
                discard(path)


def discard(path: Path) -> None:
    """Removes a store, and the shelves that belong to it."""
    for each in (path, *path.parent.glob(f"{path.stem}.*.sqlite")):
        discard_file(each)


def _guarded(read: Callable[[], _Result]) -> _Result:
    try:
        return read()
    except (sqlite3.DatabaseError, ValueError, TypeError, msgspec.MsgspecError) as error:
        if is_passing(error):
            raise
        raise StoreDamaged(str(error)) from error


def _save_parse(transaction: sqlite3.Connection, parse: StoredParse) -> None:
    if not parse.body_digest:
        return
    transaction.execute(
        "INSERT OR REPLACE INTO bodies VALUES (?, ?)", (parse.body_digest, parse.body)
    )
    for kind, payload in parse.derived:
        transaction.execute(
            "INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?)",
            (kind, parse.body_digest, payload, _checksum(kind, parse.body_digest, payload)),
        )


def _checksum(kind: str, digest: str, payload: bytes) -> bytes:
    # Ties a checksum to its row: a payload moved to another row does not pass.
    name = f"{kind}\0{digest}\0".encode("utf-8", "surrogatepass")
    return blake2b(name + payload, digest_size=8).digest()
