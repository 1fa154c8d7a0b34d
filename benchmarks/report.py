"""The report: what was measured, where, and whether the promises are kept."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from benchmarks.builds import COLD, UNCHANGED, Result

__all__ = ["format_report", "machine_facts", "missed_promises"]

SMALL, LARGE = 1_000, 10_000
MOST_TIMES_THE_CPU = 11.0
MOST_UNCHANGED_SECONDS = 1.0
_PACKAGES = ("pelican", "markdown", "nh3", "jinja2", "pyyaml", "feedgen", "msgspec")


@dataclass(frozen=True, slots=True)
class _Promise:
    """Something that the project promises; `measured` is None where the runs do not tell."""

    text: str
    limit: float
    measured: float | None

    @property
    def is_missed(self) -> bool:
        return self.measured is not None and self.measured > self.limit

    def line(self) -> str:
        if self.measured is None:
            return f"{self.text}: not measured"
        return f"{self.text}: {self.measured:.2f}, {'missed' if self.is_missed else 'kept'}"


def format_report(results: Sequence[Result], facts: Sequence[str]) -> str:
    """The report in Markdown."""
    lines = (
        "# Benchmark",
        "",
        *(f"- {fact}" for fact in facts),
        "",
        "| explainers | build | runs | CPU s | wall s | peak MiB | CPU ms an explainer |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: |",
        *(_row(result) for result in results),
        "",
        *_growth(results),
        *(f"- {promise.line()}" for promise in _promises(results)),
    )
    return "\n".join(lines) + "\n"


def missed_promises(results: Sequence[Result]) -> list[str]:
    """A line for each promise that the measurements do not bear out."""
    return [promise.line() for promise in _promises(results) if promise.is_missed]


def machine_facts(*, load: float) -> tuple[str, ...]:
    """What the numbers depend on; `load` is the machine's load before the measuring."""
    cores = len(os.sched_getaffinity(0))
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return (
        f"{cores} cores ({_processor()}), load {load:.1f} before the start",
        f"{platform.system()} {platform.machine()}, {platform.python_implementation()}"
        f" {platform.python_version()}",
        packages,
        "CPU is user and system time of all processes of a command, interpreter start included;"
        " peak is their memory together (PSS); medians",
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _row(result: Result) -> str:
    median = result.median
    each = median.cpu_seconds / result.size * 1000
    return (
        f"| {result.size:,} | {result.scenario} | {result.runs} | {median.cpu_seconds:.2f}"
        f" | {median.wall_seconds:.2f} | {median.peak_bytes / 2**20:.0f} | {each:.2f} |"
    )


def _growth(results: Sequence[Result]) -> Iterator[str]:
    """How the CPU grows from each size to the next, beside the growth of the archive."""
    cold = sorted((result for result in results if result.scenario == COLD), key=_size)
    for small, large in pairwise(cold):
        yield (
            f"- Cold, {large.size:,} to {small.size:,} explainers ({large.size / small.size:.1f}"
            f" times as many): {_ratio(large, small):.2f} times the CPU"
        )


def _size(result: Result) -> int:
    return result.size


def _ratio(large: Result, small: Result) -> float:
    return large.median.cpu_seconds / small.median.cpu_seconds


def _promises(results: Sequence[Result]) -> tuple[_Promise, ...]:
    found = {(result.size, result.scenario): result for result in results}
    small, large = found.get((SMALL, COLD)), found.get((LARGE, COLD))
    unchanged = found.get((LARGE, UNCHANGED))
    return (
        _Promise(
            f"Promise: {LARGE:,} explainers, cold, take at most {MOST_TIMES_THE_CPU:g} times"
            f" the CPU of {SMALL:,}",
            MOST_TIMES_THE_CPU,
            _ratio(large, small) if small and large else None,
        ),
        _Promise(
            f"Promise: {LARGE:,} explainers, nothing changed, take at most"
            f" {MOST_UNCHANGED_SECONDS:g} s of CPU",
            MOST_UNCHANGED_SECONDS,
            unchanged.median.cpu_seconds if unchanged else None,
        ),
    )
