"""Each case of habits.txt comes out as it says there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from plugins.explainers.markdown.python_markdown.converter import Converter

CASE = re.compile(r"^([^\n]+)\n\.\n(.*?)\n\.\n(.*?)\n\.$", re.MULTILINE | re.DOTALL)
FIXTURE = Path(__file__).with_name("habits.txt")


def cases():
    text = FIXTURE.read_text(encoding="utf-8").replace("·", " ").replace("→", "\t")
    body = text.partition("\n\n")[2]
    return [pytest.param(markdown, html, id=name) for name, markdown, html in CASE.findall(body)]


def shown(rendered):
    pieces = []
    for part in rendered.parts:
        if part.anchor:
            pieces.append(f'<h2 id="{part.anchor}">{part.heading}</h2>')
        if part.html:
            pieces.append(part.html)
    if rendered.footnotes:
        pieces.append(rendered.footnotes)
    return "\n".join(pieces).replace("\x02", "{").replace("\x03", "}")


@pytest.mark.parametrize(("markdown", "html"), cases())
def test_habit_comes_out_as_authors_expect(render, markdown, html):
    rendered = render(markdown)

    assert shown(rendered) == html
    assert rendered.problems == ()


def test_fixture_holds_all_its_cases():
    assert len(cases()) == 57


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
@pytest.mark.parametrize(("markdown", "html"), cases())
def test_line_ends_do_not_matter(render, markdown, html, line_end):
    rendered = render(markdown.replace("\n", line_end))

    assert shown(rendered) == html


@pytest.fixture(scope="module")
def plain_converter():
    """A converter that tries every pattern everywhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "plugins.explainers.markdown.python_markdown.converter.quicken", lambda md: None
        )
        return Converter()


@pytest.mark.parametrize(("markdown", "html"), cases())
def test_html_is_the_same_as_with_all_patterns_tried(plain_converter, markdown, html):
    quick = Converter()
    lines = markdown.split("\n")

    trees = [converter.read(lines)[0] for converter in (quick, plain_converter)]

    assert quick.to_html(trees[0]) == plain_converter.to_html(trees[1])


def test_every_pattern_is_tried_only_where_it_can_match():
    converter = Converter()

    patterns = list(converter._md.inlinePatterns)

    assert not [pattern for pattern in patterns if isinstance(pattern.compiled_re, re.Pattern)]
