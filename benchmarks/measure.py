"""Measures whole commands: CPU, wall time and memory, of all processes together."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

__all__ = ["Measurement", "can_measure", "measure", "median_of"]

_WATCHER = Path(__file__).with_name("watcher.py")


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one run of a command cost, and what it said (stdout and stderr, the end of it)."""

    exit_code: int
    cpu_seconds: float  # user and system
    wall_seconds: float
    peak_bytes: int
    output: str


def can_measure() -> bool:
    """Whether this system tells what is measured here."""
    return sys.platform == "linux" and Path("/proc/self/smaps_rollup").exists()


def measure(command: Sequence[str], *, folder: Path | None = None) -> Measurement:
    """Runs a command to its end, in `folder`. Raises RuntimeError where it cannot be measured."""
    watched = [sys.executable, "-S", str(_WATCHER), *command]
    run = subprocess.run(watched, cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} was not measured:\n{run.stderr}")
    return Measurement(**json.loads(run.stdout))


def median_of(runs: Sequence[Measurement]) -> Measurement:
    """The medians of several runs, each number by itself; the text is the last run's."""
    return Measurement(
        exit_code=max(run.exit_code for run in runs),
        cpu_seconds=median(run.cpu_seconds for run in runs),
        wall_seconds=median(run.wall_seconds for run in runs),
        peak_bytes=int(median(run.peak_bytes for run in runs)),
        output=runs[-1].output,
    )
