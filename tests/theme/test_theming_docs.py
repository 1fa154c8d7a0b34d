"""docs/theming.md says what is so: every template, block, view, token, setting."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2.defaults import DEFAULT_FILTERS

from plugins.site_outputs.look_settings import FONTS, LOOK_SETTINGS
from plugins.site_outputs.templates import TemplateSettings, make_environment
from plugins.site_outputs.text_calls import FORM_LOOKED_UP, LOOKED_UP
from tests.theme.rendering import SITE, TEMPLATES

PROJECT = TEMPLATES.parents[1]
DOCS = (PROJECT / "docs/theming.md").read_text(encoding="utf-8")
ROWS = {row[1]: row[0] for row in re.finditer(r"^\| `([\w/]+\.html)` \|.*$", DOCS, re.MULTILINE)}
PAGES = sorted(TEMPLATES.glob("*.html"))


def quoted(text: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", text))


def test_every_template_and_part_has_a_row_and_no_other_has():
    there = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}

    assert ROWS.keys() == there


@pytest.mark.parametrize("template", PAGES, ids=lambda path: path.name)
def test_blocks_of_a_template_are_named(template: Path):
    blocks = re.findall(r"{% block (\w+)", template.read_text(encoding="utf-8"))
    _, _, named, _, _ = ROWS[template.name].split("|")

    assert quoted(named) == set(blocks)


@pytest.mark.parametrize("template", PAGES, ids=lambda path: path.name)
def test_template_is_given_what_the_docs_say(template: Path):
    code = "\n".join(path.read_text(encoding="utf-8") for path in PROJECT.glob("plugins/*/*.py"))
    call = re.search(
        rf'context\.page\(\s*"{re.escape(template.name)}",?([^=]+=.*?)\n\n', code, re.DOTALL
    )
    given = set(re.findall(r"(\w+)=", call[1])) - {"page", "structured"} if call else set()
    said = quoted(ROWS[template.name].split("|")[3])

    assert given <= said
    for module in (each for each in said if each.endswith(".py")):
        text = (PROJECT / "plugins" / module).read_text(encoding="utf-8")
        assert any(f"class {name}" in text for name in said), module


def test_every_setting_of_the_look_is_told():
    assert {"MENUITEMS", "THEME_TEMPLATES_OVERRIDES", *LOOK_SETTINGS} <= quoted(DOCS)
    assert set(FONTS) <= quoted(DOCS)


def test_every_colour_token_is_told():
    sheet = (PROJECT / "theme/static/css/tokens.css").read_text(encoding="utf-8")

    colours = set(re.findall(r"(--[a-z-]+): #", sheet))

    assert colours
    assert colours <= quoted(DOCS)


def test_every_filter_of_ours_is_told():
    ours = make_environment(TemplateSettings((), {}, {}, {}), SITE).filters.keys()

    # Two are for compiled templates alone, and their names say so.
    assert ours - DEFAULT_FILTERS.keys() - {LOOKED_UP, FORM_LOOKED_UP} <= quoted(DOCS)
    assert not LOOKED_UP.isidentifier()
    assert not FORM_LOOKED_UP.isidentifier()
