"""The builds that are measured: from nothing, after no change, and after small ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write_corpus, write_newest
from benchmarks.measure import Measurement, measure, median_of
from benchmarks.written import NOTHING, Written, moment_in, written_since

__all__ = [
    "COLD",
    "EDITED",
    "UNCHANGED",
    "BuildFailed",
    "Result",
    "Tools",
    "bench_sizes",
    "cold_repeats",
    "middle_file",
]

COLD = "cold"
UNCHANGED = "nothing changed"
EDITED = "one body edited"
_WARM_UP_SIZE = 200  # enough for worker processes to be started
_REPEATS = 5
# One cold build of a large archive says as much as three of a small one.
_COLD_EXPLAINERS = 30_000
_MOST_COLD_REPEATS = 3


class BuildFailed(Exception):
    """A build that was to be measured ended with an exit code other than 0."""

    def __init__(self, exit_code: int, output: str) -> None:
        super().__init__(f"a measured build ended with exit code {exit_code}:\n{output}")
        self.exit_code = exit_code


@dataclass(frozen=True, slots=True)
class Tools:
    """What measuring needs from the project.

    `command` builds when `--content DIR --output DIR` follow it; `forget` removes
    what is kept of a content folder between builds; `say` tells how far things are.
    """

    command: tuple[str, ...]
    forget: Callable[[Path], None]
    say: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Result:
    """One kind of build of one size: the medians of its runs, and what the last one wrote."""

    size: int
    scenario: str
    runs: int
    median: Measurement
    written: Written = NOTHING


def bench_sizes(
    sizes: Sequence[int], folder: Path, tools: Tools, *, only_cold: bool = False
) -> list[Result]:
    """Measures all builds of all sizes; `folder` is for the archives. Raises BuildFailed.

    What lies in `folder` afterwards is for the caller to remove, when all is measured: a file
    system that has just lost many files is slow for half a minute.
    """
    tools.say("warming up")
    _warm_up(folder / "warm-up", tools)
    results: list[Result] = []
    for size in sizes:
        archive = _Archive(folder / str(size), size, tools)
        try:
            results += [archive.cold()] if only_cold else archive.results()
        finally:
            archive.forget()
    return results


def cold_repeats(size: int) -> int:
    """How often a cold build is measured: one of a large archive says as much as three small."""
    return max(1, min(_MOST_COLD_REPEATS, _COLD_EXPLAINERS // size))


def middle_file(content: Path, size: int) -> Path:
    """The explainer that is edited: not the first nor the last of them."""
    return sorted(content.glob("2*/*.md"))[size // 2]


def _warm_up(folder: Path, tools: Tools) -> None:
    # Python's compiled modules are on disk afterwards, for every run alike.
    archive = _Archive(folder, _WARM_UP_SIZE, tools)
    try:
        archive.build()
    finally:
        archive.forget()


class _Archive:
    """A made-up archive and its sites, in a folder of their own."""

    def __init__(self, folder: Path, size: int, tools: Tools) -> None:
        self._folder = folder
        self._size = size
        self._tools = tools
        self._content = folder / "content"
        self._changes = 0
        write_corpus(self._content, count=size)
        self._sites = 0
        # The file stays the same, whatever its title becomes.
        self._edited = middle_file(self._content, size)

    def results(self) -> Iterator[Result]:
        """Measures each kind of build; each small change comes on top of those before it."""
        yield self.cold()
        yield self._measured(UNCHANGED, lambda: None, _REPEATS)
        yield self._measured(EDITED, self._edit_body, _REPEATS)
        yield self._measured("one title edited", self._edit_title, _REPEATS)
        yield self._measured("the newest added", self._add_newest, _REPEATS)

    def cold(self) -> Result:
        """Measures builds from nothing."""
        return self._measured(COLD, self._start_anew, cold_repeats(self._size))

    def build(self) -> tuple[Measurement, Written]:
        """One build. Raises BuildFailed."""
        output = self._folder / f"site-{self._sites}"
        moment = moment_in(self._folder)
        arguments = ("--content", str(self._content), "--output", str(output))
        run = measure((*self._tools.command, *arguments))
        if run.exit_code != 0:
            raise BuildFailed(run.exit_code, run.output)
        return run, written_since(moment, output)

    def forget(self) -> None:
        """Removes what is kept of the archive outside its folder."""
        self._tools.forget(self._content)

    def _measured(self, scenario: str, prepare: Callable[[], None], repeats: int) -> Result:
        runs = []
        written = NOTHING
        for number in range(1, repeats + 1):
            self._tools.say(f"{self._size:,} explainers, {scenario}: {number} of {repeats}")
            prepare()
            run, written = self.build()
            runs.append(run)
        return Result(self._size, scenario, repeats, median_of(runs), written)

    def _start_anew(self) -> None:
        self.forget()
        self._sites += 1

    def _edit_body(self) -> None:
        self._changes += 1
        text = self._edited.read_text(encoding="utf-8")
        self._edited.write_text(f"{text}\nThis is addition {self._changes}.\n", encoding="utf-8")

    def _edit_title(self) -> None:
        self._changes += 1
        text = self._edited.read_text(encoding="utf-8")
        edited = text.replace('title: "', f'title: "Update {self._changes}: ', 1)
        self._edited.write_text(edited, encoding="utf-8")

    def _add_newest(self) -> None:
        self._changes += 1
        write_newest(self._content, count=self._size, later=self._changes)
