"""What a build has written: the files of its output that are newer than its start."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["NOTHING", "Written", "moment_in", "written_since"]


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages (HTML), files of any kind and bytes a build has written."""

    pages: int = 0
    files: int = 0
    size: int = 0

    def __add__(self, other: Written) -> Written:
        """What two commands have written, one after the other."""
        return Written(self.pages + other.pages, self.files + other.files, self.size + other.size)


NOTHING = Written()


def moment_in(folder: Path) -> int:
    """The file system's own time, which lags behind the clock by some milliseconds."""
    stamp = folder / ".moment"
    stamp.write_bytes(b"")
    return stamp.stat().st_mtime_ns


def written_since(moment: int, output: Path) -> Written:
    """What lies in `output` and was written at this moment or later."""
    found = [
        (path.suffix == ".html", stat.st_size)
        for path, stat in _files(output)
        if stat.st_mtime_ns >= moment
    ]
    return Written(sum(is_page for is_page, _ in found), len(found), sum(size for _, size in found))


def _files(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, path.stat()
