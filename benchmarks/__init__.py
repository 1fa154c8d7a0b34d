"""How much work builds are: made-up archives, whole commands measured, a report."""

from benchmarks.builds import bench_sizes
from benchmarks.corpus import write_corpus
from benchmarks.measure import Measurement, measure
from benchmarks.report import format_report, missed_promises

__all__ = [
    "Measurement",
    "bench_sizes",
    "format_report",
    "measure",
    "missed_promises",
    "write_corpus",
]
