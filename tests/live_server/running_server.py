"""A server that runs as its users run it, and the explainers that it serves."""

from __future__ import annotations

import http.client
import queue
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 30.0
_EXPLAINER = """---
title: {title}
date: {date}
tags: [Caches]
status: {status}
---

## What's Happening?

{text}

## Why It's Important?

Pages load sooner.

## What's Next?

More of them.
"""


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: str


@dataclass
class RunningServer:
    """A `serve` of its own, and its checkout."""

    root: Path
    process: subprocess.Popen[str]
    port: int = 0
    lines: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def get(self, address: str, *, method: str = "GET", host: str = "") -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            headers = {"Host": host or f"localhost:{self.port}"}
            connection.request(method, address, headers=headers)
            response = connection.getresponse()
            return Reply(
                response.status,
                response.headers,
                response.read().decode("utf-8", "backslashreplace"),
            )
        finally:
            connection.close()

    def get_until(self, address: str, is_wanted: Callable[[Reply], bool]) -> Reply:
        """The first reply that is as wanted; the last one where none comes in time."""
        end = time.monotonic() + PATIENCE
        reply = self.get(address)
        while not is_wanted(reply) and time.monotonic() < end:
            time.sleep(0.05)
            reply = self.get(address)
        return reply

    def next_line(self) -> str:
        return self.lines.get(timeout=PATIENCE)

    def line_with(self, text: str) -> str:
        """The next line on the terminal that holds a text."""
        while text not in (line := self.next_line()):
            pass
        return line

    def interrupt(self) -> int:
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


def explainer(title: str, text: str, *, date: str = "2026-01-05", status: str = "published") -> str:
    return _EXPLAINER.format(title=title, text=text, date=date, status=status)
