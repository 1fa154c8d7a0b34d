"""The comparison as tables."""

from __future__ import annotations

from benchmarks.peers.rows import Row
from benchmarks.peers.saves import Saves
from benchmarks.peers.table import format_comparison
from benchmarks.peers.watching import Watched


def test_ratios_are_ours_over_its(rows: list[Row]) -> None:
    table = format_comparison(rows, [], [])

    assert "| cold | Backgrounder | 4.00 |  | 2.00 |  | 100 | 50 | 70 | 3.0 |" in table
    assert (
        "| cold | Hugo 0.168.0 and Pagefind 1.6.0[^hugo] | 8.00 | 0.50 | 4.00 | 0.50 | 300"
        " | 100 | 140 | 6.0 |"
    ) in table


def test_build_that_only_a_peer_made_has_no_ratio(rows: list[Row]) -> None:
    table = format_comparison(rows, [], [])

    assert "| one body edited | Hugo 0.168.0[^hugo] | 5.50 |  | 2.75 |  |" in table


def test_each_size_has_its_table_small_one_first(rows: list[Row]) -> None:
    table = format_comparison(rows, [], [])

    assert table.startswith("### 1,000 explainers\n")
    assert table.index("### 10,000 explainers") > table.index("16.00 | 0.25")


def test_what_peers_cannot_be_compared_in_is_left_out(rows: list[Row]) -> None:
    assert "title edited" not in format_comparison(rows, [], [])


def test_footnotes_say_what_each_peer_lacks(rows: list[Row]) -> None:
    table = format_comparison(rows, [], [])

    assert "[^pelican]: What it lacks beside ours: no search," in table
    assert "[^hugo]:" in table
    assert "[^eleventy]:" not in table


def test_peer_that_is_left_out_is_said_to_be(rows: list[Row]) -> None:
    table = format_comparison(rows, [], ["Eleventy is left out: node and npm are not there"])

    assert "- Eleventy is left out: node and npm are not there" in table


def test_saves_have_a_table_of_their_own(rows: list[Row]) -> None:
    saves = [Watched("Hugo", 1_000, Saves(0.25, 0.07, 228 * 2**20, 230 * 2**20))]

    table = format_comparison(rows, saves, [])

    assert "| Hugo | 1,000 | 250 | 0.07 | 228 | 230 |" in table
