"""Columns in a passing file are those that were put there, and leave nothing behind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from plugins.search_index.column_file import ColumnFile


def test_slices_of_a_column_are_read_as_they_were_put() -> None:
    file = ColumnFile()
    narrow = file.put(np.arange(7, dtype=np.uint8))
    wide = file.put(np.arange(-3, 70_000, dtype=np.int32))

    assert narrow[2:5].tolist() == [2, 3, 4]
    assert wide[0:4].tolist() == [-3, -2, -1, 0]
    assert wide[70_002:70_003].tolist() == [69_999]
    assert wide[5:5].tolist() == []
    file.close()


def test_file_has_no_name_in_its_folder(tmp_path: Path) -> None:
    file = ColumnFile(tmp_path)
    file.put(np.arange(9, dtype=np.uint8))

    assert not list(tmp_path.iterdir())
    file.close()


def test_file_that_ends_too_early_is_an_error_and_not_other_numbers() -> None:
    file = ColumnFile()
    column = file.put(np.arange(4, dtype=np.int32))

    with pytest.raises(OSError, match="cut short"):
        _ = column[2:6]
    file.close()
