"""The files of an index as they come up: named by what they hold, compressed once."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Sequence
from hashlib import blake2b

__all__ = ["IndexFiles", "deflated", "deflated_parts", "inflated"]

_NAME_BYTES = 6
_WINDOW = -15  # raw DEFLATE
_LEVEL = 6  # 9 takes twice the time for 1 in 100 of the bytes
# Hold hardly anything that repeats: to look for it takes as long again for 1 in 1,000 bytes.
_WITHOUT_REPEATS = ("positions", "lengths")


class IndexFiles:
    """Collects files; those that were `known` before are not compressed again.

    A file is told by its key, `KIND/NAME`; the name is a digest of what it holds.
    `named` has the keys of all that were asked for, `new` what was not known.
    """

    def __init__(self, known: Collection[str]) -> None:
        self.new: dict[str, bytes] = {}
        self.named: set[str] = set()
        self._known = known

    def add(self, kind: str, payload: bytes) -> str:
        """The name of a file with this payload."""
        has_repeats = kind not in _WITHOUT_REPEATS
        return self.add_made(kind, payload, lambda: deflated(payload, has_repeats=has_repeats))

    def add_parts(self, kind: str, parts: Sequence[bytes]) -> str:
        """The name of a file with these parts: rows of small numbers, each of its own make.

        Files with the same bytes in other parts have other names: they are read in other ways.
        """
        identity = b"".join(b"%d " % len(part) for part in parts) + b"".join(parts)
        return self.add_made(kind, identity, lambda: deflated_parts(parts))

    def add_plain(self, kind: str, payload: bytes) -> str:
        """The name of a file that is not compressed."""
        return self.add_made(kind, payload, lambda: payload)

    def name(self, kind: str, identity: bytes) -> str:
        """The name of a file that `identity` stands for, and that somebody else makes."""
        name = blake2b(identity, digest_size=_NAME_BYTES, person=kind.encode()).hexdigest()
        self.named.add(f"{kind}/{name}")
        return name

    def add_made(self, kind: str, identity: bytes, made: Callable[[], bytes]) -> str:
        """The name of a file that `identity` stands for; made only if it is new."""
        name = self.name(kind, identity)
        key = f"{kind}/{name}"
        if key not in self._known and key not in self.new:
            self.new[key] = made()
        return name


def deflated(payload: bytes, *, has_repeats: bool = True) -> bytes:
    """A raw DEFLATE stream; where nothing repeats, bytes get shorter codes and that is all."""
    strategy = zlib.Z_DEFAULT_STRATEGY if has_repeats else zlib.Z_HUFFMAN_ONLY
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, strategy=strategy)
    return compressor.compress(payload) + compressor.flush()


def deflated_parts(parts: Sequence[bytes]) -> bytes:
    """A raw DEFLATE stream in which each part has codes of its own, a tenth shorter for numbers."""
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, strategy=zlib.Z_RLE)
    begun = [
        compressor.compress(part) + compressor.flush(zlib.Z_PARTIAL_FLUSH) for part in parts[:-1]
    ]
    return b"".join((*begun, compressor.compress(parts[-1]), compressor.flush()))


def inflated(data: bytes) -> bytes:
    """What was deflated."""
    return zlib.decompress(data, _WINDOW)
