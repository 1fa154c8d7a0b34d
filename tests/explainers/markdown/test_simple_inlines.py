"""What is written without Python-Markdown's patterns comes out as they would have it."""

from __future__ import annotations

import random
import re

import pytest

from plugins.explainers.markdown.limits import MOST
from plugins.explainers.markdown.notes import LINK_TOKEN
from plugins.explainers.markdown.python_markdown.converter import Converter
from plugins.explainers.markdown.python_markdown.simple_inlines import write_simple
from plugins.explainers.markdown.python_markdown.tree_notes import TreeNotes

TOKEN = re.compile(f"{LINK_TOKEN}([0-9]+)")
SIMPLE = (
    "A [link](a.md) and [one\nmore](https://example.org/a_b*c~d?x=1&y=2).",
    "[Llama (film)](https://example.org/Llama_(film)), [why?!](#why)[next](b)",
    "**Bold:** text, *emphasis*, (*both*) and **bold**, a*b*c.",
    "Of `a*b`, `[x](y)`, `<b>`, ` `, ` a ` and `back\\slash\nin two lines`.",
    "R&D, AT&amp;T, a > b, [R&D > all](x), **Q&A** &#169; &",
    "“Typographic” — signs’ … and 日本語, [“so”](x), **日本語** and é",
    "[https://example.org](https://example.org) and `www.example.org`",
    "**a**[b](c)`d`*e*",
)
NOT_SIMPLE = (
    *("a_b", "_a_", "~~a~~", "~", "a * b", "* a*", "**a", "***a***", "*a **b** c*", "a** b**"),
    *("``a`` `", "`a", "a \\* b", "<b>a</b>", "<https://example.org>", "a < b", "a  \nb"),
    *("[a]", "[a][b]", "[a](b c)", "[a](<b>)", '[a](b "c")', "[a]()", "[](b)", "[[a]](b)"),
    *("![a](b)", "[^a]", "[^a](b)", "[*a*](b)", "**[a](b)**", "[a](b(c(d)))", "[a](b`c`)"),
    *("https://example.org", "www.example.org", "*www.example.org*", "**see https://a.example**"),
)


@pytest.mark.parametrize("text", SIMPLE)
def test_simple_text_is_written_as_by_the_patterns(plain_converter, text):
    assert write_simple(text, TreeNotes()) is not None
    assert html_of(Converter(), text) == html_of(plain_converter, text)


@pytest.mark.parametrize("text", NOT_SIMPLE)
def test_text_that_may_be_more_is_left_to_the_patterns(plain_converter, text):
    notes = TreeNotes()

    assert write_simple(text, notes) is None
    assert notes.destinations == []
    assert html_of(Converter(), text) == html_of(plain_converter, text)


def test_any_mixture_of_marks_comes_out_the_same(plain_converter):
    chance, quick = random.Random(7), Converter()
    pieces = (*SIMPLE, *NOT_SIMPLE, *"[]()*`_~<>!&\\.", "a", "b c", " ", "\n", "- ", "> ", "## ")
    for _ in range(3_000):
        text = "".join(chance.choices(pieces, k=chance.randrange(1, 7)))

        assert html_of(quick, text) == html_of(plain_converter, text), text


def test_what_simple_text_links_to_is_noted_as_by_the_patterns(plain_converter):
    text = "- [a](b&amp;c) and\n- [d](e)\n\n> [f](g)"

    quick, plain = (each.read(text.split("\n"))[1] for each in (Converter(), plain_converter))

    assert quick.destinations == plain.destinations


def test_text_with_so_many_marks_that_limits_are_near_is_left_to_the_patterns(plain_converter):
    text = ("\n\n" + "[a](b) " * 200) * (MOST["footnote marks"][0] // 400 + 1)

    assert html_of(Converter(), text) == html_of(plain_converter, text)


def test_footnote_of_simple_text_gets_its_link_back(render):
    rendered = render("A[^1].\n\n[^1]: With *emphasis* & more\n")

    assert "<p>With <em>emphasis</em> &amp; more <a " in rendered.footnotes


def html_of(converter: Converter, text: str) -> str:
    """The HTML of a text, with addresses for their tokens: these are given in any order."""
    tree, notes = converter.read(text.split("\n"))
    html = converter.to_html(tree)
    return TOKEN.sub(lambda token: notes.destinations[int(token[1])].address, html)
