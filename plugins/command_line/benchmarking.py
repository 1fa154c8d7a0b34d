"""The command `bench`: builds of made-up archives, measured."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.builds import BuildFailed, Result, Tools, bench_sizes
from benchmarks.measure import can_measure
from benchmarks.report import format_report, machine_facts, missed_promises
from plugins.command_line.exit_codes import DONE, MACHINE_TROUBLE, MachineTrouble
from plugins.command_line.opening import open_site
from plugins.command_line.project import PROJECT_ROOT
from plugins.site_outputs.build import store_of
from plugins.site_outputs.store import discard

__all__ = ["bench"]

PROMISE_MISSED = 1


def bench(*, sizes: Sequence[int], output: Path | None) -> int:
    """Prints the report, and writes it to `output`; the exit code is 1 if a promise is missed.

    The archives lie in the system's folder for temporary files and are removed.
    """
    if not can_measure():
        raise MachineTrouble("bench needs Linux, to count what a command's workers do")
    load = os.getloadavg()[0]
    results = _results(sizes)
    report = format_report(results, machine_facts(load=load))
    print(report, end="")
    if output is not None:
        output.write_text(report, encoding="utf-8")
    missed = missed_promises(results)
    for line in missed:
        print(f"missed: {line}", file=sys.stderr)
    return PROMISE_MISSED if missed else DONE


def _results(sizes: Sequence[int]) -> list[Result]:
    with tempfile.TemporaryDirectory(prefix="backgrounder-bench-") as folder:
        try:
            return bench_sizes(sizes, Path(folder), Tools(_build_command(), _forget_store, _say))
        except BuildFailed as failure:
            if failure.exit_code == MACHINE_TROUBLE:
                raise MachineTrouble(str(failure)) from failure
            raise


def _build_command() -> tuple[str, ...]:
    # The Python outside the environment, which is what people type; it costs its own start.
    python = getattr(sys, "_base_executable", None) or sys.executable
    return (python, str(PROJECT_ROOT / "tasks.py"), "build")


def _forget_store(content: Path) -> None:
    with store_of(open_site(content=content).project) as store:
        discard(store)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
