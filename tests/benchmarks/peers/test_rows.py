"""What is compared with what."""

from __future__ import annotations

from benchmarks.builds import COLD, EDITED, UNCHANGED
from benchmarks.peers.rows import Row


def row(rows: list[Row], maker: str, scenario: str) -> Row:
    return next(
        each for each in rows if each.maker.endswith(maker) and each.result.scenario == scenario
    )


def test_pagefind_is_added_to_what_it_reads(rows: list[Row]) -> None:
    both = row(rows, "and Pagefind 1.6.0", COLD).result

    assert both.median.cpu_seconds == 8.0
    assert both.median.wall_seconds == 4.0
    assert both.written.files == 140


def test_two_commands_after_each_other_need_the_memory_of_the_greater(rows: list[Row]) -> None:
    assert row(rows, "and Pagefind 1.6.0", COLD).result.median.peak_bytes == 300 * 2**20


def test_rebuilds_take_what_pagefind_costs_over_its_own_index(rows: list[Row]) -> None:
    assert row(rows, "and Pagefind 1.6.0", UNCHANGED).result.median.cpu_seconds == 6.0
    assert row(rows, "and Pagefind 1.6.0", EDITED).result.median.cpu_seconds == 6.5


def test_chart_shows_each_maker_once_with_its_search_if_it_has_one(rows: list[Row]) -> None:
    labels = {each.label for each in rows}

    assert labels == {"Backgrounder", "Hugo and Pagefind", "Stock Pelican (no search)", ""}
