"""The report on searches."""

from __future__ import annotations

import pytest

from benchmarks.search.costs import Costs, Part, Spread, spread_of
from benchmarks.search.our_site import IndexCost
from benchmarks.search.report import Engine, format_search_report

RANKING = {"whole": {"nDCG@10": 0.4}, "short": {"nDCG@10": 0.25}}


def engine(name: str, factor: float) -> Engine:
    size = Spread(10_000 * factor, 12_000 * factor)
    seconds = Spread(0.01 * factor, 0.025 * factor)
    costs = Costs(
        first=size,
        scripts=size,
        later=Spread(0, 0),
        new_words=seconds,
        warm=seconds,
        all_threads=0.02 * factor,
        parts=(Part("first", "terms", 2.5, 4_000),),
    )
    ranking = {
        name: {measure: value * factor for measure, value in each.items()}
        for name, each in RANKING.items()
    }
    return Engine(name, costs, IndexCost(1.5 * factor, 7, 1_234_567), ranking)


@pytest.fixture
def report() -> str:
    engines = [engine("ours", 1), engine("Peer", 2)]
    return format_search_report("Search of X", engines, facts=["2 cores"], notes=["Y is left out"])


def test_each_measure_has_a_table_with_a_ratio_for_each_peer(report: str) -> None:
    assert "## nDCG@10\n\n| queries | ours | Peer | ours / Peer |" in report
    assert "| whole | .400 | .800 | 0.50 |" in report
    assert "| first, p95 | 12,000 | 24,000 | 0.50 |" in report
    assert "| warm, median | 10.0 | 20.0 | 0.50 |" in report
    assert "| bytes on disk | 1,234,567 | 1,234,567 | 1.00 |" in report


def test_what_we_fetch_is_told_by_kind(report: str) -> None:
    assert "## What is fetched (ours, means)" in report
    assert "| first | terms | 2.5 | 4,000 |" in report


def test_ratio_to_nothing_is_none(report: str) -> None:
    assert "| later, median | 0 | 0 | - |" in report


def test_facts_and_notes_are_told(report: str) -> None:
    assert report.startswith("# Search of X\n\n- 2 cores\n")
    assert report.endswith("## Notes\n\n- Y is left out\n")


def test_engine_alone_has_no_ratios() -> None:
    report = format_search_report("X", [engine("ours", 1)], facts=[], notes=[])

    assert "| query | ours |\n| --- | ---: |" in report


def test_spread_is_the_median_and_a_value_that_95_of_100_do_not_exceed() -> None:
    assert spread_of(range(1, 101)) == Spread(50.5, 95)
    assert spread_of([7]) == Spread(7, 7)
