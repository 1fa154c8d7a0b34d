"""What searching costs a reader: bytes that are fetched, and time of the page's main thread."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import median

from playwright.sync_api import Browser

from benchmarks.search.chromium import opened_page
from benchmarks.search.server import Sent

__all__ = ["Costs", "Part", "Spread", "measure_costs", "spread_of"]


@dataclass(frozen=True, slots=True)
class Spread:
    """A measure over many queries."""

    median: float
    p95: float


@dataclass(frozen=True, slots=True)
class Part:
    """What is fetched of one kind: a query's mean of responses and of bytes."""

    query: str  # "first" or "later"
    kind: str
    responses: float
    size: float


@dataclass(frozen=True, slots=True)
class Costs:
    """Bytes in bytes, CPU in seconds; each over the same queries.

    `first` is what a new visitor's first query fetches, scripts (`scripts` of it) and ten
    results with it; `later` what the next query in the same page fetches. `new_words` is the
    main thread's time for a query whose words have not been looked for in the page, `warm`
    for one whose words have; `all_threads` is the mean for the latter of the page's process,
    workers included.
    """

    first: Spread
    scripts: Spread
    later: Spread
    new_words: Spread
    warm: Spread
    all_threads: float
    parts: tuple[Part, ...] = ()


def spread_of(values: Sequence[float]) -> Spread:
    """The median, and the smallest value that at least 95 of 100 do not exceed."""
    ordered = sorted(values)
    return Spread(median(ordered), ordered[math.ceil(0.95 * len(ordered)) - 1])


def measure_costs(
    browser: Browser, sent: list[Sent], address: str, queries: Sequence[str]
) -> Costs:
    """Measures a search page, whose server notes in `sent` what it sends."""
    visits = list(_visits(browser, sent, address, queries))
    new_words, warm, all_threads = _cpu(browser, address, queries)
    return Costs(
        first=spread_of([_size(first) for first, _ in visits]),
        scripts=spread_of([_size(each for each in first if each.is_script) for first, _ in visits]),
        later=spread_of([_size(later) for _, later in visits]),
        new_words=spread_of(new_words),
        warm=spread_of(warm),
        all_threads=all_threads,
        parts=(
            *_parts("first", [first for first, _ in visits]),
            *_parts("later", [later for _, later in visits]),
        ),
    )


def _visits(
    browser: Browser, sent: list[Sent], address: str, queries: Sequence[str]
) -> Iterator[tuple[list[Sent], list[Sent]]]:
    """What is sent to a visitor for each query, and for the query that follows it."""
    for words, next_words in zip(queries, (*queries[1:], queries[0]), strict=True):
        sent.clear()
        with opened_page(browser, address, words) as page:
            page.wait_for_quiet(sent)
            first = _of_search(sent)
            sent.clear()
            page.ask(next_words)
            page.wait_for_quiet(sent)
            yield first, _of_search(sent)


def _cpu(
    browser: Browser, address: str, queries: Sequence[str]
) -> tuple[list[float], list[float], float]:
    with opened_page(browser, address, queries[-1]) as page:

        def main_thread(words: str) -> float:
            before = page.cpu_seconds()
            page.ask(words)
            return page.cpu_seconds() - before

        new_words = [main_thread(words) for words in queries]
        before = page.process_seconds()
        warm = [main_thread(words) for words in queries]
        return new_words, warm, (page.process_seconds() - before) / len(queries)


def _parts(query: str, visits: Sequence[Sequence[Sent]]) -> Iterator[Part]:
    sizes: dict[str, list[int]] = {}
    for each in chain.from_iterable(visits):
        sizes.setdefault(each.kind, []).append(each.size)
    for kind, found in sorted(sizes.items()):
        yield Part(query, kind, len(found) / len(visits), sum(found) / len(visits))


def _of_search(sent: Sequence[Sent]) -> list[Sent]:
    return [each for each in sent if each.is_for_search]


def _size(sent: Iterable[Sent]) -> int:
    return sum(each.size for each in sent)
