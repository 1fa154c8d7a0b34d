"""All lists of an index when documents have other numbers: many of them at once.

An explainer that comes before others, or goes, moves the numbers of all that are newer. Their
words are as they were, so of each list nothing but the numbers of its documents changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np

from plugins.search_index.arrays import Numbers, VarintStream, decoded, distances
from plugins.search_index.differences import Differences
from plugins.search_index.index_files import IndexFiles
from plugins.search_index.term_lists import TermList, parts_of
from plugins.search_index.term_shards import Entry, Load, entry_of, is_inside
from plugins.search_index.varints import end_of_numbers

__all__ = ["Renumbering"]


@dataclass(frozen=True, slots=True)
class _Row:
    """The numbers of a list's documents, encoded, and what stands behind them."""

    count: int
    documents: bytes
    rest: bytes

    @classmethod
    def of(cls, data: bytes, count: int) -> _Row:
        """The row that a list begins with."""
        end = end_of_numbers(data, count)
        return cls(count, data[:end], data[end:])


class Renumbering:
    """Gives lists the numbers that documents have now; none may hold one that has gone."""

    def __init__(self, differences: Differences, load: Load, files: IndexFiles) -> None:
        self._now = np.full(differences.counts[0], -1)
        for before, now, size in differences.stays:
            self._now[before : before + size] = np.arange(now, now + size)
        self._load = load
        self._files = files

    def term(self, term: TermList) -> TermList:
        """One list."""
        row = _Row.of(term.data, term.df)
        (documents,) = self._documents([row])
        return replace(term, data=documents + row.rest)

    def entries(self, entries: Mapping[bytes, Entry]) -> dict[bytes, Entry]:
        """The entries of many lists, wherever these lie."""
        rows = {key: self._rows(entry) for key, entry in entries.items()}
        documents = iter(self._documents([row for each in rows.values() for row in each]))
        return {
            key: self._entry(entry, [(row, next(documents)) for row in rows[key]])
            for key, entry in entries.items()
        }

    def _rows(self, entry: Entry) -> list[_Row]:
        """One, or two where the list is two files."""
        if not entry.list_name:
            return [_Row.of(entry.data, entry.df)]
        data = self._load(f"lists/{entry.list_name}")
        if not entry.once_name:
            return [_Row.of(data, entry.df)]
        once = self._load(f"lists/{entry.once_name}")
        return [_Row.of(data, entry.often), _Row.of(once, entry.df - entry.often)]

    def _documents(self, rows: Sequence[_Row]) -> list[bytes]:
        """The first part of each row, as it is now."""
        counts = np.array([row.count for row in rows], np.int64)
        ends = np.cumsum(counts)
        firsts = ends - counts
        gaps = decoded(b"".join(row.documents for row in rows))
        sums = np.cumsum(gaps)
        before = sums - np.repeat(_sums_before(sums, firsts), counts)
        is_first = firsts[counts > 0]
        stream = VarintStream(distances(self._now[before], is_first), firsts, ends)
        return [stream.part(place) for place in range(len(rows))]

    def _entry(self, entry: Entry, rows: Sequence[tuple[_Row, bytes]]) -> Entry:
        (row, documents), *others = rows
        if not entry.list_name or (not others and is_inside(len(documents) + len(row.rest))):
            return self._whole(entry, documents + row.rest)
        first = TermList(row.count, entry.titles, documents + row.rest, b"", entry.has_lengths)
        list_name = self._files.add_parts("lists", parts_of(first))
        once_name = ""
        for once, once_documents in others:
            once_name = self._files.add_parts("lists", (once_documents, once.rest))
        return msgspec.structs.replace(entry, list_name=list_name, once_name=once_name)

    def _whole(self, entry: Entry, data: bytes) -> Entry:
        """The entry of a list that lay in its shard, or that does so now."""
        positions = entry.positions
        if entry.positions_name:
            positions = self._load(f"positions/{entry.positions_name}")
        term = TermList(entry.df, entry.titles, data, positions, entry.has_lengths)
        return entry_of(entry.key, term, self._files)


def _sums_before(sums: Numbers, firsts: Numbers) -> Numbers:
    """What has been summed up before each place."""
    return np.concatenate((np.zeros(1, np.int64), sums))[firsts]
