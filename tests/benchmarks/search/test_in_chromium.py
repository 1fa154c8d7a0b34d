"""A search page in a real Chromium: the one of the peers, around a stand-in for an engine."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error

from benchmarks.search.chromium import opened_browser, opened_page
from benchmarks.search.costs import measure_costs
from benchmarks.search.peers import PAGES
from benchmarks.search.server import Server, running_server
from plugins.command_line.testing import find_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform != "linux", reason="measuring needs Linux"),
]

_ENGINE = """
import { start } from "./page.js";
start(async (words) => {
  if (words === "fail") throw new Error("asked to");
  if (words === "nothing") return [];
  await fetch(`/${words}.bin`);
  return [{ address: `/explainers/${words}/`, title: words, excerpt: "…" }];
});
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened_browser(find_chromium() or "chromium") as browser:
        yield browser


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    page = (PAGES / "pagefind.html").read_text().replace("pagefind", "fake")
    (tmp_path / "fake.html").write_text(page)
    (tmp_path / "fake-page.js").write_text(_ENGINE)
    for word in ("one", "two", "three"):
        (tmp_path / f"{word}.bin").write_bytes(b"x" * 1000 * len(word))
    with running_server([tmp_path, PAGES]) as server:
        yield server


def test_results_are_read_from_the_page(browser: Browser, server: Server) -> None:
    with opened_page(browser, f"{server.address}/fake.html", "one") as page:
        found = page.ask_all(["two", "nothing", "one", "one"])
        typed = page.ask("three", typing=True)

    assert found == [["/explainers/two/"], [], ["/explainers/one/"], ["/explainers/one/"]]
    assert typed == ["/explainers/three/"]


def test_search_that_fails_is_no_empty_answer(browser: Browser, server: Server) -> None:
    with (
        opened_page(browser, f"{server.address}/fake.html", "one") as page,
        pytest.raises(Error, match='the search for "fail" failed'),
    ):
        page.ask("fail")


def test_bytes_are_told_apart_by_when_they_come(browser: Browser, server: Server) -> None:
    costs = measure_costs(browser, server.sent, f"{server.address}/fake.html", ["one", "three"])

    assert costs.first.median - costs.scripts.median == 4000  # of one.bin and three.bin
    assert 0 < costs.scripts.median < 2000
    assert costs.later.median == 4000
    assert 0 < costs.warm.median <= costs.warm.p95 < 1
    assert 0 <= costs.all_threads < 1
