"""A site with its own language and look in a real Chromium, under the strictest policy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.support.served import open_chromium, serve
from tests.support.sites import PROJECT, build_in_process

pytestmark = pytest.mark.browser

_LOOK = {
    "THEME_COLOURS": {"paper": ("#ffffff", "#101418"), "band": "#0b5d3b"},
    "THEME_FONTS": {"text": "sans-serif"},
}


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("german")
    with serve(folder / "served") as url:
        build_in_process(
            PROJECT / "content",
            folder / "served/site",
            SITEURL=f"{url}/site",
            DEFAULT_LANG="de",
            **_LOOK,
        )
        yield f"{url}/site"


@pytest.fixture
def page() -> Iterator[Page]:
    with open_chromium() as browser:
        opened = browser.new_page()
        opened.faults = []  # type: ignore[attr-defined]
        opened.on("console", lambda said: opened.faults.append(said.text))  # type: ignore[attr-defined]
        yield opened
        assert opened.faults == []  # type: ignore[attr-defined]


def test_search_speaks_the_sites_language(page: Page, german: str) -> None:
    page.goto(f"{german}/search/?q=llama&ai=generated")

    status = page.get_by_role("status")
    expect(status).to_contain_text("Erklärstücke gefunden")
    expect(page.locator("#search-results .badge").first).to_have_text("KI-generierter Inhalt")
    expect(page.locator("#search-results time").first).to_contain_text(". ")
    expect(page.get_by_role("link", name="Filter entfernen: KI-generierter Inhalt")).to_be_visible()
    page.get_by_text("Eingrenzen").click()
    expect(page.get_by_role("heading", name="Schlagwörter")).to_be_visible()
    page.get_by_label("Gesuchte Wörter").fill("qqqzzzxxx")
    expect(status).to_have_text("Nichts gefunden.")


@pytest.mark.parametrize(
    ("scheme", "paper"), [("light", "rgb(255, 255, 255)"), ("dark", "rgb(16, 20, 24)")]
)
def test_own_colours_and_fonts_are_seen(page: Page, german: str, scheme: str, paper: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{german}/explainers/llama-4-release/")

    styles = page.evaluate(
        """() => [
          getComputedStyle(document.documentElement).backgroundColor,
          getComputedStyle(document.body).backgroundColor,
          getComputedStyle(document.querySelector(".prose")).fontFamily,
          getComputedStyle(document.querySelector(".masthead")).borderBlockStartColor,
        ]"""
    )

    assert paper in styles[:2]
    assert styles[2:] == ["sans-serif", "rgb(11, 93, 59)"]
