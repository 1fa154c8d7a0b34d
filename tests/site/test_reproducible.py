"""Two builds of one source give the same bytes, wherever and however they run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.sites import bytes_of, explainer, run_tasks, write_files

FILES = {
    f"20{20 + number % 6}/story-{number}.md": explainer(
        f"Story {number}",
        date=f"20{20 + number % 6}-0{1 + number % 9}-11T23:30:00",
        tags=["[AI]", "[AI, Meta]", "[Meta, Zürich]"][number % 3],
        front="story: The same story\n" if number % 4 == 0 else "",
        body=f"A link to [another](story-{(number + 1) % 150}).",
    )
    for number in range(150)
}
NOW = {"SOURCE_DATE_EPOCH": "1795000000"}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("reference")
    write_files(folder / "content", FILES)
    return _built(folder / "content", folder / "site", "--jobs", "1")


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Los_Angeles", "LC_ALL": "C"},
        {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4242"},
    ],
    ids=str,
)
def test_environment_does_not_show(
    reference: dict[str, bytes], tmp_path: Path, environment: dict[str, str]
) -> None:
    write_files(tmp_path / "content", FILES)

    assert _built(tmp_path / "content", tmp_path / "site", environment=environment) == reference


def test_order_and_times_of_files_do_not_show(reference: dict[str, bytes], tmp_path: Path) -> None:
    write_files(tmp_path / "content", dict(reversed(FILES.items())))
    for number, path in enumerate((tmp_path / "content").rglob("*.md")):
        os.utime(path, (number * 1000, number * 1000))

    assert _built(tmp_path / "content", tmp_path / "site") == reference


@pytest.mark.parametrize("jobs", ["2", "5"])
def test_number_of_processes_does_not_show(
    reference: dict[str, bytes], tmp_path: Path, jobs: str
) -> None:
    write_files(tmp_path / "content", FILES)

    assert _built(tmp_path / "content", tmp_path / "site", "--jobs", jobs) == reference


def test_clock_does_not_show(reference: dict[str, bytes], tmp_path: Path) -> None:
    write_files(tmp_path / "content", FILES)
    later = {"SOURCE_DATE_EPOCH": "1999999999"}

    assert _built(tmp_path / "content", tmp_path / "site", environment=later) == reference


def _built(
    content: Path, output: Path, *options: str, environment: dict[str, str] | None = None
) -> dict[str, bytes]:
    arguments = ("build", "--content", content, "--output", output, *options)
    done = run_tasks(*arguments, environment={**NOW, **(environment or {})})
    assert done.returncode == 0, done.stderr
    return bytes_of(output)
