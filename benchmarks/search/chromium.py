"""Search pages in a real Chromium: asked, and watched while they answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

__all__ = ["OpenPage", "opened_browser", "opened_page"]

_DRIVER = Path(__file__).with_name("driver.js").read_text(encoding="utf-8")
_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
_BATCH = 50  # queries that a page answers before Python hears of it
_QUIET = 100  # milliseconds without a response until all have come


@contextmanager
def opened_browser(executable: str, *flags: str) -> Iterator[Browser]:
    """A Chromium without a window; `flags` are further ones of its command line."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=[*_FLAGS, *flags])
        try:
            yield browser
        finally:
            browser.close()


class OpenPage:
    """A search page that has been opened."""

    def __init__(self, page: Page, session: CDPSession, browser_session: CDPSession) -> None:
        self._page = page
        self._session = session
        self._browser_session = browser_session

    def ask(self, words: str, *, typing: bool = False) -> list[str]:
        """Types the words in, and waits until the results are painted: paths, best first."""
        return list(self._page.evaluate(f"q => searchDriver.ask(q, {_js(typing)})", words))

    def ask_all(self, queries: Sequence[str], *, typing: bool = False) -> list[list[str]]:
        """The results of many queries, one after the other in this page."""
        found: list[list[str]] = []
        for first in range(0, len(queries), _BATCH):
            batch = list(queries[first : first + _BATCH])
            call = f"all => searchDriver.askAll(all, {_js(typing)})"
            found += self._page.evaluate(call, batch)
        return found

    def cpu_seconds(self) -> float:
        """How long the page's main thread has worked since it was opened."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return float(next(each["value"] for each in metrics if each["name"] == "TaskDuration"))

    def process_seconds(self) -> float:
        """The CPU of all threads of all pages' processes, workers too; in steps of some ms."""
        processes = self._browser_session.send("SystemInfo.getProcessInfo")["processInfo"]
        return sum(float(each["cpuTime"]) for each in processes if each["type"] == "renderer")

    def wait_for_quiet(self, sent: Sequence[object]) -> None:
        """Waits until nothing more comes to `sent`."""
        count = -1
        while count != len(sent):
            count = len(sent)
            self._page.wait_for_timeout(_QUIET)


@contextmanager
def opened_page(browser: Browser, address: str, words: str) -> Iterator[OpenPage]:
    """A page as a new visitor opens it whose address asks for `words`, with its answer."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        context.add_init_script(_DRIVER)
        page = context.new_page()
        session = context.new_cdp_session(page)
        # Thread ticks: CPU, and not the time that tasks wait for a busy processor.
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        joint = "&" if "?" in address else "?"
        page.goto(f"{address}{joint}q={quote(words)}")
        page.evaluate("words => searchDriver.shown(words)", words)
        yield OpenPage(page, session, browser.new_browser_cdp_session())
    finally:
        context.close()


def _js(value: bool) -> str:
    return "true" if value else "false"
