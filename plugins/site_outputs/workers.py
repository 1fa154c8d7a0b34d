"""Running batches of work here or in other processes, with the same result.

Work is a module-level function and plain data, handed to the standard
`concurrent.futures.Executor`; nothing relies on memory that processes share. So any other
executor will do, one that sends its work to other machines too, as long as these see the
same content folder, parse store and output.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from types import FrameType
from typing import TypeVar

__all__ = ["BATCH", "Workers", "available_cpus", "batched", "one_interrupt", "process_pool"]

# A task costs 155 microseconds to hand over, whatever it holds.
BATCH = 64
# Below this many items starting processes costs more than they save.
_FEWEST_FOR_PROCESSES = 2 * BATCH
# Processes that end for a large task are started again, at a quarter of a second of imports each.
_FEWEST_FOR_ONE_TASK = 2_000
_SECONDS_TO_END = 5.0
_FOR_ALL_WORK = ("plugins.site_outputs.examine", "plugins.site_outputs.publish", "jinja2")
# Enough waiting batches to keep each process busy, few enough to bound memory.
_WAITING_PER_JOB = 2

_Item = TypeVar("_Item")
_Data = TypeVar("_Data")
_Result = TypeVar("_Result")


def available_cpus() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def process_pool(jobs: int, method: str = "") -> Executor:
    """Processes of this machine; `method` is how they are started, by multiprocessing's names."""
    # Never fork: a terminal's progress thread may hold locks at that moment.
    context = multiprocessing.get_context(method or _usual_method())
    if context.get_start_method() == "forkserver":
        _start_fork_server()
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker)


def _usual_method() -> str:
    return "spawn" if sys.platform in ("win32", "darwin") else "forkserver"


def _start_fork_server() -> None:
    from multiprocessing import forkserver, resource_tracker  # Windows has neither

    # What it has imported, processes that it starts need not import each for itself.
    forkserver.set_forkserver_preload(["__main__", *_FOR_ALL_WORK])
    # Ctrl-C ends it with a traceback while it starts; afterwards it ignores it of its own accord.
    # The tracker is started first: starting it ends in letting the signal through.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Workers:
    """A pool that is started when there is enough work for it. Use as a context manager."""

    def __init__(self, jobs: int, make_executor: Callable[[int], Executor] = process_pool) -> None:
        self.jobs = jobs
        self._make_executor = make_executor
        self._executor: Executor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._end()
        elif self._executor is not None:
            _end_now(self._executor)

    def prepare(self) -> None:
        """Begins to start what processes come from, for work that is sure to come."""
        if self.jobs > 1 and self._make_executor is process_pool and _usual_method() != "spawn":
            _start_fork_server()

    def run(
        self,
        task: Callable[[Sequence[_Item]], _Result],
        items: Iterable[_Item],
        *,
        count: int,
    ) -> Iterator[tuple[list[_Item], _Result]]:
        """Each batch of `items` with what `task` made of it, in order.

        `count` is how many items there are; few of them are worked on right here.
        """
        batches = batched(items, BATCH)
        if self.jobs == 1 or count < _FEWEST_FOR_PROCESSES:
            return ((batch, task(batch)) for batch in batches)
        return _windowed(self._start(), task, batches, self.jobs * _WAITING_PER_JOB)

    def beside(
        self, task: Callable[[_Data], _Result], data: _Data, *, count: int
    ) -> Callable[[], _Result]:
        """Begins a large task in a process of its own, and gives what waits for its result.

        Meanwhile there is no other process, and this one ends with all the memory that the task
        took; later work starts others. `count` is how much there is to do; a small task is done
        right here, when its result is asked for.
        """
        if self.jobs == 1 or count < _FEWEST_FOR_ONE_TASK:
            return partial(task, data)
        self._end()
        future = _submitted(self._start(), task, data)

        def wait() -> _Result:
            result = future.result()
            self._end()
            return result

        return wait

    def _end(self) -> None:
        if self._executor is not None:
            self._executor.shutdown()
            self._executor = None

    def _start(self) -> Executor:
        if self._executor is None:
            self._executor = self._make_executor(self.jobs)
        return self._executor


def _submitted(
    executor: Executor, task: Callable[[_Data], _Result], data: _Data
) -> Future[_Result]:
    # A pool may start a process for it, which it knows, and so can end, when that has been started.
    with _interrupts_held_back():
        return executor.submit(task, data)


def _end_now(executor: Executor) -> None:
    # A pool has no public way to end its processes before Python 3.14.
    processes = list((getattr(executor, "_processes", None) or {}).values())
    executor.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()
    for process in processes:
        process.join(_SECONDS_TO_END)


def _start_worker() -> None:
    # Ctrl-C is for the build: it ends its workers itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends this process when the build is gone, killed perhaps: pools leave their workers then."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


@contextmanager
def one_interrupt() -> Iterator[None]:
    """Lets Ctrl-C interrupt the block once; pressed again, it must not interrupt the cleaning up.

    After the first the process is expected to end, and goes on ignoring it until then.
    """
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield
        return
    signal.signal(signal.SIGINT, _interrupt_once)
    try:
        yield
    finally:
        if signal.getsignal(signal.SIGINT) is _interrupt_once:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def _interrupt_once(_signal: int, _frame: object) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Has Ctrl-C interrupt what follows the block, and not the block."""
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield
        return
    pressed: list[tuple[int, FrameType | None]] = []
    signal.signal(signal.SIGINT, lambda number, frame: pressed.append((number, frame)))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if pressed:
            handler(*pressed[0])


def batched(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """Lists of at most `size` items, in order."""
    batch: list[_Item] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _windowed(
    executor: Executor,
    task: Callable[[Sequence[_Item]], _Result],
    batches: Iterator[list[_Item]],
    window: int,
) -> Iterator[tuple[list[_Item], _Result]]:
    waiting: deque[tuple[list[_Item], Future[_Result]]] = deque()
    for batch in batches:
        waiting.append((batch, _submitted(executor, task, batch)))
        if len(waiting) > window:
            done, future = waiting.popleft()
            yield done, future.result()
    while waiting:
        done, future = waiting.popleft()
        yield done, future.result()
