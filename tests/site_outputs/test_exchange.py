from __future__ import annotations

import errno
from pathlib import Path

import pytest

from plugins.site_outputs import exchange
from plugins.site_outputs.exchange import exchange_folders, finish_exchange


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    state = tmp_path / "state"
    spare, published = state / "spare-1", tmp_path / "site"
    for folder, text in ((spare, "new"), (published, "old")):
        folder.mkdir(parents=True)
        (folder / "index.html").write_text(text)
    return spare, published


def _text(folder: Path) -> str:
    return (folder / "index.html").read_text()


def _refuse(first: Path, second: Path) -> None:
    raise OSError(errno.EINVAL, "this file system cannot")


def test_both_folders_change_places(folders: tuple[Path, Path]) -> None:
    spare, published = folders

    exchange_folders(spare, published)

    assert (_text(spare), _text(published)) == ("old", "new")


def test_first_site_is_moved_into_place(folders: tuple[Path, Path]) -> None:
    spare, published = folders
    Path(published).rename(published.with_name("elsewhere"))

    exchange_folders(spare, published)

    assert _text(published) == "new"
    assert not spare.exists()


def test_journal_serves_where_the_file_system_cannot_exchange(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    spare, published = folders
    monkeypatch.setattr(exchange, "_rename_exchange", _refuse)

    exchange_folders(spare, published)

    assert (_text(spare), _text(published)) == ("old", "new")
    assert sorted(path.name for path in spare.parent.iterdir()) == ["spare-1"]


@pytest.mark.parametrize("renames_before_the_kill", [0, 1, 2])
def test_interrupted_journal_is_rolled_forward(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, renames_before_the_kill: int
) -> None:
    spare, published = folders
    monkeypatch.setattr(exchange, "_rename_exchange", _refuse)
    real_rename = Path.rename
    left = [renames_before_the_kill]

    def rename(self: Path, target: Path) -> Path:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return real_rename(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(KeyboardInterrupt):
        exchange_folders(spare, published)
    monkeypatch.setattr(Path, "rename", real_rename)
    finish_exchange(spare.parent, published)

    # Before the first rename nothing has happened yet, and nothing needs to.
    expected = ("new", "old") if renames_before_the_kill == 0 else ("old", "new")
    assert (_text(spare), _text(published)) == expected
    assert sorted(path.name for path in spare.parent.iterdir()) == ["spare-1"]


def test_other_failures_are_not_hidden(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    spare, published = folders

    def fail(first: Path, second: Path) -> None:
        raise OSError(errno.EBUSY, "mount point")

    monkeypatch.setattr(exchange, "_rename_exchange", fail)

    with pytest.raises(OSError, match="mount point"):
        exchange_folders(spare, published)

    assert _text(published) == "old"


@pytest.mark.parametrize("name", ["", "..", "spare-2", "../site"])
def test_journal_that_names_no_spare_brings_the_old_site_back(
    folders: tuple[Path, Path], name: str
) -> None:
    spare, published = folders
    state = spare.parent
    published.rename(state / "retired")
    (state / "exchange.journal").write_text(name)

    finish_exchange(state, published)

    assert _text(published) == "old"
    assert sorted(path.name for path in state.iterdir()) == ["spare-1"]


def test_journal_beside_a_site_that_somebody_restored_is_settled(
    folders: tuple[Path, Path],
) -> None:
    spare, published = folders
    state = spare.parent
    (state / "retired").mkdir()
    (state / "exchange.journal").write_text(spare.name)

    finish_exchange(state, published)

    assert _text(published) == "old"
    assert sorted(path.name for path in state.iterdir()) == ["spare-1"]
