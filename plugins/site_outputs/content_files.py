"""Finding and reading the files of a content folder, without trusting what lies there."""

from __future__ import annotations

import os
import stat
import time
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Literal, NamedTuple

from plugins.explainers.problems import Problem

__all__ = [
    "FileChanged",
    "FoundFile",
    "Scan",
    "Stamp",
    "digest_of",
    "read_regular",
    "scan_content",
    "scan_saved",
    "unchanged_file",
]

Kind = Literal["markdown", "tags", "image", "static"]

IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg")
# Names with a leading dot that hosts of static sites give a meaning to.
_PUBLIC_DOT_NAMES = (".well-known", ".nojekyll")
_DIGEST_BYTES = 16
_STATIC_LIMIT = 100 << 20  # bytes; hosts of static sites take no larger files


class FileChanged(Exception):
    """A file was changed or removed while a build was reading it."""


class Stamp(NamedTuple):
    """What a file system says of a file; when none of it changed, the bytes did not.

    The change time is in it because, unlike the modification time, no program can set it.
    """

    size: int
    modified_ns: int
    changed_ns: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp within the result of a stat call."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


class FoundFile(NamedTuple):
    """A regular file; `path` is relative to the content folder, with `/`."""

    path: str
    kind: Kind
    stamp: Stamp


@dataclass(slots=True)
class Scan:
    """All files of a content folder, sorted by path, and what cannot be one.

    `started_ns` is when the scan began, in nanoseconds since 1970; `is_whole` says whether it
    looked at all files.
    """

    started_ns: int = 0
    files: list[FoundFile] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_whole: bool = True


def scan_content(content: Path) -> Scan:
    """Walks a content folder. Links and other than regular files are problems, not followed."""
    scan = Scan(time.time_ns())
    root, waiting = os.fspath(content), [""]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(f"{root}/{folder}"))
        except OSError as error:
            gone = isinstance(error, FileNotFoundError) and folder
            if not gone:  # since the folder above it was listed
                scan.problems.append(_problem(folder or ".", "file/unreadable", _reason(error)))
            continue
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if not _is_private(path, entry.name):
                _scan_entry(path, entry, scan, waiting)
    scan.files.sort(key=lambda found: found.path)
    return scan


def scan_saved(content: Path, before: Scan, paths: Iterable[str]) -> Scan | None:
    """The scan of a folder in which nothing but texts at these paths was saved since another.

    None where one of them is not a text that was there before.
    """
    scan = Scan(time.time_ns(), list(before.files), before.problems, is_whole=False)
    for path in paths:
        place = bisect_left(scan.files, path, key=attrgetter("path"))
        found = scan.files[place] if place < len(scan.files) else None
        if found is None or (found.path, found.kind) != (path, "markdown"):
            return None
        try:
            status = os.lstat(content / path)
        except OSError:
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        scan.files[place] = FoundFile(path, "markdown", Stamp.of(status))
    return scan


def _scan_entry(path: str, entry: os.DirEntry[str], scan: Scan, folders: list[str]) -> None:
    if not path.isprintable():
        message = "has a name that no address can hold"
        scan.problems.append(_problem(path, "file/name", message, "rename it"))
    elif entry.is_file(follow_symlinks=False):
        _scan_file(path, entry, scan)
    elif entry.is_dir(follow_symlinks=False):
        folders.append(path)
    elif entry.is_symlink():
        message = "is a symbolic link, which is not followed"
        scan.problems.append(_problem(path, "file/kind", message, "put the file itself here"))
    else:
        message = "is neither a file nor a folder"
        hint = "remove it from the content folder"
        scan.problems.append(_problem(path, "file/kind", message, hint))


def _scan_file(path: str, entry: os.DirEntry[str], scan: Scan) -> None:
    kind = _kind(path)
    if entry.name == "README.md" and kind != "static":
        return
    if kind is None:
        scan.problems.append(_unused(path))
        return
    try:
        stamp = Stamp.of(entry.stat(follow_symlinks=False))
    except FileNotFoundError:  # removed since the folder was listed
        return
    if kind == "static" and stamp.size > _STATIC_LIMIT:
        message = f"has {stamp.size:,} bytes; the limit is {_STATIC_LIMIT:,}"
        hint = "publish it elsewhere and link to it"
        scan.problems.append(_problem(path, "file/too-large", message, hint))
        return
    scan.files.append(FoundFile(path, kind, stamp))


def _unused(path: str) -> Problem:
    if path.startswith("images/"):
        message = f"is not an image that pages can show ({', '.join(IMAGE_ENDINGS)})"
        return _problem(path, "image/kind", message, "move it to static/, or delete it")
    hint = "explainers end in .md; other files belong into static/"
    return _problem(path, "file/unused", "is not published", hint, note=True)


def _kind(path: str) -> Kind | None:
    if path.startswith("static/"):
        return "static"
    if path == "tags.yaml":
        return "tags"
    name = path.rpartition("/")[2]
    if name.lower().endswith(IMAGE_ENDINGS):
        return "image"
    if path.startswith("images/"):
        return None
    return "markdown" if name.endswith(".md") else None


def _is_private(path: str, name: str) -> bool:
    """Names that open with `.` or `_` are left alone; under static/, `_` ones are published."""
    if path.startswith("static/"):
        return name.startswith(".") and name not in _PUBLIC_DOT_NAMES
    return name.startswith((".", "_"))


def read_regular(content: Path, path: str, *, limit: int | None = None) -> bytes:
    """A file's bytes (at most `limit` + 1 of them).

    The file is opened without following a link and without waiting on a pipe, so
    that one put in its place since the scan does no harm. Raises FileChanged.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(content / path, flags | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileChanged(path) from error
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise FileChanged(path)
        return file.read() if limit is None else file.read(limit + 1)


def unchanged_file(folder: Path, path: str, digest: str) -> bytes:
    """A file that must still have this digest. Raises FileChanged."""
    data = read_regular(folder, path)
    if digest_of(data) != digest:
        raise FileChanged(path)
    return data


def digest_of(data: bytes) -> str:
    """The digest by which files, bodies and outputs are known: BLAKE2b, 16 bytes, hex."""
    return blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def _problem(path: str, code: str, message: str, hint: str = "", *, note: bool = False) -> Problem:
    shown = path.encode("utf-8", "backslashreplace").decode()
    return Problem(shown, 1, 1, code, f"'{shown}' {message}", hint, "note" if note else "error")


def _reason(error: OSError) -> str:
    return f"cannot be read: {error.strerror}"
