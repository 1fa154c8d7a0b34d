"""The short way out: whether anything at all changed since the last build.

A build that would change nothing is the most frequent one. If no file has another
stamp, no code, template or setting is different, nothing became due and the
published tree is as it was left, then there is nothing to plan.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from plugins.explainers.archive import Counts
from plugins.site_outputs.content_files import FoundFile, Scan, digest_of

__all__ = ["LastBuild", "build_key", "read_last_build", "write_last_build"]

# How long after its change a file's stamp can be trusted: until the file system's
# clock has moved on. Some file systems count whole seconds; a stamp tells.
_COARSE_NS = 2_000_000_000
_FINE_NS = 50_000_000
_SECOND_NS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build made of what, and when (UTC text). `files` is how many files it has."""

    key: str
    now: str
    files: int
    counts: Counts

    def still_holds(self, key: str, now: str) -> bool:
        """Whether a build at `now` (UTC text) of what has this key would change nothing."""
        due = self.counts.next_due
        # A clock that went back may make something unpublished again.
        return self.key == key and self.now <= now and not (due and due <= now)


def build_key(salt: bytes, settings: Iterable[object], scan: Scan) -> str:
    """Stands for everything that a build is made from, save the clock.

    `settings` are plain data.
    """
    files = [(found.path, found.stamp) for found in scan.files]
    return digest_of(msgspec.msgpack.encode((salt, tuple(settings), files, scan.problems)))


def is_settled(found: FoundFile, scanned_ns: int) -> bool:
    """Whether a change of the file after the scan would show in its stamp."""
    changed = found.stamp.changed_ns
    window = _FINE_NS if changed % _SECOND_NS else _COARSE_NS
    return changed < scanned_ns - window


def all_settled(files: Iterable[FoundFile], scanned_ns: int) -> bool:
    """Whether that holds for all of the files."""
    return all(is_settled(found, scanned_ns) for found in files)


def read_last_build(path: Path) -> LastBuild | None:
    """What was written at the end of the last build; None if it cannot be read."""
    try:
        return _decode(path.read_bytes())
    except (OSError, msgspec.MsgspecError):
        return None


def write_last_build(path: Path, last: LastBuild) -> None:
    """Notes what this build made. To be removed before the next one publishes."""
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(msgspec.msgpack.encode(last))
    new.replace(path)


_decode = msgspec.msgpack.Decoder(LastBuild).decode
