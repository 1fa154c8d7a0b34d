"""What is known of files, in the tables of the parse store.

Each build reads the rows of all files, and most builds change one. So rows lie together, some
dozens in a pack: to read and to prove each by itself would take as long as all else that a build
does with them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import msgspec

from plugins.site_outputs.content_files import Stamp
from plugins.site_outputs.database import StoreDamaged

__all__ = ["ROWS_SCHEMA", "FileRow", "all_rows", "bodies_of", "change_rows"]

# `files` says where a file's row is, and which bodies are needed.
ROWS_SCHEMA = """
CREATE TABLE files (path TEXT PRIMARY KEY, body_digest TEXT, pack INTEGER) WITHOUT ROWID;
CREATE INDEX files_by_body ON files (body_digest);
CREATE TABLE packs (number INTEGER PRIMARY KEY, rows BLOB, checksum BLOB);
"""
_ROWS_IN_A_PACK = 64


class FileRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is known of one file; `result` is empty for files that are not parsed.

    parse_key: stands for the code and the settings by which it was parsed.
    """

    stamp: Stamp
    digest: str
    parse_key: bytes = b""
    body_digest: str = ""
    result: bytes = b""


_Pack = dict[str, FileRow]
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Pack).decode


def all_rows(connection: sqlite3.Connection) -> dict[str, FileRow]:
    """The rows of all files by path, each pack with its checksum proven. Raises StoreDamaged."""
    rows: _Pack = {}
    for number, data, checksum in connection.execute("SELECT number, rows, checksum FROM packs"):
        rows.update(_proven(number, data, checksum))
    return rows


def bodies_of(connection: sqlite3.Connection, paths: Iterable[str]) -> list[tuple[str]]:
    """The bodies of these files; each is looked for by itself, for a scan would read them all."""
    query = "SELECT body_digest FROM files WHERE path = ?"
    found = {row for path in paths for row in connection.execute(query, (path,))}
    return sorted(row for row in found if row[0])


def change_rows(
    transaction: sqlite3.Connection, rows: Mapping[str, FileRow], gone: Iterable[str]
) -> None:
    """Puts rows, and forgets those of files that are gone."""
    leaving = set(gone) - rows.keys()
    places = _places_of(transaction, (*rows, *leaving))
    for number, paths in places.items():
        pack = _read(transaction, number)
        for path in paths:
            if path not in pack:
                raise StoreDamaged(path)
            if path in rows:
                pack[path] = rows[path]
            else:
                del pack[path]
        _write(transaction, number, pack, [path for path in paths if path in rows])
    transaction.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in leaving])
    known = {path for paths in places.values() for path in paths}
    _append(transaction, [(path, row) for path, row in rows.items() if path not in known])


def _places_of(transaction: sqlite3.Connection, paths: Iterable[str]) -> dict[int, list[str]]:
    """The packs in which rows of these files are, and of which."""
    found: dict[int, list[str]] = {}
    for path in paths:
        query = "SELECT pack FROM files WHERE path = ?"
        for (number,) in transaction.execute(query, (path,)):
            found.setdefault(number, []).append(path)
    return found


def _append(transaction: sqlite3.Connection, rows: Sequence[tuple[str, FileRow]]) -> None:
    """Puts rows of new files: into the last pack while there is room, then into new ones."""
    if not rows:
        return
    last: int = transaction.execute("SELECT coalesce(max(number), 0) FROM packs").fetchone()[0]
    pack = _read(transaction, last) if last else {}
    room = max(0, _ROWS_IN_A_PACK - len(pack)) if last else 0
    if room:
        first = dict(rows[:room])
        _write(transaction, last, pack | first, first)
    for start in range(room, len(rows), _ROWS_IN_A_PACK):
        last += 1
        new = dict(rows[start : start + _ROWS_IN_A_PACK])
        _write(transaction, last, new, new)


def _read(transaction: sqlite3.Connection, number: int) -> _Pack:
    query = "SELECT rows, checksum FROM packs WHERE number = ?"
    row = transaction.execute(query, (number,)).fetchone()
    if row is None:
        raise StoreDamaged(f"pack {number}")
    return _proven(number, *row)


def _write(
    transaction: sqlite3.Connection, number: int, pack: _Pack, changed: Iterable[str]
) -> None:
    if not pack:
        transaction.execute("DELETE FROM packs WHERE number = ?", (number,))
        return
    data = _encode(pack)
    values = (number, data, _checksum(number, data))
    transaction.execute("INSERT OR REPLACE INTO packs VALUES (?, ?, ?)", values)
    transaction.executemany(
        "INSERT OR REPLACE INTO files VALUES (?, ?, ?)",
        [(path, pack[path].body_digest, number) for path in changed],
    )


def _proven(number: int, data: Any, checksum: Any) -> _Pack:
    if not isinstance(data, bytes) or checksum != _checksum(number, data):
        raise StoreDamaged(f"pack {number}")
    return _decode(data)


def _checksum(number: int, data: bytes) -> bytes:
    # Ties a checksum to its pack: one that was moved to another number does not pass.
    return blake2b(data, digest_size=8, salt=number.to_bytes(8, "little")).digest()
