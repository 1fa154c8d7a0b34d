from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plugins.explainers.archive import Archive
from plugins.explainers.links import link_slot, table_slot
from plugins.explainers.model import AiUse, Body, BodyPart, Explainer
from plugins.explainers.site import Site
from plugins.feeds.entries import feed_entry
from plugins.feeds.full_text import full_text, text_as_html, xml_text
from tests.theme.rendering import german_site

_PAGE = "https://example.org/archive/explainers/caches/"

Make = Callable[..., Any]


def _body(*parts: str, footnotes: str = "") -> Body:
    return Body(tuple(BodyPart("", "", html) for html in parts), footnotes=footnotes)


def _full_text(explainer: Explainer, body: Body, site: Site, *links: str) -> str:
    archive = Archive((explainer,), link_addresses={explainer.path: links})
    return full_text(feed_entry(archive, explainer), body, site)


@pytest.fixture
def explainer(make_explainer: Make) -> Explainer:
    plain: Explainer = make_explainer(tags=(), ai_generated=False)
    return plain


def test_label_lead_sections_and_footnotes_stand_in_this_order(
    make_explainer: Make, site: Site
) -> None:
    body = Body(
        (
            BodyPart("", "", "<p>Lead.</p>"),
            BodyPart("whats-happening", "What's Happening?", "<p>Much.</p>", named=True),
            BodyPart("r-d", "R&D <now>", ""),
        ),
        footnotes="<ol><li>Note.</li></ol>",
    )

    html = _full_text(make_explainer(tags=()), body, site)

    assert html.split("\n") == [
        "<p><strong>AI Generated Content</strong></p>",
        "<p>Lead.</p>",
        "<h2>What's Happening?</h2>",
        "<p>Much.</p>",
        "<h2>R&amp;D &lt;now&gt;</h2>",
        "<ol><li>Note.</li></ol>",
    ]


def test_label_says_assisted_where_ai_only_assisted(make_explainer: Make, site: Site) -> None:
    assisted = make_explainer(tags=(), ai=AiUse(extent="assisted"))

    html = _full_text(assisted, _body("<p>Lead.</p>"), site)

    assert html.startswith("<p><strong>AI-Assisted Content</strong></p>\n")


def test_text_written_by_people_has_no_label(explainer: Explainer, site: Site) -> None:
    assert _full_text(explainer, _body("<p>Lead.</p>"), site) == "<p>Lead.</p>"


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("/explainers/dns/", "https://example.org/archive/explainers/dns/"),
        ("/explainers/dns/#zones", "https://example.org/archive/explainers/dns/#zones"),
        ("#whats-next", f"{_PAGE}#whats-next"),
        ("/images/a b&c.png", "https://example.org/archive/images/a%20b&amp;c.png"),
    ],
)
def test_link_slot_is_filled_with_an_absolute_link(
    explainer: Explainer, site: Site, link: str, absolute: str
) -> None:
    body = _body(f'<p><a href="{link_slot(0)}">x</a></p>')

    html = _full_text(explainer, body, site, link)

    assert html == f'<p><a href="{absolute}">x</a></p>'


def test_what_the_engine_says_follows_the_sites_language(explainer: Explainer) -> None:
    body = _body(f'<div aria-label="{table_slot()}"></div>')

    html = _full_text(explainer, body, german_site())

    assert '<div aria-label="Tabelle"></div>' in html


def test_links_to_footnotes_and_back_lead_to_the_page(explainer: Explainer, site: Site) -> None:
    body = _body(
        '<p>x<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p>',
        footnotes='<li id="fn:1"><a class="footnote-backref" href="#fnref:1" title="Back">↩</a>',
    )

    html = _full_text(explainer, body, site)

    assert f'<sup id="fnref:1"><a class="footnote-ref" href="{_PAGE}#fn:1">1</a>' in html
    assert f'<li id="fn:1"><a class="footnote-backref" href="{_PAGE}#fnref:1" title="Back">' in html


@pytest.mark.parametrize(
    "html",
    [
        '<pre><code>&lt;a href="#x"&gt;</code></pre>',
        '<p><a href="https://example.org/?q=a&amp;b=#c">x</a></p>',
        '<p><img alt="an &lt;a href=" src="https://example.org/x.png"> href="#x"</p>',
    ],
)
def test_what_only_looks_like_a_link_to_the_same_page_stays(
    explainer: Explainer, site: Site, html: str
) -> None:
    assert _full_text(explainer, _body(html), site) == html


def test_text_in_another_language_says_which(make_explainer: Make, site: Site) -> None:
    french = make_explainer(tags=(), ai_generated=False, lang="fr")

    html = _full_text(french, _body("<p>Texte.</p>"), site)

    assert html == '<div lang="fr" dir="ltr">\n<p>Texte.</p>\n</div>'


@pytest.mark.parametrize("lang", ["fa", "ar-EG"])
@pytest.mark.parametrize("site_lang", ["en", ""])
def test_text_from_right_to_left_says_so_in_every_feed(
    make_explainer: Make, site: Site, lang: str, site_lang: str
) -> None:
    at = replace(site, lang=site_lang or lang)

    html = _full_text(make_explainer(tags=(), ai_generated=False, lang=lang), _body("<p>.</p>"), at)

    assert html == f'<div lang="{lang}" dir="rtl">\n<p>.</p>\n</div>'


@pytest.mark.parametrize("text", ["AT&T", "2 < 3 > 1", "Q&A; R & D", "“curly” 'straight' \"q\""])
def test_text_that_html_shows_unchanged_is_left_alone(text: str) -> None:
    assert text_as_html(text) == text


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("the <b> element", "the &lt;b&gt; element"),
        ("write &amp; for &", "write &amp;amp; for &amp;"),
        ("<!-- no -->", "&lt;!-- no --&gt;"),
    ],
)
def test_text_that_html_would_read_as_markup_is_escaped(text: str, html: str) -> None:
    assert text_as_html(text) == html


@given(st.text(alphabet=st.characters(codec=None)))
def test_any_text_can_be_put_into_xml(text: str) -> None:
    element = etree.Element("text")

    element.text = xml_text(text)

    assert etree.tostring(element, encoding="utf-8")


def test_text_that_xml_can_hold_is_left_alone() -> None:
    text = "tab\tline\nreturn\r ß 漢 😀 \x7f \ufffd \U0001fffe"

    assert xml_text(text) == text
