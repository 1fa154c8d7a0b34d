"""One thread that owns the site, and how the others ask it.

The parse store's connection belongs to a single thread, and so do a plan and the
templates that are compiled for it. Answering one question after the other keeps
all of them free of locks.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from typing import TypeVar

__all__ = ["SiteThread", "Stopped"]

_Answer = TypeVar("_Answer")

# On Windows a thread that waits without end cannot be interrupted by Ctrl-C.
_LONGEST_WAIT = 0.5


class Stopped(Exception):
    """The thread takes no more questions."""


class SiteThread:
    """The thread that calls `run` does what the others `ask` and `tell`, in their order.

    `at_rest` is called there after each spell of work, when for a moment there is none.
    """

    def __init__(self, at_rest: Callable[[], None] = lambda: None) -> None:
        self._at_rest = at_rest
        self._has_worked = False
        self._tasks: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._stopped = threading.Event()

    def run(self) -> None:
        """Works until `stop` is called."""
        try:
            while not self._stopped.is_set():
                self._work_once()
        finally:
            self._stopped.set()

    def stop(self) -> None:
        """Ends `run` after the task at hand."""
        self._stopped.set()

    def tell(self, task: Callable[[], None]) -> None:
        """Has a task done, some time."""
        self._tasks.put(task)

    def ask(self, question: Callable[[], _Answer]) -> _Answer:
        """What the question returns or raises over there. Raises Stopped."""
        future: Future[_Answer] = Future()
        self.tell(lambda: _settle(future, question))
        while True:
            try:
                return future.result(_LONGEST_WAIT)
            except TimeoutError:
                if future.done():
                    raise
                if self._stopped.is_set():
                    raise Stopped from None

    def _work_once(self) -> None:
        try:
            task = self._tasks.get(timeout=_LONGEST_WAIT)
        except Empty:
            self._rest()
        else:
            self._has_worked = True
            task()

    def _rest(self) -> None:
        if self._has_worked:
            self._has_worked = False
            self._at_rest()


def _settle(future: Future[_Answer], question: Callable[[], _Answer]) -> None:
    try:
        future.set_result(question())
    except Exception as error:
        future.set_exception(error)
