"""The command `bench`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pytest

from benchmarks.builds import COLD, UNCHANGED, BuildFailed, Result
from benchmarks.measure import Measurement
from benchmarks.peers.run import Comparison
from plugins.command_line import benchmarking
from plugins.command_line.arguments import PEERS, archive_sizes, peer_names
from plugins.command_line.exit_codes import MachineTrouble, WrongUse
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
    monkeypatch.setattr(benchmarking, "bench_sizes", lambda *_, **__: results(0.5))

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
    assert values["sizes"] == (1_000, 10_000)
    assert values["peers"] == PEERS
    assert (values["output"], values["search"], values["record"]) == (None, None, False)


@pytest.mark.parametrize("text", ["0", "1000,", "many", "-5"])
def test_sizes_that_are_none_are_refused(text: str) -> None:
    with pytest.raises((ValueError, argparse.ArgumentTypeError)):
        archive_sizes(text)


def test_peers_are_read_in_their_order_and_each_once() -> None:
    assert peer_names("pagefind,hugo,pagefind") == ("pagefind", "hugo")
    assert peer_names("none") == ()


def test_peer_that_nobody_knows_is_refused_with_those_that_are_known() -> None:
    known = "'jekyll' is none of hugo, hugo-whole, pagefind"

    with pytest.raises(argparse.ArgumentTypeError, match=known):
        peer_names("hugo,jekyll")


@pytest.fixture
def beside_peers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder with a document to keep the comparison in; nothing is really built."""
    comparison = Comparison("### 10 explainers\n", {"Ours": {10: 1.0}})
    monkeypatch.setattr(benchmarking, "bench_sizes", lambda *_, **__: results(0.5))
    monkeypatch.setattr(benchmarking, "compare", lambda *_: comparison)
    monkeypatch.setattr(benchmarking, "PROJECT_ROOT", tmp_path)
    monkeypatch.setattr(benchmarking, "_RECORD", tmp_path / "README.md")
    monkeypatch.setattr(benchmarking, "_PICTURES", tmp_path)
    marks = "<!-- peers: begin --><!-- peers: end -->\n"
    (tmp_path / "README.md").write_text(marks, encoding="utf-8")
    return tmp_path


def test_comparison_follows_our_own_report(
    beside_peers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert benchmarking.bench(sizes=(10,), output=None, peers=("hugo",)) == 0

    report = capsys.readouterr().out
    assert report.startswith("# Benchmark\n")
    assert report.endswith("## Beside our peers\n\n### 10 explainers\n")
    assert list(beside_peers.glob("*.svg")) == []


def test_comparison_is_kept_if_asked(beside_peers: Path) -> None:
    assert benchmarking.bench(sizes=(10,), output=None, peers=("hugo",), record=True) == 0

    kept = (beside_peers / "README.md").read_text(encoding="utf-8")
    assert "- measured on 20" in kept
    assert "### 10 explainers" in kept
    assert len(list(beside_peers.glob("build-cost-*.svg"))) == 2


def test_nothing_can_be_kept_without_peers() -> None:
    with pytest.raises(WrongUse, match="none is measured"):
        benchmarking.bench(sizes=(10,), output=None, record=True)


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
