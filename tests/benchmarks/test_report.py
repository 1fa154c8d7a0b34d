"""The report, and the promises that it judges."""

from __future__ import annotations

import platform

from benchmarks.builds import COLD, UNCHANGED, Result
from benchmarks.measure import Measurement
from benchmarks.report import format_report, machine_facts, missed_promises


def result(size: int, scenario: str, cpu_seconds: float) -> Result:
    return Result(size, scenario, 3, Measurement(0, cpu_seconds, 1.25, 200 * 2**20, ""))


def test_table_has_a_row_for_each_build() -> None:
    report = format_report([result(1_000, COLD, 12.5)], ["4 cores"])

    assert "- 4 cores" in report
    assert "| 1,000 | cold | 3 | 12.50 | 1.25 | 200 | 12.50 |" in report


def test_growth_is_told_from_each_size_to_the_next() -> None:
    results = [result(4_000, COLD, 9.0), result(1_000, COLD, 2.0)]

    report = format_report(results, [])

    assert "Cold, 4,000 to 1,000 explainers (4.0 times as many): 4.50 times the CPU" in report


def test_promises_that_are_kept_are_said_to_be() -> None:
    results = [
        result(1_000, COLD, 10.0),
        result(10_000, COLD, 110.0),
        result(10_000, UNCHANGED, 1.0),
    ]

    assert missed_promises(results) == []
    assert format_report(results, []).count(", kept") == 2


def test_each_missed_promise_is_named() -> None:
    results = [
        result(1_000, COLD, 10.0),
        result(10_000, COLD, 111.0),
        result(10_000, UNCHANGED, 1.01),
    ]

    missed = missed_promises(results)

    assert len(missed) == 2
    assert "cold" in missed[0]
    assert "11.10, missed" in missed[0]
    assert "nothing changed" in missed[1]
    assert "1.01, missed" in missed[1]


def test_promise_about_another_size_is_neither_kept_nor_missed() -> None:
    results = [result(500, COLD, 1.0), result(500, UNCHANGED, 5.0)]

    assert missed_promises(results) == []
    assert format_report(results, []).count("not measured") == 2


def test_facts_name_the_python_and_no_host() -> None:
    facts = " ".join(machine_facts(load=0.5))

    assert platform.python_version() in facts
    assert "load 0.5" in facts
    assert platform.node() not in facts.split()
