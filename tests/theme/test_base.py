from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup

from plugins.archive_pages import build_archive_pages
from plugins.explainer_pages import build_explainer_pages
from plugins.explainers.model import FreePage, Source
from plugins.explainers.site import Site
from plugins.explainers.views import FeedLink, PageMeta
from plugins.free_pages import build_free_pages
from plugins.tag_pages import build_tag_pages
from tests.theme.rendering import (
    SITE,
    TEMPLATES,
    PageContext,
    make_archive,
    make_body,
    make_explainer,
    make_series,
    site_with,
)

RESERVED = {
    *("main", "search", "search-results", "sources", "corrections", "expectations", "useful"),
    *("tags", "related", "top", "menu", "page-title", "feedback", "disclosure", "story"),
    *("footnotes", "sharing", "useful-question", "useful-no", "useful-thanks"),
}


def all_pages() -> dict[str, BeautifulSoup]:
    explainers = make_series(25, sources=(Source("A", "https://example.org/"),), story="Story")
    archive = make_archive(
        explainers,
        pages=[FreePage("pages/about.md", "about", "About", "body")],
        withdrawn=(make_explainer("gone"),),
    )
    context = PageContext(bodies={"body": make_body()})
    builders = (build_explainer_pages, build_free_pages, build_tag_pages, build_archive_pages)
    made = {
        output.path: context.html(output) for build in builders for output in build(archive, SITE)
    }
    return made | {"404.html": missing_page(context), "old/index.html": redirect_page(context)}


def missing_page(context: PageContext) -> BeautifulSoup:
    page = PageMeta("Nothing here", "/404.html", "missing", hidden=True)
    return BeautifulSoup(context.page("404.html", page=page), "html.parser")


def redirect_page(context: PageContext, target: str = "/explainers/new/#part") -> BeautifulSoup:
    page = PageMeta("Moved", "/old/", "redirect", hidden=True)
    made = context.page("redirect.html", page=page, target=target)
    return BeautifulSoup(made, "html.parser")


def frame(site: Site = SITE, **meta: object) -> BeautifulSoup:
    page = PageMeta("A page", "/a-page/", "page", **meta)  # type: ignore[arg-type]
    made = PageContext(site).page("base.html", page=page)
    return BeautifulSoup(made, "html.parser")


def value(html: BeautifulSoup, selector: str, name: str = "content") -> str:
    found = html.select_one(selector)
    assert found is not None, selector
    return str(found[name])


PAGES = all_pages()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_frame_of_a_page(path: str):
    html = PAGES[path]

    assert len(html.select("h1")) == 1
    assert html.html is not None
    assert html.html["lang"] == "en"
    for landmark in ("header.masthead", "main#main", "footer.colophon", 'nav[aria-label="Site"]'):
        assert len(html.select(landmark)) == 1, landmark
    assert value(html, 'meta[name="viewport"]').startswith("width=device-width")
    assert value(html, "body > a", "href") == "#main"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_the_search_form_with_a_label(path: str):
    html = PAGES[path]

    form = html.select_one('header form[role="search"]')
    assert form is not None
    assert (form["action"], form["method"]) == ("/archive/search/", "get")
    assert form.select_one('label input[type="search"][name="q"]')


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_script_or_style_of_its_own_or_asks_elsewhere(path: str):
    html = PAGES[path]

    loaded = [
        str(tag.get("src") or tag.get("href"))
        for tag in html.select('script, img, iframe, link[rel~="stylesheet"], link[rel~="icon"]')
        if tag.attrs != {"type": "application/ld+json"}  # data, which nothing runs
    ]
    assert all(address.startswith("/archive/") for address in loaded)
    assert html.select("style, [style]") == []
    assert [name for tag in html.select("*") for name in tag.attrs if name.startswith("on")] == []


@pytest.mark.parametrize("path", PAGES)
def test_ids_are_reserved_ones_and_each_is_there_once(path: str):
    ids = [str(tag["id"]) for tag in PAGES[path].select("[id]")]

    own = {each for each in ids if not re.match(r"(letter|month)-", each)}
    assert own <= RESERVED
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", PAGES)
def test_headings_leave_out_no_level(path: str):
    levels = [int(tag.name[1]) for tag in PAGES[path].select("main :is(h1, h2, h3, h4)")]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", PAGES)
