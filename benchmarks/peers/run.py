"""The whole comparison, as the command `bench` asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.builds import Result, Tools
from benchmarks.peers.chart import Series, series_of
from benchmarks.peers.contest import Contest, bench_peers
from benchmarks.peers.rows import rows_of
from benchmarks.peers.table import format_comparison
from benchmarks.peers.watching import bench_saves

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The tables in Markdown, and what a chart shows of them."""

    text: str
    series: Series


def compare(
    ours: Sequence[Result], second: Sequence[Result], contest: Contest, serve: Tools
) -> Comparison:
    """Measures the peers where we were measured; `serve.command` is that of our own server.

    `second` is what our second Markdown engine made of the same archives.
    """
    sizes = sorted({result.size for result in ours})
    standings, notes = bench_peers(sizes, contest)
    rows = rows_of(ours, standings, second)
    watched, more = bench_saves(sizes, contest, serve)
    return Comparison(format_comparison(rows, watched, [*notes, *more]), series_of(rows))
