"""What a build has written, told from what was there before."""

from __future__ import annotations

import os
from pathlib import Path

from benchmarks.written import NOTHING, Written, moment_in, written_since


def test_older_files_are_not_counted(tmp_path: Path) -> None:
    output = tmp_path / "output"
    (output / "deep").mkdir(parents=True)
    old = output / "old.html"
    old.write_bytes(b"older")
    os.utime(old, ns=(0, 0))

    moment = moment_in(tmp_path)
    (output / "index.html").write_bytes(b"12345")
    (output / "deep" / "feed.xml").write_bytes(b"123")

    assert written_since(moment, output) == Written(pages=1, files=2, size=8)


def test_nothing_is_written_where_no_output_is(tmp_path: Path) -> None:
    assert written_since(moment_in(tmp_path), tmp_path / "none") == NOTHING


def test_what_two_commands_write_adds_up() -> None:
    assert Written(1, 2, 3) + Written(10, 20, 30) == Written(11, 22, 33)
