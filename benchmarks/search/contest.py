"""One engine after the other answers the same queries, in its page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser

from benchmarks.search.chromium import opened_page
from benchmarks.search.collection import Collection
from benchmarks.search.costs import Costs, measure_costs
from benchmarks.search.explainers import address_of
from benchmarks.search.measures import RANKED_BY, mean_measures
from benchmarks.search.peers import Contender
from benchmarks.search.queries import QuerySet
from benchmarks.search.report import Engine
from benchmarks.search.server import Server

__all__ = ["Contest"]

_COST_SET = "short"
_COST_QUERIES = 40

_Measures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Contest:
    """What all engines have in common."""

    browser: Browser
    server: Server
    collection: Collection
    sets: Sequence[QuerySet]
    say: Callable[[str], None]

    def judge(self, contender: Contender) -> tuple[Engine, list[str]]:
        """What is measured of an engine, and notes on it.

        Of the modes that it has, the one that ranks best counts, for each query set anew; what
        searching costs is measured in the one that is best for short queries.
        """
        ranked = {mode: self._ranked(contender, mode) for mode in contender.modes}
        best = {each.name: _best_mode(ranked, each.name) for each in self.sets}
        ranking = {name: ranked[mode][name] for name, mode in best.items()}
        costs = self._costs(contender, best[_COST_SET])
        return Engine(contender.name, costs, contender.index, ranking), [
            f"{contender.name}, {name}: best of {len(ranked)} settings: {mode}"
            for name, mode in best.items()
            if len(ranked) > 1
        ]

    def _ranked(self, contender: Contender, mode: str) -> dict[str, _Measures]:
        names = {
            address_of(place): document.name
            for place, document in enumerate(self.collection.documents)
        }
        measures: dict[str, _Measures] = {}
        for query_set in self.sets:
            self.say(f"{contender.name} {mode}: {len(query_set.queries)} {query_set.name} queries")
            words = [query.text for query in query_set.queries]
            # Opened with another query than the first: the page is at work then, and what it
            # shows is not taken for the answer to the first.
            with opened_page(self.browser, self._address(contender, mode), words[-1]) as page:
                found = page.ask_all(words, typing=query_set.typing)
            rankings = [[names[address] for address in addresses] for addresses in found]
            gains = [query.gains for query in query_set.queries]
            measures[query_set.name] = mean_measures(rankings, gains)
        return measures

    def _costs(self, contender: Contender, mode: str) -> Costs:
        words = next(_texts(each) for each in self.sets if each.name == _COST_SET)
        step = max(1, len(words) // _COST_QUERIES)
        queries = words[::step][:_COST_QUERIES]
        address = self._address(contender, mode)
        self.say(f"{contender.name} {mode}: costs of {len(queries)} queries")
        return measure_costs(self.browser, self.server.sent, address, queries)

    def _address(self, contender: Contender, mode: str) -> str:
        return self.server.address + contender.page + (f"?{mode}" if mode else "")


def _texts(query_set: QuerySet) -> list[str]:
    return list(dict.fromkeys(query.text for query in query_set.queries))


def _best_mode(ranked: dict[str, dict[str, _Measures]], name: str) -> str:
    return max(ranked, key=lambda mode: ranked[mode][name][RANKED_BY])
