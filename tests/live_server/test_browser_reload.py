"""The page in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.live_server.running_server import RunningServer, explainer
from tests.support.served import open_chromium

_HIDDEN = """
globalThis.visibility = "hidden";
Object.defineProperty(document, "visibilityState", { get: () => globalThis.visibility });
"""
_SHOW = """
globalThis.visibility = "visible";
document.dispatchEvent(new Event("visibilitychange"));
"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_open_page_shows_a_save_by_itself(server: RunningServer, page: Page) -> None:
    page.goto(f"{server.url}/explainers/caches/")
    expect(page.get_by_text("They are warm.")).to_be_visible()

    (server.content / "caches.md").write_text(explainer("Caches", "They are cold."))

    expect(page.get_by_text("They are cold.")).to_be_visible(timeout=20_000)


def test_open_page_shows_a_mistake_and_loses_it_when_mended(
    server: RunningServer, page: Page
) -> None:
    file = server.content / "caches.md"
    whole = file.read_text()
    page.goto(f"{server.url}/explainers/caches/")

    file.write_text(whole.replace("tags:", "tabs:"))
    expect(page.get_by_text("content/caches.md:4:1: error")).to_be_visible(timeout=20_000)
    file.write_text(whole)

    expect(page.get_by_text("They are warm.")).to_be_visible(timeout=20_000)
    expect(page.locator(".serve-report")).to_have_count(0)


def test_tabs_in_the_background_take_no_connection_and_catch_up_in_front(
    server: RunningServer, browser: Browser
) -> None:
    context = browser.new_context()
    # Without a window all tabs are in front; these believe that they are not.
    context.add_init_script(_HIDDEN)
    # More than the six connections that a browser opens to one server.
    tabs = [context.new_page() for _ in range(8)]

    for tab in tabs:
        tab.goto(f"{server.url}/explainers/caches/")
    (server.content / "caches.md").write_text(explainer("Caches", "They are cold."))
    server.line_with("rebuilt in")
    expect(tabs[0].get_by_text("They are warm.")).to_be_visible()
    tabs[0].evaluate(_SHOW)

    expect(tabs[0].get_by_text("They are cold.")).to_be_visible(timeout=20_000)
    context.close()
