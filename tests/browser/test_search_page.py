"""The search page in a real Chromium, under the strictest content security policy."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from plugins.command_line.testing import find_chromium
from plugins.explainers.site import Site
from plugins.search_index.builder import build_search_index
from plugins.site_outputs.templates import TemplateSettings, make_environment
from tests.search_index.corpus import Context, MadeArchive, make_explainer
from tests.search_index.ranking_contract import TEXTS

pytestmark = pytest.mark.browser

THEME = Path(__file__).parents[2] / "theme"
POLICY = "default-src 'self'; script-src 'self'; require-trusted-types-for 'script'"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOSTILE = (
    """"><img src=x onerror="document.title='owned'"><script>document.title='owned'</script> AI"""
)
LARGE = [
    (make_explainer(f"Number {n}", tags=("Many",), date="2020-01-01T00:00:00Z"), "A crowd.")
    for n in range(45)
]


class Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


class PageContext(Context):
    """Renders with the theme's own templates."""

    def page(self, template: str, **values: object) -> bytes:
        settings = TemplateSettings((str(THEME / "templates"),), {}, {}, {})
        environment = make_environment(settings, self.site)
        return environment.get_template(template).render(**values).encode()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module", params=["/archive"], ids=["under-a-path"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    made = Site(name="Archive", url=f"http://127.0.0.1:{server.server_port}{request.param}")
    write_site(made, folder / request.param.removeprefix("/"))
    yield made
    server.shutdown()
    server.server_close()


def write_site(site: Site, folder: Path) -> None:
    made = MadeArchive([*LARGE, *TEXTS])
    for output in build_search_index(made.archive, site):
        path = folder / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(output.render(output.inputs, PageContext(made, site)))
    shutil.copytree(THEME / "static", folder / "theme")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    opened = context.new_page()
    opened.add_init_script(
        "addEventListener('securitypolicyviolation', e => console.error(`CSP: ${e.blockedURI}`))"
    )
    errors: list[str] = []
    opened.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.errors = errors  # type: ignore[attr-defined]
    yield opened
    context.close()


def open_search(page: Page, site: Site, query: str = "") -> None:
    page.goto(f"{site.url}/search/{query}")


def expect_state(page: Page, state: str, words: str) -> None:
    results = page.locator("#search-results")
    expect(results).to_have_attribute("data-state", state)
    expect(results).to_have_attribute("data-query", words)


def hold(held: list[Route]) -> Callable[[Route], None]:
    # Playwright takes functions only, no methods of lists.
    def keep(route: Route) -> None:
        held.append(route)

    return keep


def result_titles(page: Page) -> list[str]:
    return page.locator("#search-results > li h2 a").all_inner_texts()


def first_links(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "#search-results > li", "items => items.map(item => item.querySelector('a[href]').pathname)"
    )


@pytest.mark.parametrize(
    "site", ["", "/archive"], indirect=True, ids=["at-the-root", "under-a-path"]
)
def test_query_of_the_address_is_answered_best_first(page, site):
    open_search(page, site, "?q=llama+4.x")

    expect_state(page, "done", "llama 4.x")
    assert first_links(page) == [
        f"{site.prefix}/explainers/meta-works-on-llama-4-x/",
        f"{site.prefix}/explainers/llamas-in-the-andes/",
    ]
    expect(page.locator("input[name=q]")).to_have_value("llama 4.x")
    expect(page.get_by_role("status")).to_have_text("2 explainers found.")
    assert page.errors == []


def test_result_shows_date_label_tags_and_marked_words(page, site):
    open_search(page, site, "?q=chips")

    result = page.locator("#search-results > li").first
    expect(result.locator("time")).to_have_text("23 November 2026")
    expect(result).to_contain_text("AI Generated Content")
    assert result.locator("mark").all_inner_texts() == ["chips", "Chip"]
    href = result.get_by_role("link", name="Chips", exact=True).get_attribute("href")
    assert href == f"{site.prefix}/tags/chips/"


def test_page_without_a_query_is_idle_and_loads_no_index(page, site):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    open_search(page, site)
    page.wait_for_load_state("networkidle")

    expect_state(page, "idle", "")
    assert not [address for address in asked if address.endswith(".json")]
    expect(page.get_by_text("needs scripts")).to_be_hidden()


def test_nothing_found_says_what_to_try(page, site):
    open_search(page, site, "?q=nonsense")

    expect_state(page, "empty", "nonsense")
    expect(page.get_by_role("status")).to_have_text("Nothing found.")
    expect(page.get_by_text("Check the spelling")).to_be_visible()
    assert result_titles(page) == []


def test_failure_is_said_and_the_next_search_tries_again(page, site):
    page.route("**/index.json", lambda route: route.fulfill(status=500))
    open_search(page, site, "?q=llama")

    expect_state(page, "failed", "llama")
    expect(page.get_by_text("did not load")).to_be_visible()
    tags = page.locator("[data-part=failed] a").first
    expect(tags).to_have_attribute("href", f"{site.prefix}/tags/")

    page.unroute("**/index.json")
    page.locator("input[name=q]").press("Enter")
    expect_state(page, "done", "llama")
    expect(page.get_by_text("did not load")).to_be_hidden()


