"""What one save costs while we and those peers that can do so watch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.builds import Tools, middle_file
from benchmarks.corpus import write_corpus
from benchmarks.peers.contest import Contest, prepare_site
from benchmarks.peers.installing import installed
from benchmarks.peers.peer import LeftOut, Peer
from benchmarks.peers.saves import Saves, Watcher, free_port, measure_saves
from benchmarks.peers.setups import PEERS

__all__ = ["OURS", "Watched", "bench_saves", "our_watcher"]

OURS = "Backgrounder"


@dataclass(frozen=True, slots=True)
class Watched:
    """What saves cost with one program and one size."""

    name: str
    size: int
    saves: Saves


def bench_saves(
    sizes: Sequence[int], contest: Contest, tools: Tools
) -> tuple[list[Watched], list[str]]:
    """What saves cost, and a line for each program that could not be measured.

    `tools.command` serves when `--content DIR --port N` follow it.
    """
    found: list[Watched] = []
    notes: list[str] = []
    for size in sizes:
        for name, watcher in _watchers(size, contest, tools):
            contest.say(f"{name}, {size:,} explainers, saves while it watches")
            try:
                found.append(Watched(name, size, measure_saves(watcher)))
            except (ChildProcessError, TimeoutError) as error:
                notes.append(f"{name}'s watching at {size:,} is left out: {error}")
    return found, notes


def _watchers(size: int, contest: Contest, tools: Tools) -> Iterator[tuple[str, Watcher]]:
    # An archive of our own: the peers must not find our edits in theirs.
    content = contest.folder / f"{size}-watched"
    write_corpus(content, count=size)
    pristine = contest.folder / f"{size}-to-convert"
    write_corpus(pristine, count=size)
    try:
        yield OURS, our_watcher(content, size, tools)
    finally:
        tools.forget(content)
    for name in contest.names:
        if name in PEERS:
            try:
                watcher = _peers_watcher(PEERS[name], pristine, size, contest)
            except LeftOut:
                continue  # it has been said before, or nobody would work with it like that
            yield PEERS[name].name, watcher


def our_watcher(content: Path, size: int, tools: Tools) -> Watcher:
    """Our server over an archive of this size; see `bench_saves`."""
    edited, port = middle_file(content, size), free_port()
    command = (*tools.command, "--content", str(content), "--port", str(port))
    address = f"http://127.0.0.1:{port}{_page(edited)}"
    return Watcher(command, content.parent, edited, address)


def _peers_watcher(peer: Peer, content: Path, size: int, contest: Contest) -> Watcher:
    if peer.watch is None:
        raise LeftOut("it builds all anew after each save")
    tools = installed(peer.program, contest.kept)
    folder = contest.folder / f"{size}-{peer.key}" / "watched"
    prepare_site(peer, tools, content, folder)
    edited, port = middle_file(content, size), free_port()
    address = peer.watch_address.format(port=port, folder=folder, page=_page(edited))
    theirs = folder / "content" / "explainers" / edited.relative_to(content)
    return Watcher(peer.watch(tools, port), folder, theirs, address)


def _page(explainer: Path) -> str:
    return f"/explainers/{explainer.stem}/"
