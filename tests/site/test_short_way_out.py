"""A build of what did not change ends early; every kind of change ends that."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.sites import build_in_process, explainer, write_files

FILES = {"2025/a.md": explainer("A"), "2025/later.md": explainer("Later", date="2099-01-02")}


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A content folder whose build has been noted: its files are older than the scan's doubt."""
    content = tmp_path / "content"
    write_files(content, FILES)
    time.sleep(0.1)
    build_in_process(content, tmp_path / "site")
    assert (tmp_path / ".site.build/last-build").exists()
    return content


def _was_planned(content: Path, monkeypatch: pytest.MonkeyPatch, **settings: object) -> bool:
    from plugins.site_outputs import plugin

    planned = []
    real = plugin.plan_site

    def noticing(*arguments: object, **options: object) -> object:
        planned.append(True)
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(plugin, "plan_site", noticing)
    try:
        build_in_process(content, content.with_name("site"), **settings)
    except SystemExit:
        assert planned
    return bool(planned)


def test_nothing_changed_is_not_planned(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not _was_planned(built, monkeypatch)


CHANGES: dict[str, Callable[[Path], object]] = {
    "text": lambda content: write_files(content, {"2025/a.md": explainer("Another")}),
    "new file": lambda content: write_files(content, {"2025/b.md": explainer("B")}),
    "file gone": lambda content: (content / "2025/later.md").unlink(),
    "pipe": lambda content: os.mkfifo(content / "pipe.md"),
    "link": lambda content: (content / "link.md").symlink_to(content / "2025/a.md"),
    "published file": lambda content: (content.parent / "site/feed.xml").write_text("x"),
    "published file gone": lambda content: (content.parent / "site/feed.xml").unlink(),
    "stray file": lambda content: (content.parent / "site/stray").write_text("x"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_change_is_planned(built: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    CHANGES[change](built)

    assert _was_planned(built, monkeypatch)


def test_edit_that_keeps_size_and_time_is_planned(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = built / "2025/a.md"
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Text", b"Word"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert _was_planned(built, monkeypatch)


@pytest.mark.parametrize(
    "settings",
    [{"SITENAME": "Other"}, {"SITEURL": "https://example.org"}, {"FRESH_BUILD": True}],
    ids=str,
)
def test_other_settings_are_planned(
    built: Path, monkeypatch: pytest.MonkeyPatch, settings: dict[str, object]
) -> None:
    assert _was_planned(built, monkeypatch, **settings)


def test_due_date_is_planned(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4070995200")

    assert _was_planned(built, monkeypatch)


def test_notes_are_said_again(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    content = tmp_path / "content"
    write_files(content, {**FILES, "notes.txt": "stray"})
    time.sleep(0.1)
    build_in_process(content, tmp_path / "site")
    capfd.readouterr()

    build_in_process(content, tmp_path / "site")

    assert "[file/unused]" in capfd.readouterr().err
