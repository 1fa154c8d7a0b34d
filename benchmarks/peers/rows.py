"""What is compared: a row for each way to make the site, with what it costs in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from benchmarks.builds import COLD, UNCHANGED, Result
from benchmarks.peers.contest import Standing
from benchmarks.peers.peer import version_of
from benchmarks.peers.setups import PAGEFIND
from benchmarks.peers.watching import OURS

__all__ = ["SECOND", "Row", "rows_of"]

SECOND = f"{OURS}, pulldown-cmark"


@dataclass(frozen=True, slots=True)
class Row:
    """One build of one size by one maker; `peer` is the key of what it lacks, empty for ours.

    `label` is its name in the chart; none where another row has the search index as well.
    """

    maker: str
    result: Result
    peer: str = ""
    label: str = ""


def rows_of(
    ours: Sequence[Result], standings: Sequence[Standing], second: Sequence[Result] = ()
) -> list[Row]:
    """All rows: ours first, then each peer alone and with Pagefind over its pages.

    `second` is ours with the second Markdown engine.
    """
    rows = [Row(OURS, result, label=OURS) for result in ours]
    rows += [Row(SECOND, result, label=SECOND) for result in second]
    for standing in standings:
        rows += _rows_of_peer(standing)
    return rows


def _rows_of_peer(standing: Standing) -> Iterator[Row]:
    peer = standing.peer
    name = f"{peer.name} {peer.version}"
    indexes = {(result.size, result.scenario): result for result in standing.search}
    for result in standing.builds:
        # Pagefind reads all pages each time, whatever has changed.
        kind = COLD if result.scenario == COLD else UNCHANGED
        index = indexes.get((result.size, kind))
        if index is None:
            yield Row(name, result, peer.key, f"{peer.name} (no search)")
        else:
            yield Row(name, result, peer.key)
            together = f"{name} and Pagefind {version_of(PAGEFIND, PAGEFIND)}"
            both = _one_after_the_other(result, index)
            yield Row(together, both, peer.key, f"{peer.name} and Pagefind")


def _one_after_the_other(build: Result, index: Result) -> Result:
    first, second = build.median, index.median
    median = replace(
        first,
        cpu_seconds=first.cpu_seconds + second.cpu_seconds,
        wall_seconds=first.wall_seconds + second.wall_seconds,
        peak_bytes=max(first.peak_bytes, second.peak_bytes),
    )
    return replace(build, median=median, written=build.written + index.written)
