"""Which documents of an index are not as they were, and which numbers the others have now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from plugins.search_index.index import DIGEST_BYTES, DOCUMENTS_KEPT_TOGETHER, digest_at

__all__ = ["Differences", "Run", "differences_of"]

# Documents that come or go, each; above that, all of the index is made anew. Parts of the words
# that are kept rely on it that no more come than a part holds (see `changes`).
_MOST = 48
# Up to so many documents with other numbers, it is cheaper to change these than all lists.
_FEW_IN_PLACE = 4


class Run(NamedTuple):
    """`size` documents that follow each other before an edit and after it: their first numbers."""

    before: int
    now: int
    size: int


@dataclass(frozen=True, slots=True)
class Differences:
    """What has become of the documents of an index.

    gone: numbers as they were before; come: numbers as they are now, both ascending. A document
    that is another under the same number is in both. stays: runs that hold all others, ascending.
    counts: how many numbers are given out before and now.
    """

    gone: Sequence[int]
    come: Sequence[int]
    stays: Sequence[Run]
    counts: tuple[int, int]

    @property
    def renumbers(self) -> bool:
        """Whether documents that stay have other numbers now."""
        return any(run.before != run.now for run in self.stays)

    def moved(self, column: bytes) -> bytearray:
        """A byte for each document, by the numbers that they have now; 0 for those that come."""
        found = bytearray(self.counts[1])
        for before, now, size in self.stays:
            found[now : now + size] = column[before : before + size]
        return found

    def touched(self, size: int) -> Sequence[int]:
        """The groups of so many numbers, of those that there are now, that are not as they were."""
        numbers = (*self.gone, *self.come)
        groups = range(-(-self.counts[1] // size))
        if not self.renumbers:
            touched = {number // size for number in numbers}
            return sorted(group for group in touched if group in groups)
        first, last = min(numbers) // size, max(numbers) // size
        # Where there are more or fewer numbers than before, all to the end are others.
        return groups[first:] if self.counts[0] != self.counts[1] else groups[first : last + 1]


def differences_of(before: bytes, now: bytes) -> Differences | None:
    """How documents differ, by the digests of all (see `digests_of`); None if too many do."""
    in_place = _in_place(before, now)
    if in_place is not None and len(in_place.come) <= _FEW_IN_PLACE:
        return in_place
    elsewhere = _elsewhere(before, now)
    if elsewhere is None or (in_place is not None and not elsewhere.renumbers):
        return in_place
    return elsewhere


def _in_place(before: bytes, now: bytes) -> Differences | None:
    """Number by number; none has gone without another in its place."""
    counts = len(before) // DIGEST_BYTES, len(now) // DIGEST_BYTES
    if not counts[0] <= counts[1] <= counts[0] + _MOST:
        return None
    come = list(_different(before, now, counts[1]))
    if len(come) > _MOST:
        return None
    gone = [number for number in come if number < counts[0]]
    return Differences(gone, come, [Run(0, 0, counts[0])], counts)


def _different(before: bytes, now: bytes, count: int) -> Iterator[int]:
    """The numbers under which digests differ; equal ones are passed over many at a time."""
    step = DOCUMENTS_KEPT_TOGETHER
    for start in range(0, count, step):
        bounds = slice(start * DIGEST_BYTES, (start + step) * DIGEST_BYTES)
        if before[bounds] != now[bounds]:
            for number in range(start, min(start + step, count)):
                if digest_at(before, number) != digest_at(now, number):
                    yield number


def _elsewhere(before: bytes, now: bytes) -> Differences | None:
    """Wherever documents stand."""
    rows_before, rows_now = _rows(before), _rows(now)
    left_before, left_now = set(rows_before), set(rows_now)
    gone: list[int] = []
    come: list[int] = []
    pairs: list[tuple[int, int]] = []
    at, at_now = 0, 0
    while at < len(rows_before) and at_now < len(rows_now):
        row, row_now = rows_before[at], rows_now[at_now]
        if row == row_now:
            pairs.append((at, at_now))
            at, at_now = at + 1, at_now + 1
            continue
        if len(gone) > _MOST or len(come) > _MOST:
            return None
        is_next = rows_now[at_now + 1 : at_now + 2] == [row]
        if row in left_now and (row_now not in left_before or is_next):
            come.append(at_now)  # if it stood elsewhere, it has gone there
            left_now.discard(row_now)
            at_now += 1
        else:
            gone.append(at)
            left_before.discard(row)
            at += 1
    gone += range(at, len(rows_before))
    come += range(at_now, len(rows_now))
    if max(len(gone), len(come)) > _MOST:
        return None
    return Differences(gone, come, list(_runs(pairs)), (len(rows_before), len(rows_now)))


def _rows(digests: bytes) -> list[bytes]:
    return [digests[start : start + DIGEST_BYTES] for start in range(0, len(digests), DIGEST_BYTES)]


def _runs(pairs: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Documents by their numbers before and now, as runs."""
    # Within a run, both numbers are as far from the place of the pair as at its beginning.
    for _, run in groupby(
        enumerate(pairs), lambda each: (each[1][0] - each[0], each[1][1] - each[0])
    ):
        some = [pair for _, pair in run]
        yield Run(*some[0], len(some))
