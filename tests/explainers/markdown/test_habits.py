"""Each case of habits.txt comes out as it says there."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

import pytest

from plugins.explainers.markdown.python_markdown.converter import Converter
from plugins.explainers.markdown.python_markdown.serializing import html_of

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


@pytest.mark.parametrize(("markdown", "html"), cases())
def test_html_is_the_same_as_with_all_patterns_tried(plain_converter, markdown, html):
    quick = Converter()
    lines = markdown.split("\n")

    trees = [converter.read(lines)[0] for converter in (quick, plain_converter)]

    assert quick.to_html(trees[0]) == plain_converter.to_html(trees[1])


def test_pattern_is_tried_only_where_it_can_match(monkeypatch):
    converter, tried = Converter(), []
    inlines = converter._md.treeprocessors["inline"]
    apply = inlines._InlineProcessor__applyPattern

    def recorded(pattern, *rest):
        tried.append(pattern)
        return apply(pattern, *rest)

    monkeypatch.setattr(inlines, "_InlineProcessor__applyPattern", recorded)
    converter.read(["Text with *emphasis* and a*nother."])

    assert set(tried) == {converter._md.inlinePatterns["em_strong"]}


@pytest.mark.parametrize(("markdown", "html"), cases())
def test_tree_is_written_as_by_python_markdown(plain_converter, markdown, html):
    tree, _ = plain_converter.read(markdown.split("\n"))

    assert html_of(tree) == plain_converter._md.serializer(tree)


def test_what_html_gives_a_meaning_is_escaped_as_by_python_markdown():
    element = Element("p", title='"R&D" & <a> &amp; &#x9; &x')
    element.text = "R&D & <a> > &AMP; &#9; &#x9; &x"
    SubElement(element, "br").tail = "&<>"
    serializer = Converter()._md.serializer

    assert html_of(element) == serializer(element)
