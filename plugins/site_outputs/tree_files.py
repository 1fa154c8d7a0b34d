"""How a file gets into a tree: written anew, or as a link to the same file of another tree."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

__all__ = ["link_file", "write_file"]


def write_file(folder: str, path: str, data: bytes) -> tuple[int, int, int]:
    """Writes a new file and gives its size, modification time (ns) and inode.

    A file that is there already is unlinked, not overwritten: somebody may be
    reading it, and it may be linked from the other tree.
    """
    target = os.path.join(folder, path)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(target, flags, 0o666)
    except FileNotFoundError:
        os.stat(folder)  # a tree that is gone is not made again
        above = os.path.dirname(target)
        try:  # most are to stand in a folder that is there: it need not be looked at
            os.mkdir(above)
        except OSError:
            os.makedirs(above, exist_ok=True)
        descriptor = os.open(target, flags, 0o666)
    except FileExistsError:
        os.unlink(target)
        descriptor = os.open(target, flags, 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        status = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    return status.st_size, status.st_mtime_ns, status.st_ino


def link_file(source: Path, target: Path, path: str) -> None:
    """Puts the file `path` of one tree into another, as a link where the file system can."""
    origin, copy = os.path.join(source, path), os.path.join(target, path)
    try:
        _link(origin, copy)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(copy), exist_ok=True)
        _link(origin, copy)
    except FileExistsError:
        os.unlink(copy)
        _link(origin, copy)


def _link(origin: str, copy: str) -> None:
    try:
        os.link(origin, copy, follow_symlinks=False)
    except (FileNotFoundError, FileExistsError):
        raise
    except (OSError, NotImplementedError):
        with open(origin, "rb") as source, open(copy, "xb") as target:
            shutil.copyfileobj(source, target)
