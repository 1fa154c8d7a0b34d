"""Builds of the same archive by the peers, measured one after the other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.builds import COLD, EDITED, UNCHANGED, Result, cold_repeats, middle_file
from benchmarks.corpus import write_corpus
from benchmarks.measure import Measurement, measure, median_of
from benchmarks.peers.conversion import convert_archive
from benchmarks.peers.installing import installed
from benchmarks.peers.peer import SETUPS, LeftOut, Peer
from benchmarks.peers.setups import PAGEFIND, PEERS, pagefind_command
from benchmarks.written import NOTHING, moment_in, written_since

__all__ = ["Contest", "Standing", "bench_peers", "edit", "prepare_site"]

_NO_SET_UP = shutil.ignore_patterns("__pycache__")


@dataclass(frozen=True, slots=True)
class Standing:
    """What was measured of one peer; `search` is Pagefind over its pages, cold and once more."""

    peer: Peer
    builds: tuple[Result, ...]
    search: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Contest:
    """Where and with whom is measured: `folder` is for this run alone, in `kept` they stay."""

    folder: Path
    kept: Path
    names: Sequence[str]
    say: Callable[[str], None]


def bench_peers(sizes: Sequence[int], contest: Contest) -> tuple[list[Standing], list[str]]:
    """What was measured of each peer, and a line for each that is left out."""
    standings: list[Standing] = []
    notes: list[str] = []
    pagefind = _pagefind(contest, notes)
    for name in contest.names:
        if name == PAGEFIND:
            continue
        peer = PEERS[name]
        try:
            standings.append(_standing(peer, pagefind, sizes, contest))
        except LeftOut as reason:
            notes.append(f"{peer.name} is left out: {reason}")
    for note in notes:
        contest.say(note)
    return standings, notes


def _pagefind(contest: Contest, notes: list[str]) -> Path | None:
    """Where Pagefind is installed, if it is wanted and can be."""
    if PAGEFIND not in contest.names:
        return None
    try:
        tools = installed(PAGEFIND, contest.kept)
        pagefind_command(tools, tools, tools)
    except LeftOut as reason:
        notes.append(f"Pagefind is left out: {reason}")
        return None
    return tools


def _standing(
    peer: Peer, pagefind: Path | None, sizes: Sequence[int], contest: Contest
) -> Standing:
    contest.say(f"{peer.name}: installing it, if it is not there yet")
    tools = installed(peer.program, contest.kept)
    builds: list[Result] = []
    search: list[Result] = []
    for size in sizes:
        site = _Site(peer, tools, size, contest)
        builds.append(site.cold())
        if pagefind is not None and peer.is_searched_by_pagefind:
            search += site.searched(pagefind)
        builds += site.again()
    return Standing(peer, tuple(builds), tuple(search))


class _Site:
    """One archive of one size, as one peer builds it."""

    def __init__(self, peer: Peer, tools: Path, size: int, contest: Contest) -> None:
        self._peer, self._tools, self._size = peer, tools, size
        self._say = contest.say
        self._content = contest.folder / f"{size}-content"
        self._place = contest.folder / f"{size}-{peer.key}"
        self._sites = 0
        self._indexes = 0
        self._edits = 0
        if not self._content.exists():
            self._content.mkdir(parents=True)
            write_corpus(self._content, count=size)
        self._edited = middle_file(self._content, size).relative_to(self._content)

    @property
    def _folder(self) -> Path:
        return self._place / f"site-{self._sites}"

    @property
    def _output(self) -> Path:
        return self._folder / self._peer.output

    @property
    def _index(self) -> Path:
        return self._folder / f"index-{self._indexes}"

    def cold(self) -> Result:
        """Builds from nothing; each has a folder of its own, and none is removed."""
        return self._measured(COLD, self._start_anew, self._build)

    def searched(self, pagefind: Path) -> Iterator[Result]:
        """Pagefind over what was built last: into a new folder each time, then over its index.

        What it has written before it does not write again, but it reads all pages.
        """

        def start_anew() -> None:
            self._indexes += 1

        def index() -> Measurement:
            command = pagefind_command(pagefind, self._output, self._index)
            return measure(command, folder=self._folder)

        yield self._measured(COLD, start_anew, index, what="search index, ")
        yield self._measured(UNCHANGED, lambda: None, index, what="search index, ")

    def again(self) -> Iterator[Result]:
        """Builds over the last cold one: after no change, and after one."""
        yield self._measured(UNCHANGED, lambda: None, self._build)
        yield self._measured(EDITED, self._edit, self._build)

    def _measured(
        self,
        scenario: str,
        prepare: Callable[[], None],
        run: Callable[[], Measurement],
        *,
        what: str = "",
    ) -> Result:
        repeats = cold_repeats(self._size)
        runs: list[Measurement] = []
        written = NOTHING
        for number in range(1, repeats + 1):
            turn = f"{number} of {repeats}"
            self._say(f"{self._peer.name}, {self._size:,} explainers, {what}{scenario}: {turn}")
            prepare()
            moment = moment_in(self._place)
            runs.append(_succeeded(run()))
            written = written_since(moment, self._output) + written_since(moment, self._index)
        return Result(self._size, scenario, repeats, median_of(runs), written)

    def _start_anew(self) -> None:
        self._sites += 1
        prepare_site(self._peer, self._tools, self._content, self._folder)

    def _build(self) -> Measurement:
        return measure(self._peer.build(self._tools), folder=self._folder)

    def _edit(self) -> None:
        self._edits += 1
        edit(self._folder / "content" / "explainers" / self._edited, f"addition {self._edits}")


def prepare_site(peer: Peer, tools: Path, content: Path, folder: Path) -> None:
    """Makes `folder` a site that is ready to be built: set-up, shared files and content."""
    for setup in peer.setups:
        shutil.copytree(setup, folder, ignore=_NO_SET_UP, dirs_exist_ok=True)
    shutil.copytree(SETUPS / "shared", folder / peer.shared, dirs_exist_ok=True)
    convert_archive(content, folder / "content", peer.convert)
    modules = tools / "node_modules"
    if modules.exists():
        # Node looks for packages beside the program that wants them.
        (folder / "node_modules").symlink_to(modules)


def edit(explainer: Path, words: str) -> None:
    """Adds a paragraph to an explainer."""
    text = explainer.read_text(encoding="utf-8")
    explainer.write_text(f"{text}\nThis is {words}.\n", encoding="utf-8")


def _succeeded(run: Measurement) -> Measurement:
    if run.exit_code != 0:
        lines = run.output.strip().splitlines() or ["it did not say why"]
        raise LeftOut(f"it ended with exit code {run.exit_code}: {lines[-1]}")
    return run
