from __future__ import annotations

import os
import random
import sqlite3
from pathlib import Path

import pytest

from plugins.site_outputs.content_files import Stamp, digest_of
from plugins.site_outputs.store import ParseStore, StoreDamaged, StoredParse, forget_unused
from plugins.site_outputs.stored_rows import FileRow

BODY = b"a body"
DIGEST = digest_of(BODY)
ROW = FileRow(Stamp(1, 2, 3, 4), "digest", b"key", DIGEST, b"result")
PARSE = StoredParse(b"result", DIGEST, BODY, (("terms", b"derived"),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "store.sqlite"
    with ParseStore.open_or_rebuild(found) as store:
        store.save([("a.md", ROW)], [PARSE], ())
    return found


def test_what_was_saved_is_found_again(path: Path) -> None:
    with ParseStore.open_or_rebuild(path) as store:
        assert store.files() == {"a.md": ROW}
        assert store.body(DIGEST) == BODY
        assert store.derived("terms", DIGEST) == b"derived"


def test_body_that_no_file_needs_is_forgotten(path: Path) -> None:
    with ParseStore.open_or_rebuild(path) as store:
        store.save((), (), ["a.md"])

        assert store.files() == {}
        with pytest.raises(StoreDamaged):
            store.body(DIGEST)


def test_body_that_another_file_has_too_is_kept(path: Path) -> None:
    other = FileRow(ROW.stamp, ROW.digest, ROW.parse_key, digest_of(b"new"), ROW.result)
    new = StoredParse(b"result", digest_of(b"new"), b"new", (("terms", b"newer"),))
    with ParseStore.open_or_rebuild(path) as store:
        store.save([("b.md", ROW)], [PARSE], ())
        store.save([("a.md", other)], [new], ())
        assert store.body(DIGEST) == BODY

        store.save([("b.md", other)], (), ())

        assert store.derived("terms", digest_of(b"new")) == b"newer"
        for lost in (lambda: store.body(DIGEST), lambda: store.derived("terms", DIGEST)):
            with pytest.raises(StoreDamaged):
                lost()


@pytest.mark.parametrize(
    "content", [b"", b"not a database" * 100, b"SQLite format 3\0" + b"x" * 99]
)
def test_damaged_store_is_replaced_by_an_empty_one(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with ParseStore.open_or_rebuild(path) as store:
        assert store.files() == {}


def test_store_of_another_program_is_replaced(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE files (path TEXT)")
    connection.close()

    with ParseStore.open_or_rebuild(path) as store:
        assert store.files() == {}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE packs SET rows = x'00'",
        "UPDATE packs SET rows = 'many'",
        "UPDATE packs SET rows = NULL",
        "UPDATE packs SET checksum = x'00'",
        "UPDATE packs SET number = 7",
    ],
)
def test_changed_row_is_noticed(path: Path, change: str) -> None:
    _execute(path, change)

    with ParseStore.open_or_rebuild(path) as store, pytest.raises(StoreDamaged):
        store.files()


@pytest.mark.parametrize("change", ["UPDATE files SET pack = 7", "DELETE FROM packs"])
def test_row_that_is_not_where_it_should_be_is_noticed(path: Path, change: str) -> None:
    _execute(path, change)

    with ParseStore.open_or_rebuild(path) as store, pytest.raises(StoreDamaged):
        store.save([("a.md", ROW)], [PARSE], ())


def test_rows_of_many_files_change_one_by_one(tmp_path: Path) -> None:
    kept: dict[str, FileRow] = {}
    chance = random.Random(5)
    for step in range(60):
        rows = {
            f"{chance.randrange(300)}.md": FileRow(Stamp(step, 2, 3, 4), "digest")
            for _ in range(chance.choice((1, 1, 2, 90)))
        }
        gone = set(chance.sample(sorted(kept), min(len(kept), chance.choice((0, 1, 40)))))
        with ParseStore.open_or_rebuild(tmp_path / "store.sqlite") as store:
            store.save(rows.items(), (), sorted(gone - rows.keys()))
            kept = {path: row for path, row in kept.items() if path not in gone} | rows

            assert store.files() == kept


@pytest.mark.parametrize("change", ["UPDATE bodies SET payload = x'00'", "DELETE FROM bodies"])
def test_changed_body_is_noticed(path: Path, change: str) -> None:
    _execute(path, change)

    with ParseStore.open_or_rebuild(path) as store, pytest.raises(StoreDamaged):
        store.body(DIGEST)


@pytest.mark.parametrize(
    "change", ["UPDATE derived SET payload = x'00'", "UPDATE derived SET kind = 'other'"]
)
def test_changed_derivation_is_noticed(path: Path, change: str) -> None:
    _execute(path, change)

    with ParseStore.open_or_rebuild(path) as store, pytest.raises(StoreDamaged):
        store.derived("terms", DIGEST)


def test_store_that_nobody_opens_is_forgotten_after_a_while(path: Path) -> None:
    old = path.with_name("old.sqlite")
    old.write_bytes(path.read_bytes())
    os.utime(old, (0, 0))

    forget_unused(path.parent, days=30)

    assert path.exists()
    assert not old.exists()


def _execute(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()
