"""A tree of published files on disk, and the record of what we put there.

The record says of each file which fingerprint it was made under and how the file
system described it then. A file that is described otherwise now was changed by
somebody else; it counts as missing and is made again.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import msgspec

from plugins.site_outputs.content_files import digest_of

__all__ = ["FileFact", "SiteTree", "copied_fact", "folders_of", "read_record", "write_record"]

_FORMAT = 2
_OLD_FORMAT = 1
_NO_FOLDER = -1
_CHECKSUM_CHARACTERS = 32


class FileFact(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What is known of a file that we wrote."""

    fingerprint: bytes
    sha256: bytes
    size: int
    modified_ns: int
    inode: int


class _OldFact(msgspec.Struct, frozen=True, gc=False):
    """The same in records of older versions, some of which have no `sha256` (here in hex)."""

    fingerprint: bytes
    size: int
    modified_ns: int
    inode: int
    sha256: str = ""

    def renewed(self) -> FileFact:
        return FileFact(
            self.fingerprint,
            bytes.fromhex(self.sha256),
            self.size,
            self.modified_ns,
            self.inode,
        )


@dataclass(slots=True)
class SiteTree:
    """A folder of published files. `folders` holds the modification time of each folder in it.

    `found` is the same as it was when the tree was last looked at, `needed` the folders that
    hold one of the files, where that is known.
    """

    folder: Path
    files: dict[str, FileFact] = field(default_factory=dict)
    folders: dict[str, int] = field(default_factory=dict)
    found: dict[str, int] = field(default_factory=dict)
    needed: set[str] | None = None

    def fingerprint(self, path: str) -> bytes | None:
        """The fingerprint under which the file at `path` was made."""
        fact = self.files.get(path)
        return fact.fingerprint if fact else None

    def has_as_left(self, path: str) -> bool:
        """Whether the file at `path` is one of ours and as we left it."""
        fact = self.files.get(path)
        return fact is not None and not _changed(os.fspath(self.folder), {path: fact})

    def drop_changed(self) -> None:
        """Forgets the files that are no longer as we left them."""
        root = os.fspath(self.folder)
        needed = folders_of(self.files)
        self.found = _stamps(root, (*needed, ""))
        # Somebody may have put a link in a folder's place: what is seen through it is not ours.
        lost = {folder for folder, stamp in self.found.items() if stamp == _NO_FOLDER}
        changed = _changed(root, self.files)
        if lost:
            changed += [path for path in self.files if not lost.isdisjoint(folders_above(path))]
        self.needed = None if changed else needed
        for path in changed:
            self.files.pop(path, None)
            # What lies there now is a stranger; have the folders above it looked into.
            for folder in folders_above(path):
                self.folders.pop(folder, None)

    def strangers(self) -> list[str]:
        """Files, links and empty folders in the tree that no record names.

        Only folders that changed since they were recorded are looked into.
        """
        needed = folders_of(self.files) if self.needed is None else self.needed
        now = self.found or _stamps(os.fspath(self.folder), (*needed, ""))
        if self.folders == now and len(now) == len(needed) + 1:  # as nearly always
            return []
        changed = [
            folder for folder in (*needed, "") if self.folders.get(folder) != now.get(folder)
        ]
        return [path for folder in sorted(changed) for path in self._strangers_in(folder, needed)]

    def note_folders(self, changed: Iterable[str]) -> None:
        """Records how these folders are now."""
        stamps = _stamps(os.fspath(self.folder), changed)
        self.folders |= stamps
        for folder, stamp in stamps.items():
            if stamp == _NO_FOLDER:
                del self.folders[folder]

    def remove(self, paths: Iterable[str]) -> None:
        """Removes files, and the folders that are empty then."""
        parents = set()
        self.needed = None
        for path in paths:
            _remove_entry(self.folder / path)
            self.files.pop(path, None)
            parents.update(folders_above(path))
        for parent in sorted(parents, key=len, reverse=True):
            if parent:
                with contextlib.suppress(OSError):  # not empty, or gone already
                    os.rmdir(self.folder / parent)

    def _strangers_in(self, folder: str, needed: set[str]) -> Iterator[str]:
        if _NO_FOLDER in _stamps(os.fspath(self.folder), [folder]).values():
            return
        with os.scandir(self.folder / folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                is_folder = entry.is_dir(follow_symlinks=False)
                if path not in (needed if is_folder else self.files):
                    yield path


def copied_fact(folder: Path, path: str, fact: FileFact) -> FileFact:
    """The fact of a file that was put into `folder` by `link_file`."""
    status = os.lstat(folder / path)
    return msgspec.structs.replace(
        fact, size=status.st_size, modified_ns=status.st_mtime_ns, inode=status.st_ino
    )


def write_record(path: Path, tree: SiteTree) -> None:
    """Writes a tree's record beside the trees, whole or not at all."""
    payload = msgspec.msgpack.encode((_FORMAT, tree.files, tree.folders))
    temporary = path.with_name(f"{path.name}.new")
    temporary.write_bytes(digest_of(payload).encode() + payload)
    temporary.replace(path)


def read_record(path: Path, folder: Path) -> SiteTree | None:
    """A tree as recorded; None where there is no record or it is damaged."""
    try:
        data = path.read_bytes()
        checksum, payload = data[:_CHECKSUM_CHARACTERS], data[_CHECKSUM_CHARACTERS:]
        if checksum != digest_of(payload).encode():
            return None
        return _decoded(payload, folder)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def _decoded(payload: bytes, folder: Path) -> SiteTree | None:
    number = _decode_number(payload).number
    if number == _FORMAT:
        _, files, folders = _decode_record(payload)
        return SiteTree(folder, files, folders)
    if number == _OLD_FORMAT:
        _, old, folders = _decode_old_record(payload)
        return SiteTree(folder, {path: fact.renewed() for path, fact in old.items()}, folders)
    return None


class _Numbered(msgspec.Struct, array_like=True):
    """The beginning of any record."""

    number: int


_decode_number = msgspec.msgpack.Decoder(_Numbered).decode
_decode_record = msgspec.msgpack.Decoder(tuple[int, dict[str, FileFact], dict[str, int]]).decode
_decode_old_record = msgspec.msgpack.Decoder(tuple[int, dict[str, _OldFact], dict[str, int]]).decode


def folders_of(paths: Iterable[str]) -> set[str]:
    """All folders that hold one of the files, the root (`""`) left out."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def folders_above(path: str) -> list[str]:
    """The folders above a path, the root (`""`) included."""
    return ["" if str(each) == "." else str(each) for each in PurePosixPath(path).parents]


def _changed(root: str, files: Mapping[str, FileFact]) -> list[str]:
    """The files that the file system does not describe as it did when we wrote them."""
    # Without calls of ours: a site has thousands of files, and each build looks at all.
    lstat, changed = os.lstat, []
    for path, fact in files.items():
        try:
            status = lstat(f"{root}/{path}")
        except OSError:
            changed.append(path)
            continue
        if (
            status.st_ino != fact.inode
            or status.st_size != fact.size
            or status.st_mtime_ns != fact.modified_ns
        ):
            changed.append(path)
    return changed


def _stamps(root: str, folders: Iterable[str]) -> dict[str, int]:
    """The modification time of each folder, or that it is none."""
    lstat, stamps = os.lstat, {}
    for folder in folders:
        try:
            # A slash at the end would look through a link.
            status = lstat(f"{root}/{folder}" if folder else root)
        except OSError:
            stamps[folder] = _NO_FOLDER
            continue
        stamps[folder] = status.st_mtime_ns if stat.S_ISDIR(status.st_mode) else _NO_FOLDER
    return stamps


def _remove_entry(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
