from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.explainers.markdown import ENGINES, render_markdown
from plugins.explainers.markdown.safe_html import make_safe
from plugins.explainers.source_text import SourceText


@pytest.mark.parametrize(
    "html",
    [
        'H<sub>2</sub>O <kbd>Ctrl</kbd> <mark>x</mark> <s>y</s> <abbr title="a &amp; b">z</abbr>',
        '<span lang="de" dir="ltr">x</span> <time datetime="2026-11-23">y</time>',
        "a<br>b",
    ],
)
def test_allowed_html_stays(render, html):
    rendered = render(html)

    assert rendered.parts[0].html == f"<p>{html}</p>"
    assert rendered.problems == ()


def test_allowed_blocks_of_html_stay(render):
    html = (
        "<table>\n<thead><tr><th>a</th></tr></thead>\n<tbody><tr><td>b</td></tr></tbody>\n</table>"
    )

    rendered = render(html)

    assert re.sub(r"\s", "", rendered.parts[0].html) == re.sub(r"\s", "", html)
    assert rendered.problems == ()


def test_alignment_becomes_a_class(render):
    rendered = render('<p align="CENTER">x</p>')

    assert rendered.parts[0].html == '<p class="align-center">x</p>'


@pytest.mark.parametrize(
    ("html", "column", "quoted"),
    [
        ("a <script>alert(1)</script>", 3, "`<script>`"),
        ("a <iframe src=x></iframe>", 3, "`<iframe>`"),
        ("a <h2>x</h2>", 3, "`<h2>`"),
        ("a <b onclick='x()'>y</b>", 3, "`onclick`"),
        ("a <b style='x'>y</b>", 3, "`style`"),
        ("a <b class=x id=y>z</b>", 3, "`class`, `id`"),
        ("a <img src=x.png alt=y width=5px>", 3, "`5px`"),
        ("List<int> x", 5, "`<int>`"),
        ("a <?php x ?>", 3, "`<?php x ?>`"),
        ("<form action=x>\ny\n</form>", 1, "`<form>`"),
        ("<div\nonclick=x>\ny\n</div>", 1, "`onclick`"),
        ("> - a <u2>b</u2>", 7, "`<u2>`"),
    ],
)
def test_html_that_is_left_out_is_a_problem_at_its_place(render, html, column, quoted):
    rendered = render(f"`<script>` first\n\n{html}\n")

    (problem,) = rendered.problems
    assert (problem.code, problem.line, problem.column) == ("html/removed", 3, column)
    assert quoted in problem.message
    assert problem.hint


def test_same_tag_twice_is_two_problems_at_two_places(render):
    rendered = render("a <int> b\n\n<int> `<int>`\n")

    assert [(problem.line, problem.column) for problem in rendered.problems] == [(1, 3), (3, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "a < b and b > c",
        "x<y",
        "I <3 you",
        "`List<int>` and ``a `<b>` c``",
        "```\n<script>\n```",
        "    <script>\n",
        "<!-- <script> -->",
        "a <!-- x --> b",
        "<!-- never closed",
        "\\<script>",
        "&lt;script&gt;",
    ],
)
def test_what_only_looks_like_html_is_no_problem(render, text):
    rendered = render(text)

    assert rendered.problems == ()
    assert "<script" not in rendered.parts[0].html


def test_tag_out_of_place_is_a_problem_of_the_file(render):
    rendered = render("---\n---\n<td>x</td>\n", start=8)

    (problem,) = rendered.problems
    assert (problem.code, problem.line) == ("html/removed", 3)
    assert "<td>" in problem.hint


@pytest.mark.parametrize("html", ["<p>x<script>y</script></p>", '<p onclick="y">x</p>'])
def test_last_gate_takes_out_what_was_overlooked_and_says_so(html):
    safe, lost = make_safe(html)

    assert (safe, lost) == ("<p>x</p>", True)


PIECES = st.sampled_from(
    [
        *("<", ">", "</", "/>", "a", "script", "img", "svg", "style", " ", "\n", "\n\n", "&", ";"),
        *("href=", "src=", "onerror=", "javascript:", "data:", "'", '"', "=", "`", "[", "](", ")"),
        *("<a href=", "<img src=x onerror=alert(1) ", "<!--", "-->", "<![CDATA[", "]]>", "&#x3c;"),
        *("<b", "<div>", "<table>", "<td>", "</p>", "\\", "*", "&Tab;", "&colon;", "![", "<pre>"),
    ]
)


@pytest.mark.parametrize("name", ENGINES)
@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(PIECES, max_size=25))
def test_no_text_becomes_a_script_or_a_handler(name, pieces):
    source = SourceText("x.md", "".join(pieces))

    rendered = render_markdown(source, 0, section_anchors=frozenset(), engine=name)

    for part in rendered.parts:
        tags = re.findall(r"<[a-z](?:[^<>\"]|\"[^\"]*\")*>", part.html)
        assert not [tag for tag in tags if re.match(r"<(script|svg|style|iframe)\b", tag)]
        for tag in tags:
            names = re.findall(r"\s([a-z-]+)(?==\")", re.sub(r"\"[^\"]*\"", '""', tag))
            assert not [name for name in names if name.startswith("on") or name == "style"]
            for value in re.findall(r'(?:href|src)="([^"]*)"', tag):
                assert re.match(r"(?i)https?:|mailto:|#$|\x02[0-9]+\x03$", value), tag
    last_line = source.text.count("\n") + 1
    assert all(1 <= problem.line <= last_line for problem in rendered.problems)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("a&#2;0&#3;b", "a0b"),
        ("a&#x0002;0&#X3;b", "a0b"),
        ("a&#27;[31mb", "a[31mb"),
        ("a&#xFDD0;&#xFFFF;&#x85;b", "a…b"),
        ("a&#150;&#x20AC;b", "a–€b"),
        ("a&amp;#2;b", "a&amp;#2;b"),
        ("`&#2;`", "<code>&amp;#2;</code>"),
    ],
)
def test_numeric_reference_brings_in_no_control_character(render, written, shown):
    rendered = render(written)

    assert rendered.parts[0].html == f"<p>{shown}</p>"


def test_text_that_looks_like_an_id_is_no_anchor(render):
    rendered = render('`<p id="code">` and id="text"\n\n## Caches')

    assert rendered.anchors == ("caches",)
