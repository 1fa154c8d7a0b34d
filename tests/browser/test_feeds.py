"""A feed that somebody opens in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Served

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("feed", ["feed.xml", "corrections.xml", "tags/harbours/feed.xml"])
def test_feed_reads_as_a_page(chromium: Browser, everything: Served, feed: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{everything.url}/{feed}")

    shown = page.evaluate(
        """() => ({
          note: getComputedStyle(document.documentElement, '::before').content,
          paper: getComputedStyle(document.documentElement).backgroundColor,
          wide: document.documentElement.scrollWidth > innerWidth,
          hidden: ['encoded', 'guid'].map(name => {
            const [found] = document.getElementsByTagNameNS('*', name);
            return getComputedStyle(found).display;
          }),
        })"""
    )
    expect(page.locator("channel > title")).to_be_visible()
    expect(page.locator("item > description").first).to_be_visible()
    label = page.locator("item > type").first
    if feed == "feed.xml":
        expect(label).to_have_text("AI Generated Content")
        expect(label).to_be_visible()
    page.close()

    assert "This is a web feed." in shown["note"]
    assert f"{everything.url}/subscribe/" in shown["note"]
    assert shown["paper"] == "rgb(253, 252, 249)"
    assert shown["hidden"] == ["none", "none"]
    assert not shown["wide"]


def test_each_text_of_a_feed_runs_in_its_own_direction(
    chromium: Browser, everything: Served
) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{everything.url}/stories/the-harbour-dispute/feed.xml")

    starts = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("item > title")].map(title => {
          const text = document.createRange();
          text.selectNodeContents(title);
          const [inside, around] = [text, title].map(each => each.getBoundingClientRect());
          return [title.textContent, [inside.left - around.left, around.right - inside.right]];
        }))"""
    )
    page.close()

    persian, english = (
        next(gaps for title, gaps in starts.items() if title.startswith(beginning))
        for beginning in ("هوش", "Two towns")
    )
    assert persian[1] < 1 < persian[0]
    assert english[0] < 1


@pytest.mark.parametrize("width", [320, 1280])
def test_atom_reads_as_a_page_where_it_is_sent_as_xml(
    chromium: Browser, everything: Served, width: int
) -> None:
    data = (everything.folder / "feed.atom").read_bytes()
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.route(
        "**/feed.atom", lambda route: route.fulfill(body=data, content_type="application/xml")
    )
    page.goto(f"{everything.url}/feed.atom")

    expect(page.locator("feed > title")).to_be_visible()
    expect(page.locator("entry > summary").first).to_be_visible()
    expect(page.locator("entry > content").first).to_be_hidden()
    shown = page.evaluate(
        """() => ({
          wide: document.documentElement.scrollWidth > innerWidth,
          link: getComputedStyle(document.querySelector("entry > link"), "::before").content,
        })"""
    )
    page.close()

    assert shown["link"].startswith(f'"{everything.url}/explainers/')
    assert not shown["wide"]
