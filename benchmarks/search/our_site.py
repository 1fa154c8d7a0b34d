"""This project's side: the site built with its search and without, and what the search costs."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.builds import BuildFailed, Tools
from benchmarks.measure import measure

__all__ = ["MANY_BUILDS", "IndexCost", "build_with_and_without", "files_in"]

_BUILD_SITE = Path(__file__).with_name("build_site.py")
_SEARCH = "search_index"
MANY_BUILDS = 3
_LARGE = 2_500  # explainers, of which one build of each kind has to do


@dataclass(frozen=True, slots=True)
class IndexCost:
    """What an index costs: CPU seconds to make it, files and bytes that a host keeps."""

    cpu_seconds: float
    files: int
    size: int


def build_with_and_without(content: Path, output: Path, *, count: int, tools: Tools) -> IndexCost:
    """Builds a site of `count` explainers into `output`; raises BuildFailed.

    The search's share is the difference of the medians of cold builds with and without it.
    """
    with_search, without = [], []
    for number in range(1 if count >= _LARGE else MANY_BUILDS):
        tools.say(f"building {count:,} explainers without and with search: {number + 1}")
        without.append(_cold_build(content, output, tools, _SEARCH))
        with_search.append(_cold_build(content, output, tools))
    files, size = files_in(output / "search", leave_out=("index.html",))
    return IndexCost(median(with_search) - median(without), files, size)


def _cold_build(content: Path, output: Path, tools: Tools, *left_out: str) -> float:
    tools.forget(content)
    for folder in (output, output.with_name(f".{output.name}.build")):
        shutil.rmtree(folder, ignore_errors=True)
    run = measure((sys.executable, str(_BUILD_SITE), str(content), str(output), *left_out))
    if run.exit_code != 0:
        raise BuildFailed(run.exit_code, run.output)
    return run.cpu_seconds


def files_in(folder: Path, *, leave_out: tuple[str, ...] = ()) -> tuple[int, int]:
    """How many files lie below a folder, and their bytes."""
    sizes = [
        path.stat().st_size
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).as_posix() not in leave_out
    ]
    return len(sizes), sum(sizes)
