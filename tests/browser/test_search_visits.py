"""What a reader does around a search: leaves and comes back, and stays while the site changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.served import open_chromium, serve
from tests.support.sites import build_in_process, explainer, write_files

pytestmark = pytest.mark.browser

WORDS = ("market", "harbour", "treaty", "satellite", "vaccine", "budget")


def content_of(count: int) -> dict[str, str]:
    return {
        f"report-{number:02}.md": explainer(
            f"Report {number} on the {WORDS[number % len(WORDS)]}",
            date=f"2025-03-{number % 28 + 1:02}",
            tags="[Reports]",
            body=f"The {WORDS[number % len(WORDS)]} and the market, report {number}.",
        )
        for number in range(count)
    }


def publish(folder: Path, url: str, count: int) -> None:
    write_files(folder / "content", content_of(count))
    build_in_process(folder / "content", folder / "served", SITEURL=url)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1000, "height": 700})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("visits")
    with serve(folder / "served") as url:
        publish(folder, url, 30)
        yield url


def expect_done(page: Page, words: str) -> None:
    results = f'#search-results[data-state="done"][data-query="{words}"]'
    expect(page.locator(results)).to_be_attached()


def as_forbidden(route: Route) -> None:
    """Some hosts say 403 of what is not there."""
    answer = route.fetch()
    route.fulfill(response=answer, status=403 if answer.status == 404 else answer.status)


def as_home_page(route: Route) -> None:
    """Others show a page of theirs."""
    answer = route.fetch()
    if answer.status == 404:
        route.fulfill(status=200, body="<!doctype html><title>Home</title>")
    else:
        route.fulfill(response=answer)


@pytest.mark.parametrize("missing", [None, as_forbidden, as_home_page])
def test_open_page_goes_on_after_the_site_has_been_updated(
    page: Page, tmp_path: Path, missing: Callable[[Route], None] | None
) -> None:
    with serve(tmp_path / "served") as url:
        publish(tmp_path, url, 12)
        page.goto(f"{url}/search/?q=market")
        expect_done(page, "market")
        publish(tmp_path, url, 18)
        if missing:
            page.route("**/search/**", missing)

        for words in ("harbour report", "treaty"):
            page.locator("input[name=q]").fill(words)
            page.keyboard.press("Enter")
            expect_done(page, words)


def test_link_within_the_page_keeps_results_and_words(site: str, page: Page) -> None:
    page.goto(f"{site}/search/?q=market")
    expect_done(page, "market")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#search-results > li")).to_have_count(20)
    page.locator("input[name=q]").fill("market harbo")

    page.locator(".skip-link").press("Enter")

    expect_done(page, "market harbo")
    assert page.locator("input[name=q]").input_value() == "market harbo"


def test_back_from_an_explainer_leads_to_where_the_reader_was(site: str, page: Page) -> None:
    page.goto(f"{site}/search/?q=market")
    expect_done(page, "market")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#search-results > li")).to_have_count(20)
    last = page.locator("#search-results > li").nth(18).locator("h2 a")
    last.scroll_into_view_if_needed()
    was = page.evaluate("scrollY")
    assert was > 500

    last.click()
    page.wait_for_url("**/explainers/**")
    page.go_back()

    expect(page.locator("#search-results > li")).to_have_count(20)
    page.wait_for_function("was => Math.abs(scrollY - was) < 50", arg=was)


@pytest.mark.parametrize("typed", ["The", "what is the", '"', "-", "tag:", "-tag:Reports"])
def test_nothing_is_said_to_be_missing_before_there_is_a_word(
    site: str, page: Page, typed: str
) -> None:
    page.goto(f"{site}/search/")
    page.locator("input[name=q]").press_sequentially(typed)

    idle = "wanted => document.querySelector('#search-results').dataset.query === wanted"
    page.wait_for_function(idle, arg=typed)
    page.wait_for_function(
        "() => document.querySelector('#search-results').dataset.state !== 'loading'"
    )

    assert page.locator("#search-results").get_attribute("data-state") in ("idle", "done")
    expect(page.get_by_text("check the spelling")).to_be_hidden()


def test_restriction_that_is_being_typed_takes_nothing_away(site: str, page: Page) -> None:
    page.goto(f"{site}/search/?q=market")
    expect_done(page, "market")

    page.locator("input[name=q]").press("End")
    page.locator("input[name=q]").press_sequentially(" tag:Re")

    expect_done(page, "market tag:Re")


def test_typed_words_go_with_the_link_that_is_followed(site: str, page: Page) -> None:
    page.goto(f"{site}/search/?q=market")
    expect_done(page, "market")

    page.locator("input[name=q]").fill("market treaty")
    page.get_by_role("link", name="newest").click()

    expect_done(page, "market treaty")
    assert "sort=newest" in page.url
