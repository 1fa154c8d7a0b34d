"""The command `bench`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pytest

from benchmarks.builds import COLD, UNCHANGED, BuildFailed, Result
from benchmarks.measure import Measurement
from plugins.command_line import benchmarking
from plugins.command_line.commands import archive_sizes
from plugins.command_line.exit_codes import MachineTrouble
from plugins.command_line.main import parse

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measuring needs Linux")


def results(unchanged_seconds: float) -> list[Result]:
    def result(size: int, scenario: str, seconds: float) -> Result:
        return Result(size, scenario, 1, Measurement(0, seconds, 1.0, 1, ""))

    return [
        result(1_000, COLD, 1.0),
        result(10_000, COLD, 10.0),
        result(10_000, UNCHANGED, unchanged_seconds),
    ]


def test_report_is_printed_and_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(benchmarking, "bench_sizes", lambda *_: results(0.5))

    exit_code = benchmarking.bench(sizes=(1_000, 10_000), output=tmp_path / "report.md")

    printed = capsys.readouterr().out
    assert exit_code == 0
    assert printed.startswith("# Benchmark\n")
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == printed


def test_missed_promise_is_said_plainly_and_ends_with_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(benchmarking, "bench_sizes", lambda *_: results(1.5))

    exit_code = benchmarking.bench(sizes=(1_000, 10_000), output=None)

    assert exit_code == 1
    assert "missed: Promise: 10,000 explainers, nothing changed" in capsys.readouterr().err


def test_full_disk_is_trouble_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> list[Result]:
        raise BuildFailed(3, "error: no space left")

    monkeypatch.setattr(benchmarking, "bench_sizes", fail)

    with pytest.raises(MachineTrouble, match="no space left"):
        benchmarking.bench(sizes=(10,), output=None)


def test_sizes_are_read_small_one_first_and_each_once() -> None:
    command, values = parse(["bench", "--sizes", "10000,1000,1000"])

    assert command.name == "bench"
    assert values == {"sizes": (1_000, 10_000), "output": None, "search": None}


@pytest.mark.parametrize("text", ["0", "1000,", "many", "-5"])
def test_sizes_that_are_none_are_refused(text: str) -> None:
    with pytest.raises((ValueError, argparse.ArgumentTypeError)):
        archive_sizes(text)


def test_search_is_measured_instead_of_builds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(benchmarking, "_search_report", lambda source, *_: f"# {source}\n")

    exit_code = benchmarking.bench(sizes=(10,), output=tmp_path / "report.md", search="cranfield")

    assert exit_code == 0
    assert capsys.readouterr().out == "# cranfield\n"
    assert (tmp_path / "report.md").read_text() == "# cranfield\n"


def test_search_needs_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmarking, "find_chromium", lambda: None)

    with pytest.raises(MachineTrouble, match="needs a Chromium"):
        benchmarking.bench(sizes=(10,), output=None, search="generated:10")
