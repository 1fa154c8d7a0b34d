"""What a command cost: all of its processes, wherever they ended."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.measure import Measurement, can_measure, measure, median_of

pytestmark = pytest.mark.skipif(not can_measure(), reason="measuring needs Linux")

_BURN = """
import time

def burn(seconds):
    while time.process_time() < seconds:
        pass
"""
_POOL = f"""{_BURN}
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

if __name__ == "__main__":
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        list(pool.map(burn, [0.6, 0.6]))
"""
_LEFT_BEHIND = f"""{_BURN}
import os
if os.fork() == 0:
    burn(0.5)
"""


def measured(folder: Path, program: str) -> Measurement:
    script = folder / "program.py"
    script.write_text(program)
    return measure([sys.executable, str(script)])


def test_cpu_of_the_command_itself_is_counted(tmp_path: Path) -> None:
    run = measured(tmp_path, f"{_BURN}\nburn(0.5)")

    assert 0.45 < run.cpu_seconds < 1.0
    assert run.wall_seconds > 0.45


def test_cpu_of_a_fork_servers_workers_is_counted(tmp_path: Path) -> None:
    idle = measured(tmp_path, _POOL.replace("0.6", "0.0"))

    run = measured(tmp_path, _POOL)

    # One worker may get both tasks, and then has burnt for the second one already.
    assert run.cpu_seconds - idle.cpu_seconds > 0.35
    assert run.cpu_seconds < 3.0


def test_cpu_of_what_a_command_leaves_behind_is_counted(tmp_path: Path) -> None:
    run = measured(tmp_path, _LEFT_BEHIND)

    assert run.cpu_seconds > 0.45


def test_wall_time_ends_with_the_command_not_with_what_it_leaves_behind(tmp_path: Path) -> None:
    program = "import os, time\nif os.fork() == 0:\n    time.sleep(3)\n"

    run = measured(tmp_path, program)

    assert run.wall_seconds < 2.5


def test_memory_of_all_processes_is_added_up(tmp_path: Path) -> None:
    program = """
import os, time
child = os.fork()
held = b"x" * 60_000_000
time.sleep(1.5)
if child:
    os.waitpid(child, 0)
"""

    run = measured(tmp_path, program)

    assert 120_000_000 < run.peak_bytes < 180_000_000


def test_exit_code_and_output_are_handed_on(tmp_path: Path) -> None:
    program = "import sys\nprint('said', flush=True)\nprint('warned', file=sys.stderr)\nsys.exit(3)"

    run = measured(tmp_path, program)

    assert run.exit_code == 3
    assert run.output.split() == ["said", "warned"]


def test_command_that_is_not_there_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="was not measured"):
        measure(["/nowhere/at/all"])


def test_median_takes_each_number_by_itself() -> None:
    runs = [
        Measurement(0, 1.0, 9.0, 300, "first"),
        Measurement(0, 2.0, 7.0, 100, "second"),
        Measurement(0, 9.0, 8.0, 200, "third"),
    ]

    assert median_of(runs) == Measurement(0, 2.0, 8.0, 200, "third")
