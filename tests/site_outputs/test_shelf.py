from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.explainers.archive import Archive
from plugins.site_outputs.database import (
    RowMissing,
    StoreDamaged,
    discard_file,
    open_database,
    rebuilt_if_damaged,
)
from plugins.site_outputs.plan_context import OpenPlanContext, PlanSetup
from plugins.site_outputs.shelf import Shelf, shelf_path
from plugins.site_outputs.store import ParseStore, discard, forget_unused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = shelf_path(tmp_path / "store.sqlite", "search")
    with Shelf.open_or_rebuild(found) as shelf:
        shelf.change([("one", b"1"), ("two", b""), ("three", bytes(range(256)))])
    return found


def test_what_was_put_is_found_again(path: Path) -> None:
    with Shelf.open_or_rebuild(path) as shelf:
        assert shelf.get("one") == b"1"
        assert shelf.get("two") == b""
        assert shelf.get("three") == bytes(range(256))


def test_key_that_is_not_there_is_missing(path: Path) -> None:
    with Shelf.open_or_rebuild(path) as shelf:
        assert shelf.find("four") is None
        with pytest.raises(RowMissing):
            shelf.get("four")


def test_change_forgets_and_replaces(path: Path) -> None:
    with Shelf.open_or_rebuild(path) as shelf:
        shelf.change([("one", b"I"), ("two", b"II")], ["two", "three", "nowhere"])

        assert shelf.get("one") == b"I"
        # What is both forgotten and put is there.
        assert shelf.get("two") == b"II"
        assert shelf.find("three") is None


def test_clear_forgets_everything(path: Path) -> None:
    with Shelf.open_or_rebuild(path) as shelf:
        shelf.clear()

        assert shelf.find("one") is None
        assert shelf.find("three") is None


def test_change_that_fails_changes_nothing(path: Path) -> None:
    def values() -> Iterator[tuple[str, bytes]]:
        yield "one", b"I"
        raise KeyboardInterrupt

    with Shelf.open_or_rebuild(path) as shelf, pytest.raises(KeyboardInterrupt):
        shelf.change(values(), ["two"])

    with Shelf.open_or_rebuild(path) as shelf:
        assert shelf.get("one") == b"1"
        assert shelf.get("two") == b""


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE kept SET value = x'00' WHERE key = 'one'",
        "UPDATE kept SET value = NULL WHERE key = 'one'",
        "UPDATE kept SET value = 'text' WHERE key = 'one'",
        "UPDATE kept SET value = 1000000000000 WHERE key = 'one'",
        "UPDATE kept SET checksum = NULL WHERE key = 'one'",
        "UPDATE kept SET value = (SELECT value FROM kept WHERE key = 'three') WHERE key = 'one'",
        "UPDATE OR REPLACE kept SET key = 'one' WHERE key = 'three'",
    ],
)
def test_changed_value_is_noticed(path: Path, change: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(change)

    with Shelf.open_or_rebuild(path) as shelf, pytest.raises(StoreDamaged):
        shelf.get("one")


@pytest.mark.parametrize(
    "content", [b"", b"not a database" * 100, b"SQLite format 3\0" + b"x" * 99]
)
def test_damaged_shelf_is_replaced_by_an_empty_one(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with Shelf.open_or_rebuild(path) as shelf:
        assert shelf.find("one") is None


def test_page_of_a_shelf_that_is_damaged_is_noticed(path: Path) -> None:
    with Shelf.open_or_rebuild(path) as shelf:
        shelf.change([(f"key {number}", os.urandom(3000)) for number in range(50)])
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(data)

    with Shelf.open_or_rebuild(path) as shelf, pytest.raises(StoreDamaged):
        [shelf.get(f"key {number}") for number in range(50)]


def test_parse_store_is_no_shelf(path: Path) -> None:
    store = path.with_name("store.sqlite")
    with ParseStore.open_or_rebuild(store):
        pass

    with pytest.raises(StoreDamaged):
        Shelf(store)


def test_two_builds_see_each_other_s_changes(path: Path) -> None:
    with Shelf.open_or_rebuild(path) as one, Shelf.open_or_rebuild(path) as other:
        one.change([("four", b"4")])

        assert other.get("four") == b"4"


def test_shelves_go_with_their_store(path: Path) -> None:
    store = path.with_name("store.sqlite")
    with ParseStore.open_or_rebuild(store):
        pass
    stranger = path.with_name("other.search.sqlite")
    stranger.write_bytes(b"")

    discard(store)

    assert sorted(each.name for each in path.parent.iterdir()) == [stranger.name]


def test_shelf_that_nobody_opens_is_forgotten_after_a_while(path: Path) -> None:
    os.utime(path, (0, 0))

    forget_unused(path.parent, days=30)

    assert not path.exists()


def test_folder_in_the_place_of_a_database_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "new" / "store.search.sqlite"
    (path / "inside").mkdir(parents=True)

    with Shelf.open_or_rebuild(path) as shelf:
        assert shelf.find("one") is None


def test_database_of_another_version_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    open_database(path, 7, 1, "CREATE TABLE a (b);").close()

    open_database(path, 7, 1, "CREATE TABLE a (b);").close()
    for application, version in ((7, 2), (8, 1)):
        with pytest.raises(StoreDamaged):
            open_database(path, application, version, "CREATE TABLE a (b);")


def test_locked_database_is_not_thrown_away(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"of somebody")

    def locked(_: Path) -> None:
        with sqlite3.connect(":memory:") as one:
            one.execute("ATTACH ? AS held", (str(tmp_path / "held.sqlite"),))
            one.execute("CREATE TABLE held.some (number)")
            one.execute("BEGIN EXCLUSIVE")
            other = sqlite3.connect(tmp_path / "held.sqlite", timeout=0)
            other.execute("INSERT INTO some VALUES (1)")

    with pytest.raises(sqlite3.OperationalError, match="locked"):
        rebuilt_if_damaged(path, locked)

    assert path.read_bytes() == b"of somebody"


def test_discarding_takes_what_sqlite_keeps_beside_it(path: Path) -> None:
    for ending in ("-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).write_bytes(b"")

    discard_file(path)

    assert list(path.parent.iterdir()) == []


def test_plan_opens_a_shelf_once_and_closes_it(tmp_path: Path) -> None:
    setup = PlanSetup(store=tmp_path / "store.sqlite", salt=b"salt", is_broken=True)
    with OpenPlanContext(setup, Archive(())) as context:
        shelf = context.shelf("search")
        shelf.change([("one", b"1")])

        assert context.shelf("search") is shelf
        assert (context.salt, context.fresh, context.is_broken) == (b"salt", False, True)

    with pytest.raises(StoreDamaged, match="closed"):
        shelf.get("one")
