"""Progress of long work: a line that moves on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

__all__ = ["Progress"]

_QUIET_ON_TERMINAL = 1.0
_TERMINAL_EVERY = 0.1
_PLAIN_EVERY = 10.0


class Progress:
    """Says how far a stage is. Short work says nothing."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._terminal = self._stream.isatty()
        quiet = _QUIET_ON_TERMINAL if self._terminal else _PLAIN_EVERY
        self._next = time.monotonic() + quiet
        self._shown = 0

    def update(self, stage: str, done: int, total: int) -> None:
        """Tells that `done` of `total` things of a stage are done."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + (_TERMINAL_EVERY if self._terminal else _PLAIN_EVERY)
        text = f"{stage} {done:,} of {total:,}"
        if self._terminal:
            print(f"\r{text:<{self._shown}}", end="", file=self._stream, flush=True)
            self._shown = len(text)
        else:
            print(text, file=self._stream, flush=True)

    def clear(self) -> None:
        """Wipes the moving line, so that other lines can follow."""
        if self._shown:
            print(f"\r{'':<{self._shown}}\r", end="", file=self._stream, flush=True)
            self._shown = 0
