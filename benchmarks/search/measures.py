"""How good a ranking is: nDCG, reciprocal rank and recall, of the first ten results."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import fmean

__all__ = ["CUT", "RANKED_BY", "mean_measures", "ndcg", "recall", "reciprocal_rank"]

CUT = 10
RANKED_BY = f"nDCG@{CUT}"


def ndcg(ranking: Sequence[str], gains: Mapping[str, int]) -> float:
    """Gains at their ranks, discounted by log2(rank + 1), as a share of the best order's.

    Gains count as they are (not 2**gain - 1), as in trec_eval.
    """
    best = _discounted(sorted(gains.values(), reverse=True))
    return _discounted([gains.get(name, 0) for name in ranking]) / best


def reciprocal_rank(ranking: Sequence[str], gains: Mapping[str, int]) -> float:
    """1 / the rank of the first relevant document, 0 without one."""
    found = (rank for rank, name in enumerate(ranking[:CUT], start=1) if name in gains)
    return 1 / next(found, math.inf)


def recall(ranking: Sequence[str], gains: Mapping[str, int]) -> float:
    """The share of all relevant documents that is found."""
    return sum(name in gains for name in ranking[:CUT]) / len(gains)


def mean_measures(
    rankings: Sequence[Sequence[str]], gains: Sequence[Mapping[str, int]]
) -> dict[str, float]:
    """Each measure's mean over queries, by the measure's name."""
    pairs = list(zip(rankings, gains, strict=True))
    return {
        RANKED_BY: fmean(ndcg(*pair) for pair in pairs),
        f"MRR@{CUT}": fmean(reciprocal_rank(*pair) for pair in pairs),
        f"recall@{CUT}": fmean(recall(*pair) for pair in pairs),
        "Share of queries that find nothing": fmean(not ranking for ranking in rankings),
    }


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains[:CUT], start=1))
