"""What a peer is: a site generator with its lock, its set-up and its commands."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.conversion import Convert

__all__ = ["SETUPS", "Command", "LeftOut", "Peer", "WatchCommand", "version_of"]

SETUPS = Path(__file__).parent

# From where the peer is installed to a command, which runs in the folder of its site.
Command = Callable[[Path], tuple[str, ...]]
# The same with a port to serve at.
WatchCommand = Callable[[Path, int], tuple[str, ...]]


class LeftOut(Exception):
    """A peer cannot be measured here; the message says why."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A site generator that makes the same site.

    `package` is what its lock calls it. `output` is where it puts the site, in the folder that
    it runs in. `shared` is where the files go that all peers publish as they are. `watch` serves
    or writes what changes until it is ended; `watch_address` is where a page is then found, with
    `{port}`, `{folder}` and `{page}` left open. `lacks` says what its site does not have.
    `based_on` is another peer's key: its program and lock, and its set-up where this one's own
    files do not take their place.
    """

    name: str
    key: str
    package: str
    convert: Convert
    build: Command
    output: str
    shared: str
    lacks: str
    is_searched_by_pagefind: bool = False
    watch: WatchCommand | None = None
    watch_address: str = ""
    based_on: str = ""

    @property
    def program(self) -> str:
        """The key under which its lock and what is installed by it are found."""
        return self.based_on or self.key

    @property
    def setups(self) -> tuple[Path, ...]:
        """Its configuration and templates, and the lock; later folders win."""
        return tuple(SETUPS / key for key in dict.fromkeys((self.program, self.key)))

    @property
    def version(self) -> str:
        """That of the program."""
        return version_of(self.program, self.package)


def version_of(key: str, package: str) -> str:
    """The version that the lock of the set-up `key` pins."""
    python_lock = SETUPS / key / "requirements.lock"
    if python_lock.exists():
        found = re.search(
            rf"^{re.escape(package)}==(\S+)", python_lock.read_text(encoding="utf-8"), re.MULTILINE
        )
        if found is None:
            raise ValueError(f"{python_lock} does not pin {package}")
        return found[1]
    lock = json.loads((SETUPS / key / "package-lock.json").read_text(encoding="utf-8"))
    return str(lock["packages"][f"node_modules/{package}"]["version"])
