"""Real feed readers: newsboat and sfeed, each with a home of its own, and feedparser."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    # A release of feedparser may use what the newest Python is about to drop.
    warnings.simplefilter("ignore", DeprecationWarning)
    import feedparser

__all__ = ["Newsboat", "feedparser_reads", "sfeed_ids"]

_SFEED_ID = 5  # its sixth column
_UNREAD = re.compile(r"^(\d+) unread")


@dataclass(frozen=True)
class Newsboat:
    """A newsboat that follows one feed or a list. Its folder is its home: what it has seen."""

    home: Path
    url: str = ""

    def unread(self) -> int:
        """How many entries are unread after it has looked at the feed once more."""
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "urls").write_text(f"{self.url}\n")
        # Else a server's answer that nothing changed within this second would be believed.
        (self.home / "config").write_text(f'always-download "{self.url}"\n')
        return self._reload()

    def unread_of_list(self, opml: Path) -> int:
        """The same after it has imported a list of feeds."""
        self.home.mkdir(parents=True, exist_ok=True)
        (self.home / "config").write_text("reload-threads 8\n")
        self._run("-i", str(opml))
        return self._reload()

    def feeds(self) -> set[str]:
        """The addresses of the feeds that it could read."""
        with sqlite3.connect(self.home / "cache.db") as cache:
            rows = cache.execute("SELECT rssurl FROM rss_feed WHERE title != ''").fetchall()
        cache.close()
        return {address for (address,) in rows}

    def _reload(self) -> int:
        said = self._run("-x", "reload", "print-unread")
        found = _UNREAD.search(said)
        assert found, said
        return int(found[1])

    def mark_all_read(self) -> None:
        """As its command of that name does."""
        with sqlite3.connect(self.home / "cache.db") as cache:
            cache.execute("UPDATE rss_item SET unread = 0")
        cache.close()

    def unread_ids(self) -> set[str]:
        """The names of the entries that are unread."""
        with sqlite3.connect(self.home / "cache.db") as cache:
            rows = cache.execute("SELECT guid FROM rss_item WHERE unread = 1").fetchall()
        cache.close()
        return {guid for (guid,) in rows}

    def _run(self, *options: str) -> str:
        files = ("-u", "urls", "-c", "cache.db", "-C", "config")
        done = subprocess.run(
            ["newsboat", *files, *options],
            cwd=self.home,
            env={**os.environ, "HOME": str(self.home), "LC_ALL": "C.UTF-8", "TERM": "dumb"},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout


def sfeed_ids(data: bytes) -> list[str]:
    """The names of the entries as sfeed reads them. It knows RSS and Atom."""
    done = subprocess.run(["sfeed"], input=data, capture_output=True, check=True, timeout=60)
    assert not done.stderr, done.stderr
    return [line.split("\t")[_SFEED_ID] for line in done.stdout.decode().splitlines()]


def feedparser_reads(data: bytes) -> Any:
    """A feed as feedparser reads it; it must find nothing to complain about."""
    found = feedparser.parse(data)
    assert not found.bozo, found.bozo_exception
    return found
