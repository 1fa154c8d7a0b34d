"""The comparison in Markdown: a table for each size, what peers lack in footnotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.builds import COLD, EDITED, UNCHANGED
from benchmarks.peers.rows import Row
from benchmarks.peers.setups import PEERS
from benchmarks.peers.watching import OURS, Watched

__all__ = ["format_comparison"]

_SCENARIOS = (COLD, UNCHANGED, EDITED)
_COLUMNS = (
    *("build", "made by", "CPU s", "ours / its", "wall s", "ours / its"),
    *("peak MiB", "pages written", "files", "MB"),
)
_WATCHED_COLUMNS = (
    *("program", "explainers", "ms until the page is there", "CPU s"),
    *("MiB held after one save", "after the last"),
)


def format_comparison(rows: Sequence[Row], watched: Sequence[Watched], notes: Sequence[str]) -> str:
    """The tables; `notes` are lines on what could not be measured."""
    lines: list[str] = []
    for size in sorted({row.result.size for row in rows}):
        lines += ("", f"### {size:,} explainers", "", *_head(_COLUMNS, texts=2))
        for scenario in _SCENARIOS:
            lines += _scenario(
                [row for row in rows if (row.result.size, row.result.scenario) == (size, scenario)]
            )
    lines += _watched(watched)
    if notes:
        lines += ("", *(f"- {note}" for note in notes))
    lines += _footnotes(rows)
    return "\n".join(lines).strip() + "\n"


def _head(columns: Sequence[str], *, texts: int) -> tuple[str, str]:
    """The first lines of a table; its first `texts` columns are no numbers."""
    rules = ["---"] * texts + ["---:"] * (len(columns) - texts)
    return _line(columns), _line(rules)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _scenario(rows: Sequence[Row]) -> Iterator[str]:
    ours = next((row for row in rows if row.maker == OURS), None)
    for row in rows:
        median, written = row.result.median, row.result.written
        own = ours.result.median if ours is not None and row is not ours else None
        yield _line(
            (
                row.result.scenario,
                row.maker + (f"[^{row.peer}]" if row.peer else ""),
                f"{median.cpu_seconds:.2f}",
                _ratio(own.cpu_seconds, median.cpu_seconds) if own else "",
                f"{median.wall_seconds:.2f}",
                _ratio(own.wall_seconds, median.wall_seconds) if own else "",
                f"{median.peak_bytes / 2**20:,.0f}",
                f"{written.pages:,}",
                f"{written.files:,}",
                f"{written.size / 1e6:,.1f}",
            )
        )


def _ratio(own: float, other: float) -> str:
    return f"{own / other:.2f}" if other else "-"


def _watched(watched: Sequence[Watched]) -> Iterator[str]:
    if not watched:
        return
    yield from ("", "### One save while a program watches", "")
    yield from _head(_WATCHED_COLUMNS, texts=1)
    for each in watched:
        saves = each.saves
        yield _line(
            (
                each.name,
                f"{each.size:,}",
                f"{saves.latency_seconds * 1000:,.0f}",
                f"{saves.cpu_seconds:.2f}",
                f"{saves.first_held_bytes / 2**20:,.0f}",
                f"{saves.held_bytes / 2**20:,.0f}",
            )
        )


def _footnotes(rows: Sequence[Row]) -> Iterator[str]:
    keys = dict.fromkeys(row.peer for row in rows if row.peer)
    if keys:
        yield ""
    for key in keys:
        yield f"[^{key}]: What it lacks beside ours: {PEERS[key].lacks}"
