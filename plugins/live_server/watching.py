"""Noticing saves: by editors that replace files, checkouts of many, folders that come and go."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from watchfiles import Change, watch

from plugins.live_server.changes import ANYTHING, Saved

__all__ = ["Watched", "follow"]

# Folders that are gone, or new in the same place, are noticed this late.
_LOOK_AFTER_MS = 1000
# A burst of saves ends when there was none for so long. That is waited for after each save, and
# what comes later is a burst of its own: the site is planned once more.
_BURST_MS = 10
# Names that mean something to hosts of static sites, though they open with a dot.
_PUBLIC_DOT_NAMES = (".well-known", ".nojekyll")
_PASSING_ENDINGS = ("~", ".swp", ".swx", ".tmp", ".pyc")

_Identity = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Watched:
    """What to watch: folders with all that is below, and single files."""

    folders: Sequence[Path]
    files: Sequence[Path] = ()

    def covers(self, path: Path) -> bool:
        """Whether a change at `path` can change what is shown."""
        if path in self.files or path in self.folders:
            return True
        below = (path.relative_to(each) for each in self.folders if path.is_relative_to(each))
        return any(_may_be_read(relative) for relative in below)


def follow(
    watched: Watched,
    changed: Callable[[Saved], None],
    stop: threading.Event,
    *,
    complain: Callable[[str], None],
) -> None:
    """Calls `changed` after each burst of changes with what they are, until `stop` is set."""
    file_folders = sorted({file.parent for file in watched.files})
    rounds = ((watched.folders, True), (file_folders, False))
    threads = [
        threading.Thread(target=_Watch(watched, changed, stop, complain).run, args=each)
        for each in rounds
        if each[0]
    ]
    for thread in threads:
        thread.daemon = True
        thread.start()
    for thread in threads:
        thread.join()


@dataclass(frozen=True, slots=True)
class _Watch:
    watched: Watched
    changed: Callable[[Saved], None]
    stop: threading.Event
    complain: Callable[[str], None]

    def run(self, folders: Sequence[Path], recursive: bool) -> None:
        """Watches for as long as the folders stay the same, then sets out again."""
        polling = False
        while not self.stop.is_set():
            try:
                self._until_replaced(folders, recursive=recursive, polling=polling)
            except FileNotFoundError:  # gone since we looked
                continue
            except OSError as error:
                if polling:
                    raise
                self.complain(f"saves are looked for now and then, because of: {error}")
                polling = True

    def _until_replaced(self, folders: Sequence[Path], *, recursive: bool, polling: bool) -> None:
        before = _identities(folders)
        there = [folder for folder, found in zip(folders, before, strict=True) if found]
        # What was saved before the watch stood is seen by nobody.
        is_first = True
        for changes in self._bursts(there, recursive=recursive, polling=polling):
            is_replaced = _identities(folders) != before
            if is_first or is_replaced:
                self.changed(ANYTHING)
            elif changes:
                self.changed(frozenset(Path(path) for _, path in changes))
            if is_replaced:
                return
            is_first = False

    def _bursts(
        self, folders: Sequence[Path], *, recursive: bool, polling: bool
    ) -> Iterator[set[tuple[Change, str]]]:
        """The changes of each burst; an empty set after a while without any."""
        if folders:
            yield from watch(
                *folders,
                watch_filter=self._is_wanted,
                stop_event=self.stop,
                recursive=recursive,
                step=_BURST_MS,
                rust_timeout=_LOOK_AFTER_MS,
                yield_on_timeout=True,
                raise_interrupt=False,
                force_polling=polling or None,
            )
        while not self.stop.wait(_LOOK_AFTER_MS / 1000):
            yield set()

    def _is_wanted(self, _: Change, path: str) -> bool:
        return self.watched.covers(Path(path))


def _identities(folders: Sequence[Path]) -> list[_Identity]:
    return [_identity(folder) for folder in folders]


def _identity(folder: Path) -> _Identity:
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _may_be_read(relative: Path) -> bool:
    if relative.name.endswith(_PASSING_ENDINGS) or "__pycache__" in relative.parts:
        return False
    return not any(
        part.startswith(".") and part not in _PUBLIC_DOT_NAMES for part in relative.parts
    )