def test_links_within_the_site_have_its_path(path: str):
    links = [str(link["href"]) for link in PAGES[path].select("a[href], link[href]")]

    assert all(re.match(r"/archive/|#|https://", link) for link in links)
    assert not any("\x02" in link or " " in link for link in links)


def test_head_has_title_description_and_canonical_address():
    html = frame(description="What it says")

    assert html.title is not None
    assert html.title.get_text() == "A page – The Background"
    assert value(html, 'meta[name="description"]') == "What it says"
    assert value(html, 'link[rel="canonical"]', "href") == "https://example.org/archive/a-page/"
    assert value(html, 'meta[property="og:url"]') == "https://example.org/archive/a-page/"
    assert value(html, 'meta[property="og:title"]') == "A page"


def test_page_announces_the_sites_feed_once_and_its_own():
    own = (FeedLink("The Background", "/feed.xml"), FeedLink("Atom", "/feed.atom"))

    plain, named = frame(), frame(feeds=own)

    assert [str(link["href"]) for link in plain.select('link[rel="alternate"]')] == [
        "/archive/feed.xml"
    ]
    assert [(str(a["href"]), str(a["type"])) for a in named.select('link[rel="alternate"]')] == [
        ("/archive/feed.xml", "application/rss+xml"),
        ("/archive/feed.atom", "application/atom+xml"),
    ]


def test_hidden_page_asks_not_to_be_listed():
    assert frame().select('meta[name="robots"]') == []
    assert value(frame(hidden=True), 'meta[name="robots"]') == "noindex"


def test_only_pages_that_are_there_are_linked_from_the_foot():
    html = frame(site_with(["about"]))

    links = [link.get_text() for link in html.select("footer a")]
    assert links == ["Archive", "Stories", "Tags", "About", "Subscribe"]


def test_navigation_is_the_sites_own_and_marks_where_one_is():
    site = replace(SITE, navigation=(("A page", "/a-page/"), ("Meta", "/tags/meta/")))

    html = frame(site)

    links = html.select('nav[aria-label="Site"] a')
    assert [(link.get_text(), link.get("aria-current")) for link in links] == [
        ("A page", "page"),
        ("Meta", None),
    ]


def test_site_in_a_script_from_right_to_left_says_so():
    html = frame(replace(SITE, lang="fa"))

    assert html.html is not None
    assert (html.html["lang"], html.html["dir"]) == ("fa", "rtl")


def test_missing_page_has_no_address_of_its_own():
    html = missing_page(PageContext())

    assert html.select('link[rel="canonical"]') == []
    assert value(html, 'meta[name="robots"]') == "noindex"


def test_redirect_leads_to_its_target_in_three_ways():
    html = redirect_page(PageContext(), "/explainers/über/#part")

    encoded = "/archive/explainers/%C3%BCber/#part"
    assert value(html, 'meta[http-equiv="refresh"]') == f"0; url={encoded}"
    assert value(html, 'link[rel="canonical"]', "href") == f"https://example.org{encoded}"
    assert value(html, "main a", "href") == encoded
    assert value(html, 'meta[name="robots"]') == "noindex"


def test_single_block_can_be_replaced(tmp_path):
    (tmp_path / "explainer.html").write_text(
        '{% extends "!theme/explainer.html" %}'
        "{% block useful %}<p>Write to us about {{ page.title }}.</p>{% endblock %}"
    )
    (output,) = build_explainer_pages(make_archive([make_explainer()]), SITE)
    context = PageContext(bodies={"body": make_body()}, overrides=tmp_path)

    html = context.html(output)

    assert html.main is not None
    assert html.main.get_text().strip().endswith("Write to us about About caches.")
    assert html.select("#useful") == []
    assert len(html.select("#disclosure")) == 1


def test_every_template_is_a_page_or_a_part_of_one():
    for template in TEMPLATES.glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert template.name == "base.html" or text.startswith('{% extends "base.html" %}')
