"""Style sheets lose their comments on the way out, and no rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from plugins.assets.builder import FileContent, build_theme_files, render_theme_style
from tests.support.served import open_chromium

STATIC = Path(__file__).resolve().parents[2] / "theme" / "static"
STYLES = sorted(path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*.css"))
# Browsers keep custom properties and conditions as they were written: blanks are evened out.
RULES = r"""
text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return Array.from(sheet.cssRules, rule =>
    rule.cssText.replace(/\s+/g, " ").replace(/ ?([,():]) ?/g, "$1"));
}
"""


class Theme:
    """The project's own theme."""

    def theme_file(self, path: str, digest: str) -> bytes:
        return (STATIC / path).read_bytes()


def published(path: str) -> str:
    return render_theme_style(FileContent(path, ""), Theme()).decode()  # type: ignore[arg-type]


def rules_of(page: Page, text: str) -> list[str]:
    rules: list[str] = page.evaluate(RULES, text)
    return rules


@pytest.mark.browser
def test_published_styles_have_the_rules_of_what_was_written() -> None:
    with open_chromium() as browser:
        page = browser.new_page()
        for path in STYLES:
            written = rules_of(page, (STATIC / path).read_text(encoding="utf-8"))

            assert rules_of(page, published(path)) == written, path
            assert written, path


def test_published_styles_are_lighter() -> None:
    for path in STYLES:
        assert "/*" not in published(path), path
        assert len(published(path)) < 0.9 * (STATIC / path).stat().st_size, path


def test_style_sheets_go_this_way() -> None:
    (output,) = build_theme_files((("css/base.css", "a"),))

    assert output.render is render_theme_style
