"""Arithmetic with whole columns of numbers, for turning an archive round at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Numbers",
    "VarintStream",
    "counted_from_nought",
    "decoded",
    "distances",
    "encoded",
    "run_starts",
    "stable_order",
]

_AT_ONCE = 1 << 14

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
    # Bit by bit: for columns of millions most of the time would go into fresh memory.
    pieces = [_some_varints(values[at : at + _AT_ONCE]) for at in range(0, len(values), _AT_ONCE)]
    sizes = np.concatenate([sizes for _, sizes in pieces] or [np.zeros(0, np.uint8)])
    offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes, dtype=np.int64)))
    return b"".join(encoded for encoded, _ in pieces), offsets


def _some_varints(values: Numbers) -> tuple[bytes, NDArray[np.uint8]]:
    """The encoded numbers, and how many bytes each takes."""
    most = max(1, -(-int(values.max()).bit_length() // 7))
    # A row a number with room for the longest; what a number does not need is left out.
    rows = np.empty((len(values), most), np.uint8)
    needed = np.ones((len(values), most), np.bool_)
    sizes = np.ones(len(values), np.uint8)
    rows[:, 0] = values & 127
    for place in range(1, most):
        is_longer = values >= 1 << (7 * place)
        rows[:, place] = values >> (7 * place) & 127
        rows[:, place - 1] |= is_longer.view(np.uint8) << 7
        needed[:, place] = is_longer
        sizes += is_longer
    return (rows[needed] if most > 1 else rows).tobytes(), sizes


def encoded(values: Numbers) -> bytes:
    """Numbers as varints."""
    return _varints(values)[0]


def decoded(data: bytes) -> Numbers:
    """The numbers of varints."""
    column = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(column < 128)
    if len(ends) == len(column):
        return column.astype(np.int64)
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))
    within = np.arange(len(column)) - np.repeat(starts, ends - starts + 1)
    return np.add.reduceat((column & 127).astype(np.int64) << (7 * within), starts)


def distances(values: Numbers, firsts: Numbers) -> Numbers:
    """From each value to the one before it; values at `firsts` stay as they are."""
    found = values.copy()
    found[1:] -= values[:-1]
    found[firsts] = values[firsts]
    return found


def run_starts(values: Numbers, *, also: Numbers | None = None) -> Numbers:
    """Where in a column another value begins than before it, and `also` at some places."""
    differs = np.ones(len(values), np.bool_)
    differs[1:] = values[1:] != values[:-1]
    if also is not None:
        differs[also] = True
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
    starts = (np.cumsum(lengths) - lengths).astype(np.int32)
    return np.arange(int(lengths.sum()), dtype=np.int32) - np.repeat(starts, lengths)
