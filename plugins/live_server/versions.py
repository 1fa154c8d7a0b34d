"""Versions of what is shown: open pages compare theirs with the newest, and wait for the next."""

from __future__ import annotations

import secrets
import threading

__all__ = ["Versions"]


class Versions:
    """Counts the versions of a site; any thread may ask."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        # Pages stay open while the server is started again: its first version is not theirs.
        self._run = secrets.token_hex(4)
        self._number = 0
        self._closed = False

    @property
    def current(self) -> str:
        """The newest version, as opaque text."""
        return f"{self._run}-{self._number}"

    def advance(self) -> None:
        """Tells everybody who waits that there is something new to see."""
        with self._condition:
            self._number += 1
            self._condition.notify_all()

    def close(self) -> None:
        """Lets everybody go who waits."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def wait_for_other_than(self, known: str, seconds: float) -> str | None:
        """The newest version, as soon as it is not `known` or the time is up; None at the end."""
        with self._condition:
            self._condition.wait_for(lambda: self._closed or self.current != known, seconds)
            return None if self._closed else self.current
