"""Measures searches, as the command `bench --search` asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.builds import Tools
from benchmarks.corpus import write_corpus
from benchmarks.search.chromium import opened_browser
from benchmarks.search.collection import (
    Collection,
    Document,
    NotACollection,
    read_collection,
)
from benchmarks.search.contest import Contest
from benchmarks.search.costs import measure_costs
from benchmarks.search.explainers import write_explainers
from benchmarks.search.generated import documents_of, random_queries
from benchmarks.search.our_site import IndexCost, build_with_and_without
from benchmarks.search.peers import PAGES, Contender, prepare_peers
from benchmarks.search.queries import query_sets
from benchmarks.search.report import OURS, Engine, format_search_report
from benchmarks.search.server import Server, running_server

__all__ = ["Bench", "WrongSource", "bench_search"]

_COST_QUERIES = 40
_OUR_PAGE = "/search/"


class WrongSource(Exception):
    """What is to be searched is neither a test collection nor `generated:N`."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where and with what is measured.

    `folder` is empty and for this run alone; `kept` is where the peers stay installed, or None
    to do without them.
    """

    folder: Path
    kept: Path | None
    tools: Tools
    chromium: str
    facts: Sequence[str]

    @property
    def content(self) -> Path:
        """The archive that is searched."""
        return self.folder / "content"

    @property
    def output(self) -> Path:
        """Its site."""
        return self.folder / "output"

    @property
    def peers(self) -> Path:
        """What the peers serve."""
        return self.folder / "peers"


def bench_search(source: str, bench: Bench) -> str:
    """The report on `generated:N`, `generated:N+peers` or a folder with a test collection.

    Raises BuildFailed, WrongSource.
    """
    if made_up := re.fullmatch(r"generated:([1-9]\d*)(\+peers)?", source):
        return _bench_generated(bench, count=int(made_up[1]), with_peers=bool(made_up[2]))
    try:
        return _bench_collection(bench, Path(source).resolve().name, read_collection(Path(source)))
    except NotACollection as error:
        raise WrongSource(f"{error}, and it is not generated:N") from error


def _bench_generated(bench: Bench, *, count: int, with_peers: bool) -> str:
    write_corpus(bench.content, count=count)
    contenders = [Contender(OURS, _OUR_PAGE, _built(bench, count))]
    notes: list[str] = []
    if with_peers:
        contenders += _ready_peers(bench, documents_of(bench.content), notes)
    words = random_queries(bench.content, count=_COST_QUERIES)
    engines = []
    with _opened(bench) as (browser, server):
        for contender in contenders:
            bench.tools.say(f"{contender.name}: costs of {len(words)} queries")
            address = server.address + contender.page
            costs = measure_costs(browser, server.sent, address, words)
            engines.append(Engine(contender.name, costs, contender.index))
    return format_search_report(
        f"Search of {count:,} made-up explainers",
        engines,
        facts=bench.facts,
        notes=[f"{len(words)} queries, each of three words out of one explainer", *notes],
    )


def _bench_collection(bench: Bench, name: str, collection: Collection) -> str:
    documents = collection.documents
    write_explainers(bench.content, documents)
    contenders = [Contender(OURS, _OUR_PAGE, _built(bench, len(documents)))]
    notes = [*collection.left_out]
    contenders += _ready_peers(bench, documents, notes)
    sets = query_sets(collection)
    with _opened(bench) as (browser, server):
        contest = Contest(browser, server, collection, sets, bench.tools.say)
        judged = [contest.judge(each) for each in contenders]
    counts = ", ".join(f"{len(each.queries)} {each.name}" for each in sets)
    return format_search_report(
        f"Search of {name}: {len(documents):,} documents",
        [engine for engine, _ in judged],
        facts=bench.facts,
        notes=[f"queries: {counts}", *notes, *(note for _, more in judged for note in more)],
    )


@contextmanager
def _opened(bench: Bench) -> Iterator[tuple[Browser, Server]]:
    folders = (bench.output, bench.peers, PAGES)
    with opened_browser(bench.chromium) as browser, running_server(folders) as server:
        yield browser, server


def _ready_peers(bench: Bench, documents: Sequence[Document], notes: list[str]) -> list[Contender]:
    """The peers, and in `notes` why others are left out."""
    if bench.kept is None:
        return []
    bench.tools.say("the peers make their indexes")
    ready, left_out = prepare_peers(documents, bench.kept, bench.peers)
    notes += left_out
    return ready


def _built(bench: Bench, count: int) -> IndexCost:
    try:
        return build_with_and_without(bench.content, bench.output, count=count, tools=bench.tools)
    finally:
        bench.tools.forget(bench.content)
