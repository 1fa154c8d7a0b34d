"""All kinds of page in a real Chromium: nothing runs, nothing is fetched, nothing bars a reader."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests.support.hostile_site import build_all_harmless
from tests.support.served import open_chromium, serve
from tests.support.sites import PROJECT, build_in_process

pytestmark = pytest.mark.browser

AXE = PROJECT / "tests/node_modules/axe-core/axe.min.js"
# One of each kind, of the demonstration site.
KINDS = {
    "home": "/",
    "explainer": "/explainers/llama-4-release/",
    "page": "/how-we-use-ai/",
    "tag": "/tags/ai/",
    "tags": "/tags/",
    "archive": "/archive/",
    "year": "/archive/2025/",
    "stories": "/stories/",
    "story": "/stories/meta-s-superintelligence-lab/",
    "search": "/search/?q=llama",
    "missing": "/404.html",
    "redirect": "/tags/artificial-intelligence/",
}
_MOST_PAGES = 90  # of the hostile site; its lists show all of its explainers


@dataclass
class Watched:
    """A page and all that went wrong in it."""

    page: Page
    faults: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Served:
    """A published site and its address."""

    url: str
    folder: Path

    def addresses(self, below: str = "") -> list[str]:
        """The address of each page below a folder."""
        pages = sorted((self.folder / below).rglob("*.html"))
        paths = (page.relative_to(self.folder).as_posix() for page in pages)
        return [f"/{path.removesuffix('index.html')}" for path in paths]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as started:
        yield started


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("demonstration")
    with serve(folder / "served") as url:
        build_in_process(PROJECT / "content", folder / "served/site", SITEURL=f"{url}/site")
        yield Served(f"{url}/site", folder / "served/site")


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
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


def test_demonstration_site_keeps_the_strictest_policy(
    watched: Watched, demonstration: Served
) -> None:
    _visit(watched, demonstration, [*KINDS.values(), *demonstration.addresses("explainers")])

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


def _stay(route: Route) -> None:
    """Keeps a redirect page open: an answer of 204 leaves a browser where it is."""
    route.fulfill(status=204)


@pytest.mark.parametrize("kind", KINDS)
def test_page_has_no_finding_of_axe(kind: str, browser: Browser, demonstration: Served) -> None:
    # axe itself needs what the policy bars.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    if kind == "redirect":
        context.route(f"{demonstration.url}/tags/ai/", _stay)
    page.goto(f"{demonstration.url}{KINDS[kind]}", wait_until="load")
    if kind == "search":
        page.locator("#search-results[data-state=done] > li").first.wait_for()
    page.evaluate(AXE.read_text(encoding="utf-8"))

    findings = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            findings += _axe(page, f"{width} {scheme}")

    context.close()
    assert findings == []


def _axe(page: Page, state: str) -> list[str]:
    run = "axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
    return [
        f"{state}: {found['id']}: {json.dumps([node['target'] for node in found['nodes'][:3]])}"
        for found in page.evaluate(run)
    ]
