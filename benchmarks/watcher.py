"""Runs one command and says what it cost: `python watcher.py COMMAND...`, JSON on stdout.

It runs in a process of its own, which takes in what the command leaves behind. A
pool's workers are children of a fork server that outlives the command by a
moment, so whoever waits for the command alone never hears of their work.
Standard library only, and Linux only.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
_SAMPLE_SECONDS = 0.1
_PATIENCE = 60.0  # seconds for what a command leaves behind to end
_LAST_OUTPUT = 20_000  # bytes


def main(command: Sequence[str]) -> int:
    """Runs the command; its own exit code is in the JSON."""
    _adopt_orphans()
    with tempfile.TemporaryFile() as output:
        started = time.monotonic()
        first = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        with _MemoryPeak() as memory:
            exit_code, cpu_seconds, ended = _wait_for_all(first.pid)
        first.returncode = exit_code  # waited for here, not by subprocess
        result = {
            "exit_code": exit_code,
            "cpu_seconds": cpu_seconds,
            "wall_seconds": ended - started,
            "peak_bytes": memory.peak,
            "output": _end_of(output.fileno()),
        }
    print(json.dumps(result))
    return 0


def _adopt_orphans() -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "the system does not let orphans be adopted")


def _wait_for_all(first: int) -> tuple[int, float, float]:
    """The first process's exit code, the CPU of all, and when the first one ended.

    What `wait4` tells of a process includes the children that it has waited for,
    and theirs; whoever was left behind by its parent is waited for here.
    """
    exit_code, cpu_seconds, ended = 0, 0.0, 0.0
    while True:
        try:
            process, status, usage = os.wait4(-1, os.WNOHANG if ended else 0)
        except ChildProcessError:
            return exit_code, cpu_seconds, ended
        if process == 0:
            if time.monotonic() > ended + _PATIENCE:
                raise SystemExit("the command left a process behind that does not end")
            time.sleep(0.01)
            continue
        cpu_seconds += usage.ru_utime + usage.ru_stime
        if process == first:
            exit_code, ended = os.waitstatus_to_exitcode(status), time.monotonic()


class _MemoryPeak:
    """The most memory that all processes below this one held together, sampled.

    Pages that several processes share count once (PSS), as a machine's memory does.
    """

    def __init__(self) -> None:
        self.peak = 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._sample_on, daemon=True)

    def __enter__(self) -> _MemoryPeak:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _sample_on(self) -> None:
        while not self._stopped.wait(_SAMPLE_SECONDS):
            self.peak = max(self.peak, sum(map(pss, descendants(os.getpid()))))


def descendants(ancestor: int) -> Iterator[int]:
    """All processes below this one."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            children.setdefault(_parent(folder), []).append(int(folder.name))
    waiting = [ancestor]
    while waiting:
        found = children.get(waiting.pop(), [])
        yield from found
        waiting += found


def _parent(process: Path) -> int:
    with contextlib.suppress(OSError):
        # The name that stands before it may hold blanks and brackets itself.
        return int((process / "stat").read_bytes().rpartition(b")")[2].split()[1])
    return 0  # it has just ended


def pss(process: int) -> int:
    """A process's share of memory in bytes; 0 if it has just ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _end_of(descriptor: int) -> str:
    size = os.fstat(descriptor).st_size
    start = max(0, size - _LAST_OUTPUT)
    return os.pread(descriptor, _LAST_OUTPUT, start).decode(errors="replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
