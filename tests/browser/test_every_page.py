"""Every type of page, as every reader may need it: what no page may do, and what each must."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Served, keep_redirects_open
from tests.browser.page_types import PAGE_TYPES, PageType, kinds_of
from tests.support.sites import PROJECT

pytestmark = pytest.mark.browser

AXE = PROJECT / "tests/node_modules/axe-core/axe.min.js"
IN_PAGE = Path(__file__).with_name("in_page.js").read_text(encoding="utf-8")
NORMAL: dict[str, Any] = {
    "media": "screen",
    "color_scheme": "light",
    "contrast": "no-preference",
    "forced_colors": "none",
    "reduced_motion": "no-preference",
}
# WCAG 2.2, 1.4.12.
SPACED = """
* { line-height: 1.5 !important; }
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }
"""
_MOST_STOPS = 250


@dataclass
class Opened:
    """A page that stays open for all tests of its type."""

    kind: PageType
    page: Page
    requests: list[str]
    url: str


@pytest.fixture(scope="module", params=PAGE_TYPES, ids=str)
def opened_once(
    request: pytest.FixtureRequest, chromium: Browser, everything: Served
) -> Iterator[Opened]:
    # axe and the measuring need what the policy bars; a test of its own holds the policy.
    context = chromium.new_context(bypass_csp=True, viewport={"width": 1280, "height": 800})
    context.add_init_script(IN_PAGE)
    context.set_default_timeout(10_000)
    keep_redirects_open(context, everything)
    found = Opened(request.param, context.new_page(), [], everything.url)
    found.page.on("request", lambda asked: found.requests.append(asked.url))
    found.page.goto(everything.of(request.param), wait_until="load")
    found.page.locator(found.kind.ready).first.wait_for(state="attached")
    yield found
    context.close()


@pytest.fixture
def opened(opened_once: Opened) -> Iterator[Opened]:
    """The page as a reader with a wide screen and no wishes sees it."""
    page = opened_once.page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.emulate_media(**NORMAL)
    yield opened_once
    page.evaluate("document.adoptedStyleSheets = []; document.documentElement.dir = 'ltr'")


def restyle(page: Page, text: str) -> None:
    script = "text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text);"
    page.evaluate(f"{script} document.adoptedStyleSheets = [sheet]; }}", text)


def axe(page: Page, state: str, only: tuple[str, ...] = ()) -> list[str]:
    """The findings for WCAG 2.2 AA and best practice, or of some rules alone."""
    if not page.evaluate("Boolean(globalThis.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    options |= {"runOnly": list(only)} if only else {"rules": {"target-size": {"enabled": True}}}
    run = "options => axe.run(document, options).then(found => found.violations)"
    return [
        f"{state}: {found['id']}: {json.dumps([node['target'] for node in found['nodes'][:3]])}"
        for found in page.evaluate(run, options)
    ]


def test_table_names_every_kind_of_page_and_none_that_is_gone(everything: Served) -> None:
    there = kinds_of(everything.folder)

    named = {kind.kind for kind in PAGE_TYPES}
    assert {kind: path for kind, path in there.items() if kind not in named} == {}
    assert named - set(there) == set()


def test_page_is_shown_without_moving_keeping_or_asking_elsewhere(opened: Opened) -> None:
    assert opened.page.evaluate("watched.shift") == []
    assert opened.page.evaluate("kept()") == []
    assert [url for url in opened.requests if not url.startswith(f"{opened.url}/")] == []


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_light_and_dark(opened: Opened, width: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": 800})
    findings = []
    for scheme in ("light", "dark"):
        opened.page.emulate_media(color_scheme=scheme)
        findings += axe(opened.page, scheme)

    assert findings == []


def test_nothing_sticks_out_or_is_cut_off(opened: Opened) -> None:
    page = opened.page
    faults = []
    # 320 pixels are also 1280 at 400% zoom.
    for width, (state, style) in product(
        (320, 1280),
        {"": "", "text at 200%": "html { font-size: 200% !important; }", "spaced": SPACED}.items(),
    ):
        if width == 320 and state == "text at 200%":
            page.set_viewport_size({"width": 640, "height": 800})
        else:
            page.set_viewport_size({"width": width, "height": 800})
        restyle(page, style)
        found = page.evaluate("[...sticksOut(), ...cutOff()]")
        faults += [f"{width} {state}: {fault}" for fault in found]

    assert faults == []


def test_right_to_left_page_fits_too(opened: Opened) -> None:
    opened.page.evaluate("document.documentElement.dir = 'rtl'")
    faults = []
    for width in (320, 1280):
        opened.page.set_viewport_size({"width": width, "height": 800})
        faults += opened.page.evaluate("[...sticksOut(), ...cutOff()]")

    assert faults == []


@pytest.mark.parametrize("width", [320, 1280])
def test_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    opened: Opened, width: int
) -> None:
    page = opened.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    expected = page.evaluate("beginWalk()")
    assert 0 < expected < _MOST_STOPS

    for _ in range(expected):
        page.keyboard.press("Tab")
    stops = page.evaluate("watched.stops")

    wrong = [stop for stop in stops if not (stop["isMarked"] and stop["isInView"])]
    assert [stop["index"] for stop in stops] == list(range(expected)), stops
    assert wrong == []
    assert [stop["name"] for stop in stops if not stop["isOnTop"]] == []


def test_first_stop_leads_to_the_text(opened: Opened) -> None:
    page = opened.page
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("beginWalk()")

    page.keyboard.press("Tab")
    seen = page.evaluate("watched.stops[0]")
    page.keyboard.press("Enter")

    assert "skip-link" in seen["name"]
    assert seen["isInView"]
    assert page.evaluate("document.activeElement.localName") == "main"


def test_nothing_moves_for_those_who_ask_for_rest(opened: Opened) -> None:
    opened.page.emulate_media(reduced_motion="reduce")

    assert opened.page.evaluate("moves()") == []
    assert opened.page.evaluate("document.getAnimations().length") == 0


def test_more_contrast_is_given_to_those_who_ask(opened: Opened) -> None:
    findings = []
    for scheme in ("light", "dark"):
        opened.page.emulate_media(contrast="more", color_scheme=scheme)
        findings += axe(opened.page, scheme, ("color-contrast-enhanced",))

    assert findings == []


def test_forced_colours_leave_every_control_its_edge(opened: Opened) -> None:
    opened.page.emulate_media(forced_colors="active")

    assert opened.page.evaluate("edgeless()") == []


def test_paper_has_the_text_its_address_and_no_controls(opened: Opened) -> None:
    page = opened.page
    page.emulate_media(media="print")

    assert page.locator("form:visible, nav:visible, button:visible, input:visible").count() == 0
    assert page.evaluate("notSpelledOut()") == []
    assert page.locator("h1").is_visible()
    address = opened.kind.address.partition("?")[0]
    assert page.get_by_text(f"{opened.url}{address}", exact=True).first.is_visible()
    if opened.kind.is_explainer:
        assert page.locator(".explainer-header time").first.is_visible()
        is_labelled = page.locator(".disclosure-label").count() > 0
        assert is_labelled != (opened.kind.name == "short explainer")
        assert page.locator(".disclosure-label").all_inner_texts() == [
            text for text in page.locator(".disclosure-label:visible").all_inner_texts() if text
        ]


@pytest.mark.parametrize("kind", PAGE_TYPES, ids=str)
def test_page_is_whole_with_scripts_off(
    kind: PageType, chromium: Browser, everything: Served
) -> None:
    texts = []
    for is_on in (True, False):
        context = chromium.new_context(java_script_enabled=is_on)
        keep_redirects_open(context, everything)
        page = context.new_page()
        page.goto(everything.of(kind), wait_until="load")
        lines = page.locator("main").inner_text().splitlines()
        # The buttons that copy links are for those who have scripts.
        texts.append("\n".join(line for line in lines if line.strip(" #")))
        assert page.locator("h1").is_visible()
        context.close()

    if kind.kind == "search":
        assert "needs scripts" in texts[1]
    else:
        assert texts[1] == texts[0]
        assert len(texts[1].split()) > 5
