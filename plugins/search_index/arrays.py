"""Arithmetic with whole columns of numbers, for turning an archive round at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Numbers",
    "VarintStream",
    "counted_from_nought",
    "distances",
    "run_starts",
    "stable_order",
]

Numbers = NDArray[np.signedinteger[Any]]


class VarintStream:
    """Numbers as varints, of which each list has a part."""

    def __init__(self, values: Numbers, firsts: Numbers, ends: Numbers) -> None:
        self._bytes, offsets = _varints(values)
        self._starts = offsets[firsts].tolist()
        self._ends = offsets[ends].tolist()

    def part(self, index: int) -> bytes:
        """The bytes of one list."""
        return self._bytes[self._starts[index] : self._ends[index]]


def _varints(values: Numbers) -> tuple[bytes, Numbers]:
    """The encoded numbers, and where each begins (and, at the end, where the last ends)."""
    sizes = np.ones(len(values), np.int64)
    limit = 1 << 7
    while (larger := values >= limit).any():
        sizes += larger
        limit <<= 7
    offsets = np.concatenate(([0], np.cumsum(sizes)))
    encoded = np.empty(offsets[-1], np.uint8)
    encoded[offsets[:-1]] = values & 127
    for size in range(1, int(sizes.max(initial=1))):
        longer = np.flatnonzero(sizes > size)
        at = offsets[longer] + size
        encoded[at] = values[longer] >> (7 * size) & 127
        encoded[at - 1] |= 128
    return encoded.tobytes(), offsets


def distances(values: Numbers, firsts: Numbers) -> Numbers:
    """From each value to the one before it; values at `firsts` stay as they are."""
    found = values.copy()
    found[1:] -= values[:-1]
    found[firsts] = values[firsts]
    return found


def run_starts(*columns: Numbers) -> Numbers:
    """Where in sorted columns another row begins."""
    differs = np.ones(len(columns[0]), np.bool_)
    differs[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return np.flatnonzero(differs)


def stable_order(values: Numbers) -> Numbers:
    """The places of the values (below 2 ** 32) in ascending order, equal ones as they come."""
    # numpy sorts 16 bits by radix, far faster than it compares wider numbers.
    order = np.argsort((values & 0xFFFF).astype(np.uint16), kind="stable")
    if len(values) and values.max() > 0xFFFF:
        upper = (values >> 16).astype(np.uint16)[order]
        order = order[np.argsort(upper, kind="stable")]
    return order


def counted_from_nought(lengths: Numbers) -> Numbers:
    """0, 1, 2 ... for each length, one after another."""
    starts = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) - np.repeat(starts, lengths)
