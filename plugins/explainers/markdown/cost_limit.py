"""Stops what still takes too long after all limits: a timer of this process's CPU time."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from types import FrameType, TracebackType
from typing import Any

__all__ = ["CostReached", "cpu_limit"]

# The plain function behind the one that turns numbers into members of enumerations and back:
# that takes ten times as long as setting a handler.
_set_handler: Callable[[int, Any], Any] = getattr(
    sys.modules.get("_signal"), "signal", signal.signal
)
_HAS_TIMER = hasattr(signal, "setitimer")


class CostReached(Exception):
    """The time is up."""


def cpu_limit(seconds: float) -> AbstractContextManager[None]:
    """Raise `CostReached` in the block once it has used that much CPU time.

    Signals reach the main thread only, and some systems have no such timer;
    there the deterministic limits stand alone. A timer that somebody else set
    (a profiler) is left alone too.
    """
    return _Limit(seconds) if _can_be_timed() else nullcontext()


class _Limit:
    """The timer and its handler, set for the time of a block."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._before: Any = None

    def __enter__(self) -> None:
        self._before = _set_handler(signal.SIGVTALRM, _raise)
        signal.setitimer(signal.ITIMER_VIRTUAL, self._seconds)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        _set_handler(signal.SIGVTALRM, self._before)


def _can_be_timed() -> bool:
    return (
        _HAS_TIMER
        and threading.current_thread() is threading.main_thread()
        and signal.getitimer(signal.ITIMER_VIRTUAL)[0] == 0
    )


def _raise(_signal: int, _frame: FrameType | None) -> None:
    raise CostReached
