"""Measures of rankings, against values that were worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks.search.measures import mean_measures, ndcg, recall, reciprocal_rank

GAINS = {"a": 3, "b": 1}


def test_best_order_is_worth_1() -> None:
    assert ndcg(["a", "b", "x"], GAINS) == pytest.approx(1)


def test_gains_are_discounted_by_the_logarithm_of_their_ranks() -> None:
    # 1 / log2(2) + 3 / log2(4), of 3 / log2(2) + 1 / log2(3).
    assert ndcg(["b", "x", "a"], GAINS) == pytest.approx(2.5 / 3.6309298)


def test_only_ten_results_count() -> None:
    late = [f"x{number}" for number in range(10)] + ["a"]

    assert ndcg(late, GAINS) == 0
    assert reciprocal_rank(late, GAINS) == 0
    assert recall(late, GAINS) == 0


def test_more_relevant_documents_than_ten_can_still_be_ranked_perfectly() -> None:
    gains = {f"{number}": 1 for number in range(20)}

    assert ndcg(list(gains)[:10], gains) == pytest.approx(1)
    assert recall(list(gains)[:10], gains) == 0.5


def test_first_relevant_result_counts_for_the_reciprocal_rank() -> None:
    assert reciprocal_rank(["x", "y", "b", "a"], GAINS) == pytest.approx(1 / 3)


def test_nothing_found_is_worth_nothing() -> None:
    assert ndcg([], GAINS) == reciprocal_rank([], GAINS) == recall([], GAINS) == 0


def test_means_are_over_all_queries() -> None:
    means = mean_measures([["a", "b"], []], [GAINS, GAINS])

    assert means == pytest.approx(
        {
            "nDCG@10": 0.5,
            "MRR@10": 0.5,
            "recall@10": 0.5,
            "Share of queries that find nothing": 0.5,
        }
    )
