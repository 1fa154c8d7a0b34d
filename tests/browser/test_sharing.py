"""What helps to share an explainer, in a real Chromium, with scripts and without."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.served import open_chromium, serve
from tests.support.sites import build_in_process, explainer, write_files

pytestmark = pytest.mark.browser

MOST_SCRIPT = 4096  # bytes, compressed, before the search is used


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as started:
        yield started


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("sharing")
    write_files(folder / "content", {"caches.md": explainer()})
    with serve(folder / "served") as address:
        settings = {"SITEURL": f"{address}/site", "FEEDBACK": ("mail", "us@example.org")}
        build_in_process(folder / "content", folder / "served/site", **settings)
        yield f"{address}/site/explainers/caches/"


@pytest.fixture
def page(browser: Browser, url: str) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    made = context.new_page()
    made.goto(url, wait_until="networkidle")
    yield made
    context.close()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_button_beside_a_heading_copies_the_link_to_its_section(page: Page, url: str) -> None:
    page.get_by_role("button", name="Copy the link to “What's Next?”").press("Enter")
    page.get_by_role("status").filter(has_text="Copied").wait_for(state="attached")

    assert clipboard(page) == f"{url}#whats-next"


def test_citation_is_copied_whole(page: Page, url: str) -> None:
    page.locator(".cite summary").click()

    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name="Copied").wait_for()

    assert clipboard(page) == f"Backgrounder. “Caches”. Backgrounder, 4 March 2025. {url}"


def test_copying_that_is_refused_says_so(browser: Browser, url: str) -> None:
    context = browser.new_context()
    context.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))"
    )
    made = context.new_page()
    made.goto(url, wait_until="networkidle")

    made.get_by_role("button", name="Copy the link to “What's Next?”").click()
    made.get_by_role("status").filter(has_text="not allowed").wait_for(state="attached")

    context.close()


def test_buttons_move_nothing_and_are_large_enough_for_a_finger(browser: Browser, url: str) -> None:
    places = []
    for scripts in (False, True):
        context = browser.new_context(
            java_script_enabled=scripts, viewport={"width": 320, "height": 700}
        )
        made = context.new_page()
        made.goto(url, wait_until="networkidle")
        places.append([each.bounding_box() for each in made.locator("h2").all()])
        sizes = [each.bounding_box() for each in made.locator(".copy-link").all()]
        context.close()

    assert places[0] == places[1]
    assert len(sizes) == 3
    assert all(size and size["width"] >= 24 and size["height"] >= 24 for size in sizes)


def test_nothing_that_needs_scripts_is_seen_without(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    made = context.new_page()
    made.goto(url)
    made.locator(".cite summary").click()

    assert made.locator(".citation").is_visible()
    assert made.locator(".copy-link, [data-part=copy]:visible").count() == 0
    assert made.locator('nav a[href="#whats-next"]').count() == 1

    context.close()


def test_scripts_of_an_explainer_are_few(browser: Browser, url: str) -> None:
    context = browser.new_context()
    made = context.new_page()
    loaded: dict[str, bytes] = {}
    made.on(
        "response",
        lambda answer: (
            loaded.update({Path(answer.url).parent.name: answer.body()})
            if answer.url.endswith(".js")
            else None
        ),
    )
    made.goto(url, wait_until="networkidle")

    assert set(loaded) == {"js", "useful", "sharing"}
    assert sum(len(gzip.compress(text)) for text in loaded.values()) <= MOST_SCRIPT

    context.close()
