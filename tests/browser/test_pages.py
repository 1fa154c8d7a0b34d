"""All pages in a real Chromium: nothing runs that should not, nothing is fetched elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.browser.conftest import Served, keep_redirects_open
from tests.browser.page_types import PAGE_TYPES
from tests.support.hostile_site import build_all_harmless
from tests.support.served import serve

pytestmark = pytest.mark.browser

_MOST_PAGES = 90  # of the hostile site; its lists show all of its explainers


@dataclass
class Watched:
    """A page and all that went wrong in it."""

    page: Page
    faults: list[str] = field(default_factory=list)


@pytest.fixture
def watched(chromium: Browser, everything: Served) -> Iterator[Watched]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    keep_redirects_open(context, everything)
    found = Watched(context.new_page())
    page, faults = found.page, found.faults
    page.add_init_script(
        "addEventListener('securitypolicyviolation', event =>"
        " console.error(`CSP ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`))"
    )
    page.on("console", lambda said: faults.append(f"{page.url}: {said.type}: {said.text}"))
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("dialog", lambda dialog: faults.append(f"{page.url}: says {dialog.message}"))
    page.on("requestfailed", lambda request: faults.extend(_lost(request)))
    yield found
    context.close()


def _lost(request: Request) -> Iterator[str]:
    # Icons and the like that are still on their way when the next page is opened do not count.
    if request.failure != "net::ERR_ABORTED":
        yield f"{request.url}: {request.failure}"


def _visit(watched: Watched, served: Served, addresses: list[str]) -> None:
    def note(request: Request) -> None:
        if not request.url.startswith(f"{served.url}/"):
            watched.faults.append(f"{watched.page.url}: asks for {request.url}")

    watched.page.on("request", note)
    for address in addresses:
        watched.page.goto(f"{served.url}{address}", wait_until="load")
        if address.startswith("/search/"):
            watched.page.locator("#search-results[data-state=done] > li").first.wait_for()


def test_every_type_of_page_keeps_the_policy(watched: Watched, everything: Served) -> None:
    for kind in PAGE_TYPES:
        watched.page.goto(everything.of(kind), wait_until="load")
        watched.page.locator(kind.ready).first.wait_for(state="attached")
    _visit(watched, everything, everything.addresses("explainers"))

    assert watched.faults == []


def test_data_for_machines_is_there_and_no_script(watched: Watched, everything: Served) -> None:
    kind = next(kind for kind in PAGE_TYPES if kind.name == "long explainer")

    _visit(watched, everything, [kind.address])

    read = "element => JSON.parse(element.textContent)['@graph'].map(node => node['@type'])"
    block = watched.page.locator('script[type="application/ld+json"]')
    assert block.evaluate(read) == ["NewsArticle", "BreadcrumbList"]
    assert watched.faults == []


def test_nothing_of_the_hostile_site_runs(
    watched: Watched, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "served"
    with serve(folder) as url:
        build_all_harmless(tmp_path / "content", folder / "site", capsys, SITEURL=f"{url}/site")
        served = Served(f"{url}/site", folder / "site")

        pages = served.addresses("explainers")[:_MOST_PAGES]
        _visit(
            watched, served, ["/", "/tags/", "/archive/2025/", "/search/?q=alert+script", *pages]
        )

    assert len(pages) > 60
    assert watched.faults == []
