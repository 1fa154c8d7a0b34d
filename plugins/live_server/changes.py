"""What was saved since the site was last planned, as far as that is known."""

from __future__ import annotations

import threading
from pathlib import Path

__all__ = ["ANYTHING", "NOTHING", "Changes", "Saved", "both"]

# The paths of files and folders; None where any other may have changed too.
Saved = frozenset[Path] | None

NOTHING: Saved = frozenset()
ANYTHING: Saved = None


def both(first: Saved, second: Saved) -> Saved:
    """What was saved one time and the other."""
    return ANYTHING if first is None or second is None else first | second


class Changes:
    """Any thread may note what was saved; one takes it. At first anything may be new."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._saved = ANYTHING

    def __bool__(self) -> bool:
        return self._saved != NOTHING

    def note(self, saved: Saved) -> None:
        """Adds what was saved."""
        with self._lock:
            self._saved = both(self._saved, saved)

    def take(self) -> Saved:
        """What was noted since the last time."""
        with self._lock:
            taken, self._saved = self._saved, NOTHING
            return taken