def test_index_of_another_format_asks_to_reload(page, site):
    page.route("**/index.json", lambda route: route.fulfill(json={"format": 2}))

    open_search(page, site, "?q=llama")

    expect_state(page, "failed", "llama")
    expect(page.get_by_text("Reload the page")).to_be_visible()


def test_loading_is_shown_until_the_index_is_there(page, site):
    held: list[Route] = []
    page.route("**/index.json", hold(held))
    open_search(page, site, "?q=llama")
    expect_state(page, "loading", "llama")
    expect(page.get_by_role("status")).to_have_text("Searching…")

    # An answer that is late does not show up under newer words.
    page.locator("input[name=q]").fill("coalition")
    expect_state(page, "loading", "coalition")
    held[0].continue_()

    expect_state(page, "done", "coalition")
    assert result_titles(page)[0] == "Coalition Talks Begin"


def test_hostile_query_is_text(page, site):
    open_search(page, site)
    page.locator("input[name=q]").fill(HOSTILE)
    page.locator("input[name=q]").press("Enter")

    expect_state(page, "done", HOSTILE)
    assert page.title() == "Search – Archive"
    assert page.locator("main img, main script").count() == 0
    page.reload()
    expect_state(page, "done", HOSTILE)
    assert page.errors == []


def test_typing_searches_and_one_step_back_leaves_it(page, site):
    open_search(page, site, "?q=coalition")
    expect_state(page, "done", "coalition")

    field = page.locator("input[name=q]")
    field.fill("")
    field.press_sequentially("llama and", delay=200)
    expect_state(page, "done", "llama and")
    expect(page).to_have_url(re.compile(r"\?q=llama\+and$"))

    page.go_back()
    expect_state(page, "done", "coalition")
    expect(field).to_have_value("coalition")
    page.go_forward()
    expect_state(page, "done", "llama and")


def test_words_typed_before_the_script_has_come_are_searched(page, site):
    held: list[Route] = []
    page.route("**/view.js", hold(held))
    page.goto(f"{site.url}/search/", wait_until="commit")
    page.locator("input[name=q]").fill("andes")
    expect(page.get_by_text("needs scripts")).to_be_visible()

    held[0].continue_()

    expect_state(page, "done", "andes")
    expect(page.locator("input[name=q]")).to_have_value("andes")


def test_tag_narrows_by_name_and_can_be_left(page, site):
    open_search(page, site, "?q=licence+ai&tag=trade")
    expect_state(page, "done", "licence ai")
    expect(page.locator("[data-part=tag]")).to_contain_text("with the tag Trade")
    assert result_titles(page) == ["Licences and Their Limits", "Why Chip Exports Are Limited"]

    page.get_by_role("link", name="Search all explainers").click()

    expect(page).to_have_url(f"{site.url}/search/?q=licence+ai")
    expect_state(page, "done", "licence ai")
    assert len(result_titles(page)) > 2


def test_tag_stays_while_typing(page, site):
    open_search(page, site, "?tag=Elections")
    expect_state(page, "done", "")

    page.locator("input[name=q]").fill("coalition")

    expect_state(page, "done", "coalition")
    expect(page).to_have_url(f"{site.url}/search/?q=coalition&tag=Elections")


def test_keyboard_leads_from_the_field_to_the_result(page, site):
    open_search(page, site)
    expect(page.get_by_text("needs scripts")).to_be_hidden()
    page.locator("input[name=q]").focus()
    page.keyboard.type("andes")
    page.keyboard.press("Enter")
    expect_state(page, "done", "andes")

    page.keyboard.press("Tab")  # the button
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.textContent") == "Llamas in the Andes"


def test_more_results_come_on_demand_and_take_the_focus(page, site):
    open_search(page, site, "?q=crowd")
    expect(page.get_by_role("status")).to_have_text("45 explainers found; the first 20 are shown.")

    page.get_by_role("button", name="Show more").press("Enter")

    assert len(result_titles(page)) == 40
    assert page.evaluate("document.activeElement.textContent") == result_titles(page)[20]
    page.get_by_role("button", name="Show more").click()
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("45 explainers found.")


def test_link_that_is_clicked_while_typing_is_followed(page, site):
    open_search(page, site, "?q=llama")
    expect_state(page, "done", "llama")
    page.locator("input[name=q]").focus()

    page.locator("#search-results a").first.click()

    expect(page).to_have_url(f"{site.url}/explainers/llamas-in-the-andes/")


def test_narrow_page_does_not_scroll_sideways(page, site):
    page.set_viewport_size({"width": 320, "height": 640})
    open_search(page, site, "?q=ai+model")
    expect_state(page, "done", "ai model")

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_the_page_says_so_and_points_elsewhere(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    open_search(page, site, "?q=llama")

    expect(page.get_by_text("needs scripts")).to_be_visible()
    hrefs = [link.get_attribute("href") for link in page.locator("[data-part=fallback] a").all()]
    assert hrefs == [f"{site.prefix}/tags/", f"{site.prefix}/archive/"]
    form = page.locator("form[role=search]")
    expect(form).to_have_attribute("action", f"{site.prefix}/search/")
    context.close()
