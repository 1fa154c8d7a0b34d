"""What one save costs while a program watches: until the page is there, and in CPU."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.peers.contest import edit
from benchmarks.watcher import descendants, pss

__all__ = ["Save", "Saves", "Watcher", "each_save", "free_port", "measure_saves"]

_SAVES = 5
_LOOK_SECONDS = 0.01
_START_SECONDS = 600.0
_SAVE_SECONDS = 120.0
_QUIET_SECONDS = 0.8  # ours puts off for half a second what nobody waits for
_TICKS = os.sysconf("SC_CLK_TCK")
_ANY_CHANGE = 0.021  # seconds of CPU in a quiet time that are no work: two ticks


@dataclass(frozen=True, slots=True)
class Watcher:
    """A program that watches: its command and folder, what is edited, and where it then shows."""

    command: Sequence[str]
    folder: Path
    edited: Path
    address: str


@dataclass(frozen=True, slots=True)
class Save:
    """One save: seconds until it shows, and of CPU; then the memory of all processes."""

    latency_seconds: float
    cpu_seconds: float
    held_bytes: int


@dataclass(frozen=True, slots=True)
class Saves:
    """Medians of several saves; memory is what is held after the first and the last of them."""

    latency_seconds: float
    cpu_seconds: float
    first_held_bytes: int
    held_bytes: int

    @classmethod
    def of(cls, saves: Sequence[Save]) -> Saves:
        """What is to be said of saves."""
        return cls(
            latency_seconds=median(each.latency_seconds for each in saves),
            cpu_seconds=median(each.cpu_seconds for each in saves),
            first_held_bytes=saves[0].held_bytes,
            held_bytes=saves[-1].held_bytes,
        )


def measure_saves(watcher: Watcher) -> Saves:
    """Starts the program, saves several times, ends it. Raises TimeoutError, ChildProcessError."""
    return Saves.of(list(each_save(watcher, _SAVES)))


def each_save(watcher: Watcher, count: int) -> Iterator[Save]:
    """The same, save by save."""
    with _running(watcher) as process:
        _wait_for(watcher.address, b"</html>", process, _START_SECONDS)
        _wait_until_quiet(process.pid)
        for number in range(1, count + 1):
            yield _one_save(watcher, process, number)


def free_port() -> int:
    """A port of the loopback address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def _running(watcher: Watcher) -> Iterator[subprocess.Popen[bytes]]:
    """Runs the program in a process group of its own, and ends that group."""
    process = subprocess.Popen(
        watcher.command,
        cwd=watcher.folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        for sent in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, sent)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)


def _one_save(watcher: Watcher, process: subprocess.Popen[bytes], number: int) -> Save:
    words = f"save number {number}"
    before = _cpu_seconds(process.pid)
    started = time.monotonic()
    edit(watcher.edited, words)
    _wait_for(watcher.address, words.encode(), process, _SAVE_SECONDS)
    latency = time.monotonic() - started
    _wait_until_quiet(process.pid)
    cpu = _cpu_seconds(process.pid) - before
    return Save(latency, cpu, sum(map(pss, (process.pid, *descendants(process.pid)))))


def _wait_for(
    address: str, wanted: bytes, process: subprocess.Popen[bytes], seconds: float
) -> None:
    _until(lambda: wanted in _content(address), process, seconds)


def _until(done: Callable[[], bool], process: subprocess.Popen[bytes], seconds: float) -> None:
    end = time.monotonic() + seconds
    while not done():
        if process.poll() is not None:
            raise ChildProcessError(f"it ended with exit code {process.returncode}")
        if time.monotonic() > end:
            raise TimeoutError(f"its page did not change for {seconds:g} seconds")
        time.sleep(_LOOK_SECONDS)


def _content(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=_SAVE_SECONDS) as answer:
            return bytes(answer.read())
    except (urllib.error.URLError, ConnectionError):
        return b""  # it is still starting


def _wait_until_quiet(process: int) -> None:
    """Returns when the program has done nothing for a moment."""
    seen = -1.0
    while (now := _cpu_seconds(process)) - seen > _ANY_CHANGE:
        seen = now
        time.sleep(_QUIET_SECONDS)


def _cpu_seconds(process: int) -> float:
    """User and system time of the program, its children, and those that have ended."""
    return sum(map(_ticks, (process, *descendants(process)))) / _TICKS


def _ticks(process: int) -> int:
    with suppress(OSError):
        # The name that stands before them may hold blanks and brackets itself.
        values = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
        return sum(map(int, values[11:15]))
    return 0
