"""A Chromium, and one site with every type of page, for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Route

from tests.browser.page_types import PageType
from tests.support.everything import write_everything
from tests.support.served import open_chromium, serve
from tests.support.sites import build_in_process


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

    def of(self, kind: PageType) -> str:
        """Where a page of a type is."""
        return f"{self.url}{kind.address}"


# Not for the whole session: while one is driven in this process, no other module can start one.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_chromium() as started:
        yield started


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site lies under a path, so that no address can forget it."""
    folder = tmp_path_factory.mktemp("everything")
    write_everything(folder / "content")
    with serve(folder / "served") as url:
        build_in_process(folder / "content", folder / "served/site", SITEURL=f"{url}/site")
        yield Served(f"{url}/site", folder / "served/site")


def keep_redirects_open(context: BrowserContext, served: Served) -> None:
    """An answer of 204 to where a redirect leads leaves the browser where it is."""

    def stay(route: Route) -> None:
        if route.request.is_navigation_request() and route.request.headers.get("referer"):
            route.fulfill(status=204)
        else:
            route.fallback()

    context.route(f"{served.url}/explainers/harbour/", stay)
