"""What reading is like in a real Chromium: lines, the menu of sections, room for pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.support.served import open_chromium, serve
from tests.support.sites import PROJECT, build_in_process

pytestmark = pytest.mark.browser

EXPLAINER = "/explainers/llama-4-release/"
LISTS = ("/", "/tags/", "/tags/ai/", "/archive/2025/", "/stories/", "/stories/the-llama-models/")
# Of each line of the long paragraphs: how many characters it holds. The last is not full.
LINES = """() => [...document.querySelectorAll('.prose > p')].flatMap(paragraph => {
  const range = document.createRange(), lines = [];
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let top = -Infinity;
  while (texts.nextNode()) {
    for (let index = 0; index < texts.currentNode.length; index++) {
      range.setStart(texts.currentNode, index);
      range.setEnd(texts.currentNode, index + 1);
      const box = range.getBoundingClientRect();
      if (box.top > top + 10) { lines.push(0); top = box.top; }
      lines[lines.length - 1]++;
    }
  }
  return lines.slice(0, -1);
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("reading")
    with serve(folder / "served") as url:
        build_in_process(PROJECT / "content", folder / "served/site", SITEURL=f"{url}/site")
        yield f"{url}/site"


def page_of_width(browser: Browser, width: int) -> Page:
    return browser.new_page(viewport=ViewportSize(width=width, height=800))


@pytest.mark.parametrize("width", [768, 1280, 1920])
def test_lines_hold_60_to_75_characters(width: int, browser: Browser, site: str) -> None:
    page = page_of_width(browser, width)
    page.goto(f"{site}{EXPLAINER}")

    lines = page.evaluate(LINES)

    page.close()
    assert len(lines) > 20
    assert 60 <= sum(lines) / len(lines) <= 75
    assert max(lines) <= 80


def test_menu_of_sections_stays_in_view_beside_the_text(browser: Browser, site: str) -> None:
    page = page_of_width(browser, 1280)
    page.goto(f"{site}{EXPLAINER}#beyond-the-headlines")
    link = page.get_by_role("link", name="What's Happening?")

    link.click()

    assert page.url.endswith("#whats-happening")
    box = link.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 800
    page.close()


def test_menu_of_sections_unfolds_by_keyboard_on_a_phone(browser: Browser, site: str) -> None:
    page = page_of_width(browser, 390)
    page.goto(f"{site}{EXPLAINER}")
    link = page.locator(".contents-list a").first
    assert not link.is_visible()

    page.locator(".contents summary").focus()
    page.keyboard.press("Enter")

    assert link.is_visible()
    page.close()


def test_picture_has_its_room_before_it_arrives(browser: Browser, site: str) -> None:
    page = page_of_width(browser, 1280)
    page.route("**/images/**", lambda route: None)  # it never comes

    page.goto(f"{site}{EXPLAINER}", wait_until="domcontentloaded")
    box = page.locator(".lead-image img").bounding_box()

    assert box is not None
    assert box["width"] > 600
    assert box["height"] > 200
    page.close()


@pytest.mark.parametrize("address", [EXPLAINER, *LISTS])
def test_nothing_is_wider_than_a_small_phone(address: str, browser: Browser, site: str) -> None:
    page = page_of_width(browser, 320)

    page.goto(f"{site}{address}")

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.close()
