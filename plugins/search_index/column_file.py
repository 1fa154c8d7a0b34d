"""Columns of numbers that would fill the memory: in a file that passes with its process."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

__all__ = ["Column", "ColumnFile"]


class ColumnFile:
    """A file of columns, without a name; it is gone when it is closed, or its process ends.

    `folder` is where it takes its room. It is the caller's choice because the system's folder
    for passing files may itself lie in memory.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 # see `close`

    def put(self, values: NDArray[Any]) -> Column:
        """Writes a column. Raises OSError."""
        start = self._file.seek(0, 2)
        left = memoryview(values.tobytes())
        while len(left):
            left = left[self._file.write(left) :]
        return Column(self, start, values.dtype)

    def read(self, start: int, count: int, dtype: DTypeLike) -> NDArray[Any]:
        """So many numbers from this byte on. Raises OSError."""
        values = np.empty(count, dtype)
        self._file.seek(start)
        left = values.data.cast("B")
        while len(left):
            taken = self._file.readinto(left)
            if not taken:
                raise OSError("a passing file of the search index was cut short")
            left = left[taken:]
        return values

    def close(self) -> None:
        """Gives its room back."""
        self._file.close()


class Column:
    """A column in a file; slices of it are read."""

    def __init__(self, file: ColumnFile, start: int, dtype: np.dtype[Any]) -> None:
        self._file = file
        self._start = start
        self._dtype = dtype

    def __getitem__(self, part: slice) -> NDArray[Any]:
        first = int(part.start)
        place = self._start + first * self._dtype.itemsize
        return self._file.read(place, int(part.stop) - first, self._dtype)
