"""The search page in a real Chromium, under the strictest content security policy."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.served import open_chromium, serve
from tests.support.sites import PROJECT, build_in_process, explainer, write_files

pytestmark = pytest.mark.browser

AXE = PROJECT / "tests/node_modules/axe-core/axe.min.js"
HEAD = "**/search/index.bin"
INDEX = re.compile(r"/search/.*\.bin$")
TAGS = [f"Kind {number}" for number in range(24)]
PERSIAN = explainer("هوش مصنوعی و llama", tags="[AI]", front="lang: fa\n", date="2021-05-06")
CONTENT = {
    "llama.md": explainer(
        "Meta Works on Llama 4.X",
        date="2025-08-28",
        tags="[Meta, AI]",
        body="Meta's labs were reorganised around superintelligence.",
    ),
    "andes.md": explainer(
        "Llamas in the Andes",
        date="2023-01-02",
        tags="[Animals]",
        front="ai_generated: false\n",
        body="A llama carries loads.\n\n## Feeding\n\nLlamas eat grass, and the reeds of the lake.",
    ),
    "chips.md": explainer(
        "Why Chip Exports Are Limited",
        date="2024-11-23",
        tags="[Chips, Trade]",
        front="ai:\n  extent: assisted\n",
        body="Exports of chips need a licence.",
    ),
    "licence.md": explainer("Licences", date="2022-05-06", tags="[Trade]", body="A licence."),
    "persian.md": PERSIAN,
    **{
        f"crowd-{number:02}.md": explainer(
            f"Crowd {number}",
            date=f"20{20 + number % 5}-03-{number + 1:02}",
            tags=f"[Many, {TAGS[number % 24]}]",
        )
        for number in range(25)
    },
}
HOSTILE = [
    "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script> llama",
    *("<svg/onload=alert(1)>", "</ol></main><h1>llama", "<!--", "]]>", "&lt;b&gt;llama", "&#0;"),
    *("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "'; DROP TABLE llama; --"),
    *(
        "${7*7}",
        "{{7*7}}",
        "{% raw %}",
        "%",
        "%00",
        "%2e%2e%2f",
        "%u0041",
        "%E0%A4%A",
        "100% llama",
    ),
    *(
        "\0",
        "lla\0ma",
        "\x01\x1b\x7f",
        "\ufffd",
        "\ufeffllama",
        "llama\u2028x",
        "a\u0300\u0301" * 40,
    ),
    *("😀", "👩‍👩‍👧‍👦 llama", "🏳️‍🌈", "\U0010ffff", "ﬁ ﬂ", "İstanbul", "ß", "ſ", "Å", "ﷺ"),
    *(
        "هوش",
        "\u202eamall\u202c llama",
        "שלום llama",
        "中文 搜索",
        "ภาษาไทย",
        "한국어",
        "かな漢字",
        "ខ្មែរ",
    ),
    *('"', '""', '"""', '"llama', 'llama"', '"llama "andes" x"', "“llama andes”", "«llama»", "''"),
    *("-", "--", "-llama", "-llama -andes", '-"llama andes"', '-"', "- llama", "llama -", "-" * 99),
    *("tag:", "tag:meta", 'tag:"', 'tag:"many"', "-tag:meta llama", "tag:tag:tag:", "tag:<b>"),
    *("year:", "year:2024", "year:9999", "year:-", "year:2025-2020", "year:x llama", "year:0-0"),
    *(
        "ai:",
        "ai:none",
        "ai:<b>",
        "ai:none ai:generated",
        "AI:NONE",
        "-ai:none",
        "year:2024 tag:many",
    ),
    *(
        "__proto__",
        "constructor",
        "toString hasOwnProperty",
        "tag:__proto__",
        "=tag/meta",
        "=ai/none",
    ),
    *("?q=x&tag=y#z", "#llama", "../../etc/passwd", "a" * 5000, "llama " * 300, "-a" * 500),
    *(
        "(((",
        "[a-z]*",
        "\\",
        "\\u0041",
        ".*",
        "^$",
        "llama*",
        "llama~2",
        "a b c d e f g h i j k l m",
    ),
    *(
        "the",
        "the of and",
        '"the of"',
        "4.x",
        "4.x.",
        "...",
        "C++ C#",
        "O'Neill’s",
        "don't",
        "1e999",
    ),
]


