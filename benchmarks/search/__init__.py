"""What searching costs and how well it ranks, beside its peers, in a real browser."""

from benchmarks.search.run import Bench, WrongSource, bench_search

__all__ = ["Bench", "WrongSource", "bench_search"]
