"""What a save costs, measured on a small program that watches one file."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.measure import can_measure
from benchmarks.peers.saves import Watcher, measure_saves

pytestmark = pytest.mark.skipif(not can_measure(), reason="measuring needs Linux")

# Copies a file when it changes, after 0.1 s of work.
_PROGRAM = """
import pathlib, sys, time
source, target = map(pathlib.Path, sys.argv[1:])
seen = None
while True:
    text = source.read_text()
    if text != seen:
        end = time.process_time() + 0.1
        while time.process_time() < end:
            pass
        target.write_text(text + "</html>")
        seen = text
    time.sleep(0.02)
"""


def watcher(folder: Path, program: str) -> Watcher:
    source, target = folder / "source.md", folder / "page.html"
    source.write_text("A text.")
    command = (sys.executable, "-S", "-c", program, str(source), str(target))
    return Watcher(command, folder, source, f"file://{target}")


def test_saves_are_measured_until_the_page_is_there(tmp_path: Path) -> None:
    saves = measure_saves(watcher(tmp_path, _PROGRAM))

    assert 0.09 < saves.latency_seconds < 5
    assert 0.08 < saves.cpu_seconds < 1
    assert saves.held_bytes > 2**20
    assert saves.first_held_bytes == pytest.approx(saves.held_bytes, rel=0.2)
    assert "This is save number 5." in (tmp_path / "source.md").read_text()


def test_program_that_ends_is_told_from_one_that_waits(tmp_path: Path) -> None:
    with pytest.raises(ChildProcessError, match="exit code 3"):
        measure_saves(watcher(tmp_path, "import sys; sys.exit(3)"))
