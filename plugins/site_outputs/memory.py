"""Memory that a process no longer needs, given back to the machine."""

from __future__ import annotations

import ctypes
import gc
from contextlib import suppress

__all__ = ["Sweeper", "give_back_memory"]

_PLANS_BETWEEN = 50


def give_back_memory() -> None:
    """Hands freed memory back where the C library would keep it (glibc); elsewhere does nothing.

    Large arrays leave holes behind that nothing else fills: after an index of 10,000
    explainers was made, 60 MB of them.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


class Sweeper:
    """Frees objects that hold themselves, in a process that makes one plan after the other.

    Each plan is frozen with all else that is there by then (see `ArchivePelican.plan`): nobody
    looks through it for garbage any more. What pages leave behind has to be found before; what
    was in use then and is not any more, an environment of templates for one, never is by itself.
    """

    def __init__(self) -> None:
        self._plans = 0

    def before_plan(self) -> None:
        """Looks through what is not frozen: little, in less than a millisecond."""
        self._plans += 1
        gc.collect()

    def at_rest(self) -> None:
        """Looks through it, and after many plans through everything.

        That takes a fifth of a second for 10,000 explainers, so nobody should be waiting.
        """
        gc.collect()
        if self._plans >= _PLANS_BETWEEN:
            self._plans = 0
            gc.unfreeze()
            gc.collect()
            gc.freeze()
