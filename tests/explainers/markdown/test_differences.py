"""Where the engines differ, they do as differences.txt and docs/markdown.md say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.explainers.markdown import ENGINES

CASE = re.compile(r"^([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\n\.\n(.*?)\n\.$", re.MULTILINE | re.DOTALL)
FIXTURE = Path(__file__).with_name("differences.txt")
PAGE = Path(__file__).parents[3] / "docs" / "markdown.md"


def cases():
    body = FIXTURE.read_text(encoding="utf-8").partition("\n\n")[2]
    return [pytest.param(*found, id=name) for name, *found in CASE.findall(body)]


def shown(rendered):
    html = "\n".join(filter(None, [*(part.html for part in rendered.parts), rendered.footnotes]))
    return html.replace("\x02", "{").replace("\x03", "}")


@pytest.mark.parametrize(("markdown", "by_python", "by_rust"), cases())
def test_each_engine_shows_what_the_list_says(render, engine, markdown, by_python, by_rust):
    expected = dict(zip(ENGINES, (by_python, by_rust), strict=True))

    rendered = render(markdown)

    assert shown(rendered) == expected[engine]


@pytest.mark.parametrize("name", [case.id for case in cases()])
def test_authors_are_told_of_each_difference(name):
    page = PAGE.read_text(encoding="utf-8")

    assert f"| {name[0].upper()}{name[1:]} |" in page


def test_list_holds_all_its_cases():
    assert len(cases()) == 15
