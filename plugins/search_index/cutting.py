"""Where sorted keys are cut into pieces, so that a change of one moves no other cut.

A cut stands before a key because of that key alone: its CRC-32 ends in so many zero
bits. That makes pieces of uneven size, but an insertion anywhere leaves all cuts
elsewhere where they are, which neither pieces of a fixed size nor pieces of so many
keys would do. (The same idea cuts files for deduplication: Muthitacharoen, Chen and
Mazières, "A low-bandwidth network file system", 2001.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

__all__ = ["FORMS", "SHARD_PAGES", "TERMS", "Cutting", "zero_bits"]


@dataclass(frozen=True, slots=True)
class Cutting:
    """Cuts before keys with so many zero bits; pieces above `most` bytes are cut again.

    The bits are the last of the checksum, or those above its last `above` bits: pieces of what
    has been cut by the last bits have to be cut by others.
    """

    bits: int
    most: int
    above: int = 0

    def opens(self, key: bytes) -> bool:
        """Whether there is always a cut before this key."""
        return crc32(key) >> self.above & ((1 << self.bits) - 1) == 0

    def pieces(self, keys: Sequence[bytes], sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
        """From and to which place each piece goes, for all keys or from one that opens on."""
        cuts = [place for place, key in enumerate(keys) if place and self.opens(key)]
        for start, end in zip([0, *cuts], [*cuts, len(keys)], strict=True):
            yield from self._split(keys, sizes, start, end)

    def _split(
        self, keys: Sequence[bytes], sizes: Sequence[int], start: int, end: int
    ) -> Iterator[tuple[int, int]]:
        if end - start == 0:
            return
        if end - start == 1 or sum(sizes[start:end]) <= self.most:
            yield start, end
            return
        levels = [zero_bits(key) for key in keys[start + 1 : end]]
        highest = max(levels)
        cuts = [start + 1 + place for place, level in enumerate(levels) if level == highest]
        for left, right in zip([start, *cuts], [*cuts, end], strict=True):
            yield from self._split(keys, sizes, left, right)


TERMS = Cutting(bits=7, most=5120)
FORMS = Cutting(bits=9, most=8192)
SHARD_PAGES = Cutting(bits=5, most=1 << 30, above=16)


def zero_bits(key: bytes) -> int:
    """How many zero bits the key's CRC-32 ends in."""
    value = crc32(key)
    return (value & -value).bit_length() - 1 if value else 32
