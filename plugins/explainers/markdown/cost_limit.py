"""Stops what still takes too long after all limits: a timer of this process's CPU time."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

__all__ = ["CostReached", "cpu_limit"]


# The plain function, if it can be had: turning numbers into members of enumerations takes
# ten times as long as setting a handler.
_set_handler: Callable[[int, Any], Any] = getattr(signal.signal, "__wrapped__", signal.signal)


class CostReached(Exception):
    """The time is up."""


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise `CostReached` in the block once it has used that much CPU time.

    Signals reach the main thread only, and some systems have no such timer;
    there the deterministic limits stand alone. A timer that somebody else set
    (a profiler) is left alone too.
    """
    if not _can_be_timed():
        yield
        return
    before = _set_handler(signal.SIGVTALRM, _raise)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        _set_handler(signal.SIGVTALRM, before)


def _can_be_timed() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    )


def _raise(_signal: int, _frame: FrameType | None) -> None:
    raise CostReached
