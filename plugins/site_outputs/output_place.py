"""The output folder and what lies beside it: lock, spare tree, records."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from plugins.site_outputs.exchange import exchange_folders, finish_exchange
from plugins.site_outputs.site_tree import (
    FileFact,
    SiteTree,
    read_record,
    write_record,
)

__all__ = ["NotOurs", "OutputPlace"]


_SPARE = "spare-"


class NotOurs(Exception):
    """The output folder is not empty and was not made by a build."""


@dataclass(frozen=True, slots=True)
class OutputPlace:
    """Where a site is published. For the output NAME, all else lies in `.NAME.build` beside it."""

    output: Path
    _read: dict[Path, SiteTree] = field(default_factory=dict, repr=False, compare=False)

    @property
    def state(self) -> Path:
        """The folder of lock, spare tree and records."""
        return self.output.with_name(f".{self.output.name}.build")

    @property
    def scratch(self) -> Path:
        """Where foreign plugins write; what they leave there becomes part of the site."""
        return self.state / "foreign"

    @property
    def last_build(self) -> Path:
        """What the last build noted about itself (see `last_build`)."""
        return self.state / "last-build"

    def is_as_left(self, files: int) -> bool:
        """Whether the published tree has this many files, all ours and all as we left them."""
        tree = self._recorded(self.output)
        if tree is None:
            return False
        tree.drop_changed()
        return len(tree.files) == files and not tree.strangers()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Holds the place; a second build says that it waits, and waits."""
        self.state.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.state / "lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            print(f"another build is writing {self.output}; waiting for it to end", flush=True)
            lock.acquire()
        try:
            self._read.clear()  # another build may have been at work
            finish_exchange(self.state, self.output)
            yield
        finally:
            lock.release()

    def check_ours(self) -> None:
        """Raises NotOurs where publishing would remove what no build has put there."""
        if self.output.is_symlink() or not self.output.exists():
            return
        if not self.output.is_dir():
            raise NotOurs(f"{self.output} is a file")
        if os.path.ismount(self.output):
            raise NotOurs(f"{self.output} is a mount point, which cannot be exchanged")
        if any(names for _, _, names in os.walk(self.output)) and not self._is_ours():
            raise NotOurs(f"{self.output} is not empty and was not made by a build")

    def published_tree(self, *, fresh: bool) -> SiteTree:
        """The published tree as it is recorded; with `fresh`, as if unknown."""
        return (None if fresh else self._recorded(self.output)) or SiteTree(self.output)

    def spare_tree(self, *, fresh: bool) -> SiteTree:
        """The spare tree as far as it is as we left it; one without a record is thrown away.

        It gets a new name each time: a worker that outlives a killed build writes
        under the old one, and finds nothing there.
        """
        spare = self.state / f"{_SPARE}{secrets.token_hex(6)}"
        for old in self._spares():
            if fresh or not self._has_record(old) or spare.exists() or not _renamed(old, spare):
                shutil.rmtree(old)
        if not spare.exists():
            spare.mkdir()
            if self.output.is_dir():
                shutil.copymode(self.output, spare)
        tree = (None if fresh else self._recorded(spare)) or SiteTree(spare)
        tree.drop_changed()
        return tree

    def record(self, tree: SiteTree) -> None:
        """Writes down what is in a tree."""
        path = self._record_path(tree.folder)
        if path is None:
            raise FileNotFoundError(tree.folder)
        self._read.pop(path, None)
        write_record(path, tree)

    def exchange(self, spare: SiteTree) -> None:
        """Publishes the spare tree."""
        exchange_folders(spare.folder, self.output)
        with suppress(OSError):  # the site is published; what is left over does no harm
            self._forget_old_records()
            self._keep_a_second_record()

    def _spares(self) -> list[Path]:
        return sorted(self.state.glob(f"{_SPARE}*"))

    def _is_ours(self) -> bool:
        recorded = self._recorded(self.output)
        if recorded is None:
            return False
        # An inode may have been given to another folder; some file of ours must be there.
        return any(map(recorded.has_as_left, recorded.files))

    def _recorded(self, folder: Path) -> SiteTree | None:
        path = self._record_path(folder)
        if path is None:
            return None
        if path not in self._read:
            tree = read_record(path, folder) or self._adopted(folder)
            if tree is None:
                return None
            self._read[path] = tree
        tree = self._read[path]
        return SiteTree(folder, dict(tree.files), dict(tree.folders))

    def _has_record(self, folder: Path) -> bool:
        path = self._record_path(folder)
        return path is not None and path.exists()

    def _record_path(self, folder: Path) -> Path | None:
        # A folder keeps its inode when it is renamed or exchanged, so a record
        # belongs to its tree however often the two change places.
        try:
            return self.state / f"tree-{os.stat(folder).st_ino}.record"
        except FileNotFoundError:
            return None

    def _adopted(self, folder: Path) -> SiteTree | None:
        """The tree if a record describes it by content: it was copied, as caches of CI do."""
        for path in sorted(self.state.glob("tree-*.record")):
            recorded = read_record(path, folder)
            if recorded is not None:
                files = _same_content(folder, recorded)
                if files:
                    return SiteTree(folder, files)
        return None

    def _forget_old_records(self) -> None:
        current = {self._record_path(folder) for folder in (self.output, *self._spares())}
        for path in self.state.glob("tree-*.record"):
            if path not in current:
                path.unlink(missing_ok=True)

    def _keep_a_second_record(self) -> None:
        """Keeps the site's record twice where no spare tree has one like it, should one be lost."""
        record = self._record_path(self.output)
        if record is not None and not self._spares():
            shutil.copyfile(record, self.state / "tree-second.record")


def _renamed(old: Path, new: Path) -> bool:
    try:
        old.rename(new)
    except OSError:  # some layered file systems cannot rename a folder
        return False
    return True


def _same_content(folder: Path, recorded: SiteTree) -> dict[str, FileFact] | None:
    """The facts of all files below a folder, if each of them is one of the record's."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            fact = recorded.files.get(path.relative_to(folder).as_posix())
            status = os.lstat(path)
            # Names and sizes first: another's folder is told apart without reading it.
            if fact is None or not stat.S_ISREG(status.st_mode) or fact.size != status.st_size:
                return None
            found[path] = (fact, status)
    if any(sha256(path.read_bytes()).digest() != fact.sha256 for path, (fact, _) in found.items()):
        return None
    return {
        path.relative_to(folder).as_posix(): FileFact(
            fact.fingerprint, fact.sha256, status.st_size, status.st_mtime_ns, status.st_ino
        )
        for path, (fact, status) in found.items()
    }
