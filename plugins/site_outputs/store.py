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
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from plugins.site_outputs.content_files import Stamp, digest_of
from plugins.site_outputs.database import (
    RowMissing,
    StoreDamaged,
    discard_file,
    is_passing,
    open_database,
    rebuilt_if_damaged,
)

__all__ = [
    "FileRow",
    "ParseStore",
    "StoredParse",
    "discard",
    "forget_unused",
]

_APPLICATION_ID = 0x6261636B  # "back"
_FORMAT = 4
_SCHEMA = """
CREATE TABLE files (
    path TEXT PRIMARY KEY, body_digest TEXT, row BLOB, checksum BLOB
) WITHOUT ROWID;
CREATE INDEX files_by_body ON files (body_digest);
CREATE TABLE bodies (digest TEXT PRIMARY KEY, payload BLOB);
CREATE TABLE derived (
    kind TEXT, digest TEXT, payload BLOB, checksum BLOB, PRIMARY KEY (digest, kind)
);
"""

_Result = TypeVar("_Result")


class FileRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is known of one file; `result` is empty for files that are not parsed.

    parse_key: stands for the code and the settings by which it was parsed.
    """

    stamp: Stamp
    digest: str
    parse_key: bytes = b""
    body_digest: str = ""
    result: bytes = b""


@dataclass(frozen=True, slots=True)
class StoredParse:
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
        """All rows by path, each with its checksum proven. Raises StoreDamaged."""
        query = "SELECT path, body_digest, row, checksum FROM files"
        return _guarded(lambda: dict(map(_proven_row, self._connection.execute(query))))

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
        _guarded(lambda: self._save(tuple(rows), parses, gone))

    def _save(
        self,
        rows: Sequence[tuple[str, FileRow]],
        parses: Iterable[StoredParse],
        gone: Iterable[str],
    ) -> None:
        paths = [(path,) for path in (*gone, *(path for path, _ in rows))]
        with self._connection as transaction:
            replaced = _bodies_of(transaction, paths)
            transaction.executemany("DELETE FROM files WHERE path = ?", paths)
            for parse in parses:
                _save_parse(transaction, parse)
            transaction.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)",
                (_columns(path, row) for path, row in rows),
            )
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


def _bodies_of(transaction: sqlite3.Connection, paths: Iterable[tuple[str]]) -> list[tuple[str]]:
    """The bodies of these files; each is looked for by itself, for a scan would read them all."""
    query = "SELECT body_digest FROM files WHERE path = ?"
    found = {row for path in paths for row in transaction.execute(query, path)}
    return sorted(row for row in found if row[0])


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


def _columns(path: str, row: FileRow) -> tuple[object, ...]:
    encoded = _encode_row(row)
    return path, row.body_digest, encoded, _checksum(path, row.body_digest, encoded)


def _proven_row(columns: tuple[Any, ...]) -> tuple[str, FileRow]:
    path, body_digest, encoded, checksum = columns
    if checksum != _checksum(path, body_digest, encoded):
        raise StoreDamaged(path)
    return path, _decode_row(encoded)


def _checksum(kind: str, digest: str, payload: bytes) -> bytes:
    # Ties a checksum to its row: a payload moved to another row does not pass.
    name = f"{kind}\0{digest}\0".encode("utf-8", "surrogatepass")
    return blake2b(name + payload, digest_size=8).digest()


_encode_row = msgspec.msgpack.Encoder().encode
_decode_row = msgspec.msgpack.Decoder(FileRow).decode
