"""The report on searches: a table for each measure, an engine in each column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.search.costs import Costs, Spread
from benchmarks.search.our_site import IndexCost

__all__ = ["OURS", "Engine", "Measure", "format_search_report"]

OURS = "ours"


@dataclass(frozen=True, slots=True)
class Engine:
    """What was measured of one engine; `ranking` is by query set and then by measure."""

    name: str
    costs: Costs
    index: IndexCost
    ranking: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measure:
    """A table's row: what is measured, and how its values are written."""

    label: str
    value_of: Callable[[Engine], float]
    written: Callable[[float], str]


def format_search_report(
    title: str, engines: Sequence[Engine], *, facts: Sequence[str], notes: Sequence[str]
) -> str:
    """The report in Markdown; the first engine is ours."""
    lines = (f"# {title}", "", *(f"- {fact}" for fact in facts), *_tables(engines), *_notes(notes))
    return "\n".join(lines) + "\n"


def _tables(engines: Sequence[Engine]) -> Iterator[str]:
    sets = list(engines[0].ranking)
    names = dict.fromkeys(name for each in engines[0].ranking.values() for name in each)
    for name in names:
        rows = [Measure(each, _ranked(each, name), _score) for each in sets]
        yield from _table(name, "queries", engines, rows)
    yield from _table("Bytes that a reader fetches", "query", engines, _BYTES)
    yield from _table("CPU of the page's main thread, ms", "query", engines, _THREAD)
    yield from _table("The index", "", engines, _INDEX)
    yield from _parts(engines[0])


def _table(
    title: str, corner: str, engines: Sequence[Engine], rows: Sequence[Measure]
) -> Iterator[str]:
    ours, *peers = engines
    columns = [each.name for each in engines] + [f"{OURS} / {each.name}" for each in peers]
    yield from ("", f"## {title}", "", f"| {' | '.join([corner, *columns])} |")
    yield f"| --- |{' ---: |' * len(columns)}"
    for row in rows:
        own = row.value_of(ours)
        cells = [row.written(row.value_of(each)) for each in engines]
        cells += [_ratio(own, row.value_of(each)) for each in peers]
        yield f"| {' | '.join([row.label, *cells])} |"


def _parts(engine: Engine) -> Iterator[str]:
    yield from ("", f"## What is fetched ({engine.name}, means)", "")
    yield "| query | kind | responses | bytes |"
    yield "| --- | --- | ---: | ---: |"
    for part in engine.costs.parts:
        yield f"| {part.query} | {part.kind} | {part.responses:.1f} | {part.size:,.0f} |"


def _notes(notes: Sequence[str]) -> Iterator[str]:
    if notes:
        yield from ("", "## Notes", "", *(f"- {note}" for note in notes))


def _ranked(query_set: str, name: str) -> Callable[[Engine], float]:
    return lambda engine: engine.ranking[query_set][name]


def _spreads(label: str, spread_of: Callable[[Costs], Spread], unit: float) -> Iterator[Measure]:
    def written(value: float) -> str:
        return f"{value:,.0f}" if unit == 1 else f"{value * unit:,.1f}"

    yield Measure(f"{label}, median", lambda each: spread_of(each.costs).median, written)
    yield Measure(f"{label}, p95", lambda each: spread_of(each.costs).p95, written)


def _score(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


def _whole(value: float) -> str:
    return f"{value:,.0f}"


def _milliseconds(value: float) -> str:
    return f"{value * 1000:,.1f}"


def _seconds(value: float) -> str:
    return f"{value:.2f}"


def _ratio(own: float, other: float) -> str:
    return f"{own / other:.2f}" if other else "-"


_BYTES = (
    *_spreads("first", lambda costs: costs.first, 1),
    *_spreads("scripts of it", lambda costs: costs.scripts, 1),
    *_spreads("later", lambda costs: costs.later, 1),
)
_THREAD = (
    *_spreads("new words", lambda costs: costs.new_words, 1000),
    *_spreads("warm", lambda costs: costs.warm, 1000),
    Measure("warm, all threads, mean", lambda each: each.costs.all_threads, _milliseconds),
)
_INDEX = (
    Measure("CPU s to make it", lambda each: each.index.cpu_seconds, _seconds),
    Measure("files", lambda each: each.index.files, _whole),
    Measure("bytes on disk", lambda each: each.index.size, _whole),
)
