from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from plugins.live_server.changes import ANYTHING, Saved
from plugins.live_server.watching import Watched, follow

_PATIENCE = 20.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "content"
    found.mkdir()
    return found


@pytest.fixture
def told() -> list[Saved]:
    """What was told to have changed."""
    return []


@pytest.fixture
def next_change(folder: Path, told: list[Saved]) -> Iterator[Callable[[], bool]]:
    """Waits for a change of the folder, or of the settings file beside it."""
    changed, stop = threading.Event(), threading.Event()

    def note(saved: Saved) -> None:
        told.append(saved)
        changed.set()

    watched = Watched((folder,), (folder.parent / "settings.py",))

    def complain(text: str) -> None:
        raise AssertionError(text)

    thread = threading.Thread(
        target=follow, args=(watched, note, stop), kwargs={"complain": complain}
    )
    thread.start()

    def wait() -> bool:
        found = changed.wait(_PATIENCE)
        changed.clear()
        return found

    # Both watches report themselves once they stand.
    assert wait()
    stop.wait(1.5)
    changed.clear()
    yield wait
    stop.set()
    thread.join(_PATIENCE)
    assert not thread.is_alive()


def test_saved_file_in_a_new_folder_is_noticed(
    folder: Path, next_change: Callable[[], bool]
) -> None:
    (folder / "2026").mkdir()
    assert next_change()

    (folder / "2026" / "caches.md").write_text("x")

    assert next_change()


def test_saved_file_is_told_by_its_path(
    folder: Path, next_change: Callable[[], bool], told: list[Saved]
) -> None:
    assert told == [ANYTHING, ANYTHING]

    (folder / "caches.md").write_text("x")
    assert next_change()

    assert told[2:] == [{folder / "caches.md"}] * len(told[2:])


def test_settings_file_that_is_replaced_is_noticed(
    folder: Path, next_change: Callable[[], bool]
) -> None:
    fresh = folder.parent / "settings.new"
    fresh.write_text("x")

    fresh.replace(folder.parent / "settings.py")

    assert next_change()


def test_folder_is_followed_when_it_was_removed_and_made_again(
    folder: Path, next_change: Callable[[], bool]
) -> None:
    folder.rmdir()
    assert next_change()
    folder.mkdir()
    assert next_change()

    (folder / "caches.md").write_text("x")

    assert next_change()


@pytest.mark.parametrize(
    ("path", "is_covered"),
    [
        ("content/caches.md", True),
        ("content/static/.well-known/x.txt", True),
        ("content", True),
        ("settings.py", True),
        ("content/.caches.md.swp", False),
        ("content/caches.md~", False),
        ("content/.git/index", False),
        ("plugins/__pycache__/x.py", False),
        ("other.py", False),
    ],
)
def test_only_what_can_shape_the_site_counts(
    tmp_path: Path, path: str, *, is_covered: bool
) -> None:
    watched = Watched((tmp_path / "content", tmp_path / "plugins"), (tmp_path / "settings.py",))

    assert watched.covers(tmp_path / path) is is_covered


def test_folder_below_a_hidden_one_is_followed_all_the_same(tmp_path: Path) -> None:
    content = tmp_path / ".venv" / "content"

    assert Watched((content,)).covers(content / "caches.md")