@dataclass
class Opened:
    """A page and all that went wrong in it."""

    page: Page
    url: str
    faults: list[str] = field(default_factory=list)

    def search(self, query: str = "") -> Page:
        self.page.goto(f"{self.url}/search/{query}")
        return self.page


def build_site(folder: Path, url: str) -> str:
    write_files(folder / "content", CONTENT)
    target = folder / "served" / urlsplit(url).path.strip("/")
    build_in_process(folder / "content", target, SITEURL=url)
    return url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    with serve(folder / "served") as url:
        yield build_site(folder, f"{url}/archive")


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    found = Opened(context.new_page(), site)
    page, faults = found.page, found.faults
    page.add_init_script(
        "addEventListener('securitypolicyviolation', event =>"
        " console.error(`CSP ${event.violatedDirective}: ${event.blockedURI} ${event.sample}`))"
    )
    page.on("console", lambda said: faults.append(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("dialog", lambda dialog: faults.append(f"says {dialog.message}"))
    yield found
    context.close()


def expect_state(page: Page, state: str, words: str) -> None:
    """Waits for both at once: either may still be that of an older query."""
    page.wait_for_function(
        "wanted => { const { state, query } = document.querySelector('#search-results').dataset;"
        " return wanted[0].split(' ').includes(state) && query === wanted[1] }",
        arg=[state, words],
        timeout=5_000,
    )


def hold(held: list[Route]) -> Callable[[Route], None]:
    # Playwright takes functions only, no methods of lists.
    def keep(route: Route) -> None:
        held.append(route)

    return keep


def titles(page: Page) -> list[str]:
    return page.locator("#search-results > li h2 a").all_inner_texts()


def first_links(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "#search-results > li", "items => items.map(item => item.querySelector('a[href]').pathname)"
    )


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent.trim()")


def field_of(page: Page):
    return page.locator("input[name=q]")


def test_query_of_the_address_is_answered_best_first(opened):
    page = opened.search("?q=llama+4.x")

    expect_state(page, "done", "llama 4.x")
    assert first_links(page)[0] == "/archive/explainers/llama/"
    expect(field_of(page)).to_have_value("llama 4.x")
    expect(page.get_by_role("status")).to_have_text("3 explainers found.")
    assert opened.faults == []


def test_site_at_the_root_of_a_host_is_searched_too(browser, tmp_path):
    page = browser.new_page()
    with serve(tmp_path / "served") as url:
        page.goto(f"{build_site(tmp_path, url)}/search/?q=andes&tag=animals")

        expect_state(page, "done", "andes")
        assert first_links(page) == ["/explainers/andes/"]
        page.get_by_role("link", name="Remove Tag: Animals").click()
        expect(page).to_have_url(f"{url}/search/?q=andes")
    page.close()


def test_result_shows_date_label_words_section_and_tags(opened):
    page = opened.search("?q=reeds+carries&ai=none")

    expect_state(page, "done", "reeds carries")
    result = page.locator("#search-results > li").first
    expect(result.locator("time")).to_have_text("2 January 2023")
    expect(result.locator(".badge")).to_have_count(0)
    assert set(result.locator("mark").all_inner_texts()) <= {"reeds", "carries"}
    assert result.locator("mark").count() > 0
    tag = result.get_by_role("link", name="Animals")
    expect(tag).to_have_attribute("href", "/archive/tags/animals/")
    section = result.locator(".card-section a")
    expect(section).to_have_attribute("href", re.compile("andes/#"))
    target = urlsplit(section.evaluate("link => link.href")).fragment
    section.click()
    assert page.locator(f"[id='{target}']").count() == 1


@pytest.mark.parametrize(
    ("words", "label"), [("exports", "AI-Assisted Content"), ("crowd", "AI Generated Content")]
)
def test_label_says_how_ai_took_part(opened, words, label):
    page = opened.search(f"?q={words}")

    expect(page.locator("#search-results .badge").first).to_have_text(label)


def test_result_in_another_language_says_so(opened):
    page = opened.search("?q=هوش")

    expect_state(page, "done", "هوش")
    heading = page.locator("#search-results h2").first
    expect(heading).to_have_attribute("lang", "fa")
    assert heading.evaluate("h2 => getComputedStyle(h2).direction") == "rtl"


def test_page_without_a_query_is_idle_and_loads_no_index(opened):
    asked: list[str] = []
    opened.page.on("request", lambda request: asked.append(request.url))
    page = opened.search()
    page.wait_for_load_state("networkidle")

    expect_state(page, "idle", "")
    assert not [address for address in asked if INDEX.search(address)]
    with page.expect_request(HEAD):
        field_of(page).focus()
    expect_state(page, "idle", "")
    expect(page.get_by_text("needs scripts")).to_be_hidden()
    expect(page.locator(".search-advice:visible")).to_contain_text("all tags")


def test_modules_of_a_first_query_are_asked_for_at_once(opened):
    asked: list[str] = []
    opened.page.on("request", lambda request: asked.append(request.url))
    page = opened.search("?q=exports")
    expect_state(page, "done", "exports")

    preloaded = page.eval_on_selector_all(
        "link[rel=modulepreload]", "links => links.map(link => link.href)"
    )
    modules = {address for address in asked if address.endswith(".js")}
    assert modules == {*preloaded, f"{opened.url}/theme/js/main.js"}
    assert len(asked) == len(set(asked))


def test_nothing_found_says_what_to_try(opened):
    page = opened.search("?q=qqqzzzxxx&tag=trade")

    expect_state(page, "empty", "qqqzzzxxx")
    expect(page.get_by_role("status")).to_contain_text("Nothing found.")
    expect(page.get_by_text("check the spelling")).to_be_visible()
    page.get_by_role("link", name="remove all filters").click()
    expect(page).to_have_url(f"{opened.url}/search/?q=qqqzzzxxx")
    expect_state(page, "empty", "qqqzzzxxx")
    expect(page.get_by_role("link", name="remove all filters")).to_be_hidden()
    assert titles(page) == []


@pytest.mark.parametrize("status", [500, 404])
@pytest.mark.parametrize("files", [HEAD, INDEX], ids=["head", "all-files"])
def test_failure_is_said_and_can_be_tried_again(opened, files, status):
    opened.page.route(files, lambda route: route.fulfill(status=status))
    page = opened.search("?q=llama")

    expect_state(page, "failed", "llama")
    expect(page.get_by_text("did not load")).to_be_visible()
    tags = page.locator(".search-advice:visible a").first
    expect(tags).to_have_attribute("href", "/archive/tags/")

    page.unroute(files)
    page.get_by_role("button", name="Try again").press("Enter")
    expect_state(page, "done", "llama")
    expect(page.get_by_text("did not load")).to_be_hidden()
    assert focused(page) == "3 explainers found."


def test_failure_below_the_head_can_be_tried_again(opened):
    below = re.compile(r"/search/[a-z]+/[0-9a-f]+\.bin$")
    opened.page.route(below, lambda route: route.abort())
    page = opened.search("?q=llama")
    expect_state(page, "failed", "llama")

    page.unroute(below)
    field_of(page).press("Enter")

    expect_state(page, "done", "llama")


def test_index_of_another_format_asks_to_reload(opened):
    packer = zlib.compressobj(wbits=-15)
    other = packer.compress(json.dumps({"format": 999}).encode()) + packer.flush()
    opened.page.route(HEAD, lambda route: route.fulfill(body=other))
    page = opened.search("?q=llama")
    expect_state(page, "failed", "llama")

    page.unroute(HEAD)
    page.get_by_role("button", name="Reload the page").click()

    expect_state(page, "done", "llama")


def test_loading_is_shown_and_a_late_answer_dropped(opened):
    held: list[Route] = []
    opened.page.route(HEAD, hold(held))
    page = opened.search("?q=llama")
    expect_state(page, "loading", "llama")
    expect(page.get_by_role("status")).to_have_text("Searching…")

    field_of(page).fill("exports")
    expect_state(page, "loading", "exports")
    held[0].continue_()

    expect_state(page, "done", "exports")
    assert titles(page)[0] == "Why Chip Exports Are Limited"


def test_key_that_comes_before_an_answer_is_not_forgotten(opened):
    held: list[Route] = []
    page = opened.search()
    expect(page.locator(".search-advice:visible")).to_be_visible()
    page.route(HEAD, hold(held))
    field_of(page).fill("and")
    expect_state(page, "loading", "and")
    page.evaluate(
        "const results = document.querySelector('#search-results'); globalThis.seen = [];"
        "new MutationObserver(() => seen.push(`${results.dataset.state} ${results.dataset.query}`))"
        ".observe(results, { attributes: true });"
    )

    held[0].continue_()
    field_of(page).fill("andes")

    expect_state(page, "done", "andes")
    assert "loading andes" in page.evaluate("seen")


def test_older_results_stay_until_there_are_newer_ones(opened):
    page = opened.search("?q=llama")
    expect_state(page, "done", "llama")
    before = titles(page)
    held: list[Route] = []
    page.route(INDEX, hold(held))

    field_of(page).fill("licence")

    expect_state(page, "loading", "licence")
    assert titles(page) == before
    expect(page.get_by_role("status")).to_have_text("3 explainers found.")
    for route in held:
        route.continue_()
    page.unroute(INDEX)
    expect_state(page, "done", "licence")
    assert titles(page) != before


def test_page_is_never_empty_while_words_are_typed(opened):
    page = opened.search("?q=llama")
    expect_state(page, "done", "llama")
    page.evaluate(
        "globalThis.fewest = 9; const results = document.querySelector('#search-results');"
        "new MutationObserver(() => { fewest = Math.min(fewest, results.children.length) })"
        ".observe(results, { attributes: true, childList: true });"
    )

    field_of(page).press("End")
    field_of(page).press_sequentially(" exports licence", delay=40)

    expect_state(page, "done", "llama exports licence")
    assert page.evaluate("fewest") > 0


def test_results_that_stay_keep_their_elements(opened):
    page = opened.search("?q=llama")
    expect_state(page, "done", "llama")
    page.evaluate("document.querySelectorAll('#search-results > li').forEach(li => li.kept = true)")

    field_of(page).press("End")
    field_of(page).press_sequentially(" exports andes")

    expect_state(page, "done", "llama exports andes")
    kept = page.evaluate(
        "[...document.querySelectorAll('#search-results > li')]"
        ".map(li => [li.querySelector('a').textContent, !!li.kept])"
    )
    assert {title for title, stays in kept if not stays} == {"Why Chip Exports Are Limited"}
    assert len(kept) == 4


def test_hostile_queries_are_text(opened):
    page = opened.search()
    expect(page.locator(".search-advice:visible")).to_be_visible()
    assert len(HOSTILE) > 100

    for query in HOSTILE:
        field_of(page).fill(query)
        # The field takes out line breaks.
        asked = field_of(page).evaluate("field => field.value.trim()")
        field_of(page).press("Enter")
        expect_state(page, "done empty", asked)
    assert "Search – " in page.title()
    assert page.locator("main img, main script, main svg").count() == 0
    assert opened.faults == []


@pytest.mark.parametrize(
    "query", [HOSTILE[0], "a\0b%00", "\u202eamall\u202c", "__proto__", '"-%&#?+/']
)
def test_hostile_address_is_text(opened, query):
    each = quote(query, safe="")
    page = opened.search(f"?q={each}&tag={each}&year={each}&ai={each}&sort={each}")

    expect(page.locator("#search-results")).to_have_attribute(
        "data-state", re.compile("done|empty")
    )
    assert page.locator("main img, main script").count() == 0
    assert "[object" not in page.locator("main").inner_text()
    assert opened.faults == []


def test_typing_searches_and_one_step_back_leaves_it(opened):
    page = opened.search("?q=licence")
    expect_state(page, "done", "licence")

    field_of(page).fill("")
    field_of(page).press_sequentially("llama and", delay=150)
    expect_state(page, "done", "llama and")
    expect(page).to_have_url(re.compile(r"\?q=llama\+and$"))

    page.go_back()
    expect_state(page, "done", "licence")
    expect(field_of(page)).to_have_value("licence")
    page.go_forward()
    expect_state(page, "done", "llama and")


def test_emptied_field_is_idle(opened):
    page = opened.search("?q=llama")
    expect_state(page, "done", "llama")

    field_of(page).fill(" ")

    expect_state(page, "idle", "")
    expect(page).to_have_url(f"{opened.url}/search/")
    assert titles(page) == []


def test_shared_address_shows_what_was_seen(opened, browser):
    page = opened.search()
    field_of(page).press_sequentially("licen", delay=20)
    expect_state(page, "done", "licen")
    field_of(page).press("End")
    field_of(page).press_sequentially("ce", delay=20)
    expect_state(page, "done", "licence")
    page.wait_for_timeout(1200)  # the last word counts as finished
    seen = (titles(page), page.get_by_role("status").inner_text())

    other = browser.new_page()
    other.goto(page.url)

    expect_state(other, "done", "licence")
    assert (titles(other), other.get_by_role("status").inner_text()) == seen
    other.close()


def test_misspelt_word_says_what_stands_in(opened):
    page = opened.search("?q=supreintelligence")

    expect_state(page, "done", "supreintelligence")
    expect(page.get_by_role("status")).to_have_text(
        "1 explainer found. Nothing is written with “supreintelligence”;"
        " showing “superintelligence”."
    )


def test_beginning_of_a_word_says_nothing_while_it_is_typed(opened):
    page = opened.search()

    field_of(page).press_sequentially("superint", delay=10)

    expect_state(page, "done", "superint")
    expect(page.get_by_role("status")).to_have_text("1 explainer found.")


def test_words_typed_before_the_script_has_come_are_searched(opened):
    held: list[Route] = []
    page = opened.page
    page.route("**/view.js", hold(held))
    page.goto(f"{opened.url}/search/", wait_until="commit")
    field_of(page).fill("andes")
    expect(page.get_by_text("needs scripts")).to_be_visible()

    for route in held:
        route.continue_()

    expect_state(page, "done", "andes")
    expect(field_of(page)).to_have_value("andes")


def test_filters_of_the_address_are_shown_and_can_be_removed(opened):
    page = opened.search("?q=licence+exports&tag=trade&year=2023-2025&ai=assisted&sort=newest")
    expect_state(page, "done", "licence exports")
    filters = page.get_by_role("list", name="Active filters").get_by_role("link")
    assert filters.all_text_contents() == [
        "Remove Tag: Trade",
        "Remove Year: 2023–2025",
        "Remove AI-Assisted Content",
    ]
    assert titles(page) == ["Why Chip Exports Are Limited"]

    filters.nth(1).press("Enter")
    expect(filters).to_have_count(2)
    assert focused(page) == "1 explainer found."
    filters.nth(1).click()

    expect(page).to_have_url(f"{opened.url}/search/?q=licence+exports&tag=trade&sort=newest")
    expect(filters).to_have_count(1)
    assert titles(page) == ["Why Chip Exports Are Limited", "Licences"]


def test_page_without_its_only_filter_is_idle(opened):
    page = opened.search("?tag=trade")
    expect_state(page, "done", "")

    page.get_by_role("link", name="Remove Tag: Trade").click()

    expect_state(page, "idle", "")
    expect(page).to_have_url(f"{opened.url}/search/")
    expect(page.locator(".search-filter")).to_have_count(0)


def test_filters_stay_while_typing(opened):
    page = opened.search("?tag=many&year=2024")
    expect_state(page, "done", "")
    assert len(titles(page)) == 5

    field_of(page).fill("crowd")

    expect_state(page, "done", "crowd")
    expect(page).to_have_url(f"{opened.url}/search/?q=crowd&tag=many&year=2024")


def test_results_are_narrowed_down_with_the_keyboard(opened):
    asked: list[str] = []
    opened.page.on("request", lambda request: asked.append(request.url))
    page = opened.search("?q=crowd")
    expect_state(page, "done", "crowd")
    assert not [address for address in asked if "narrow.js" in address]

    page.get_by_text("Narrow down").press("Enter")
    year = (
        page.get_by_role("region")
        .or_(page.locator(".search-group"))
        .get_by_role("link", name="2022", exact=True)
    )
    expect(year).to_be_visible()
    expect(year.locator("xpath=..")).to_have_text("2022 explainers: 5")
    year.press("Enter")

    expect(page).to_have_url(f"{opened.url}/search/?q=crowd&year=2022")
    expect(page.get_by_role("status")).to_have_text("5 explainers found.")
    expect(year).to_have_attribute("aria-current", "true")
    assert focused(page) == "2022"
    assert {day[-4:] for day in page.locator("#search-results time").all_inner_texts()} == {"2022"}
    page.go_back()
    expect(page.get_by_role("status")).to_contain_text("25 explainers found")
    expect(year).to_have_attribute("aria-current", "false")


def test_more_tags_come_on_demand(opened):
    page = opened.search("?q=crowd")
    page.get_by_text("Narrow down").click()
    tags = page.locator(".search-group").first.get_by_role("link")
    expect(tags).to_have_count(15)

    page.get_by_role("button", name="More tags").press("Enter")

    expect(tags).to_have_count(25)
    assert focused(page) == tags.nth(15).inner_text()
    expect(page.get_by_role("button", name="More tags")).to_have_count(0)


def test_counts_that_did_not_load_say_so(opened):
    page = opened.search("?q=crowd")
    expect_state(page, "done", "crowd")
    page.route("**/narrow.js", lambda route: route.abort())

    page.get_by_text("Narrow down").click()

    expect(page.get_by_text("These did not load")).to_be_visible()


def test_newest_come_first_on_demand(opened):
    page = opened.search("?q=licence+exports")
    expect_state(page, "done", "licence exports")
    expect(page.get_by_role("link", name="relevance")).to_have_attribute("aria-current", "true")

    page.get_by_role("link", name="newest").click()

    expect(page).to_have_url(f"{opened.url}/search/?q=licence+exports&sort=newest")
    expect_state(page, "done", "licence exports")
    days = page.eval_on_selector_all("time", "times => times.map(time => time.dateTime)")
    assert days == sorted(days, reverse=True)
    assert len(days) == 2


def test_order_is_not_asked_for_where_there_is_but_one(opened):
    page = opened.search("?tag=many")
    expect_state(page, "done", "")

    expect(page.get_by_role("link", name="newest")).to_be_hidden()


def test_link_to_another_request_opens_in_a_tab_of_its_own(opened):
    page = opened.search("?q=licence")
    expect_state(page, "done", "licence")

    with page.context.expect_page() as other:
        page.get_by_role("link", name="newest").click(modifiers=["Control"])

    expect(other.value).to_have_url(f"{opened.url}/search/?q=licence&sort=newest")
    expect(page).to_have_url(f"{opened.url}/search/?q=licence")


def test_keyboard_leads_from_the_field_to_the_results(opened):
    page = opened.search()
    expect(page.locator(".search-advice:visible")).to_be_visible()
    field_of(page).focus()
    page.keyboard.type("andes")
    page.keyboard.press("Enter")
    expect_state(page, "done", "andes")

    seen = []
    for _ in range(6):
        page.keyboard.press("Tab")
        seen.append(focused(page))

    assert seen == [
        "Search",
        "Search tips",
        "relevance",
        "newest",
        "Narrow down",
        "Llamas in the Andes",
    ]


def test_more_results_come_on_demand_and_take_the_focus(opened):
    page = opened.search("?q=crowd")
    expect(page.get_by_role("status")).to_have_text("25 explainers found; the first 10 are shown.")

    page.get_by_role("button", name="Show more").press("Enter")

    expect(page.locator("#search-results > li")).to_have_count(20)
    assert focused(page) == titles(page)[10]
    assert len(set(titles(page))) == 20
    page.get_by_role("button", name="Show more").click()
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    expect(page.get_by_role("status")).to_have_text("25 explainers found.")


def test_more_results_are_there_again_when_one_comes_back(opened):
    page = opened.search("?q=crowd")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#search-results > li")).to_have_count(20)

    page.locator("#search-results a").nth(0).click()
    page.go_back()

    expect(page.locator("#search-results > li")).to_have_count(20)


def test_link_that_is_clicked_while_typing_is_followed(opened):
    page = opened.search("?q=andes")
    expect_state(page, "done", "andes")
    field_of(page).press_sequentially(" reeds")

    page.locator("#search-results a").first.click()

    expect(page).to_have_url(f"{opened.url}/explainers/andes/")


def test_nothing_shifts_when_results_arrive(opened):
    opened.page.add_init_script(
        "globalThis.shift = 0; new PerformanceObserver(list => {"
        " for (const entry of list.getEntries()) shift += entry.value;"
        "}).observe({ type: 'layout-shift', buffered: true });"
    )
    page = opened.search("?q=crowd&tag=many")
    expect_state(page, "done", "crowd")
    page.wait_for_timeout(100)

    assert page.evaluate("shift") < 0.01


def test_narrow_page_does_not_scroll_sideways(opened):
    opened.page.set_viewport_size({"width": 320, "height": 640})
    page = opened.search(f"?q=crowd+{'w' * 99}&tag={'t' * 99}")
    expect(page.get_by_role("status")).to_contain_text("Nothing found")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320

    page.get_by_role("link", name="Remove Tag").click()
    expect(page.locator("#search-results > li").first).to_be_visible()
    page.get_by_text("Search tips").click()
    page.get_by_text("Narrow down").click()
    expect(page.get_by_role("button", name="More tags")).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_the_page_says_so_and_points_elsewhere(browser, site):
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(10_000)
    page = context.new_page()

    page.goto(f"{site}/explainers/licence/")
    page.locator("input[name=q]").fill("llama")
    page.get_by_role("button", name="Search").click()

    expect(page).to_have_url(f"{site}/search/?q=llama")
    expect(page.get_by_text("needs scripts")).to_be_visible()
    hrefs = [link.get_attribute("href") for link in page.locator(".search a:visible").all()]
    assert hrefs == ["/archive/tags/", "/archive/archive/"]
    assert page.locator(".search details:visible, .search-advice:visible").count() == 0
    context.close()


AXE_STATES = {
    "idle": "",
    "done": "?q=llama",
    "loading": "?q=llama",
    "empty": "?q=qqqzzzxxx&tag=trade",
    "failed": "?q=llama",
    "narrowed": "?q=crowd&tag=many&ai=generated&sort=newest",
}


@pytest.mark.parametrize("state", AXE_STATES)
def test_axe_finds_nothing(browser, site, state):
    # axe itself needs what the policy bars.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    held: list[Route] = []
    if state == "loading":
        page.route(HEAD, hold(held))
    if state == "failed":
        page.route(HEAD, lambda route: route.fulfill(status=500))
    page.goto(f"{site}/search/{AXE_STATES[state]}")
    expect(page.locator("#search-results")).to_have_attribute(
        "data-state", "done" if state == "narrowed" else state
    )
    page.get_by_text("Search tips").click()
    if state == "narrowed":
        page.get_by_text("Narrow down").click()
        expect(page.get_by_role("button", name="More tags")).to_be_visible()
    page.evaluate(AXE.read_text(encoding="utf-8"))

    findings = []
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            findings += [f"{width} {scheme}: {found}" for found in axe_findings(page)]

    context.close()
    assert findings == []


def axe_findings(page: Page) -> list[str]:
    # "target-size" (WCAG 2.2) has to be asked for by name.
    run = (
        "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})"
        ".then(found => found.violations)"
    )
    return [
        f"{found['id']}: {json.dumps([node['target'] for node in found['nodes'][:3]])}"
        for found in page.evaluate(run)
    ]
