from __future__ import annotations

from dataclasses import replace

from plugins.explainers.links import link_slot
from plugins.explainers.model import Body, BodyPart, FreePage, Place
from plugins.free_pages import build_free_pages
from tests.theme.rendering import (
    SITE,
    PageContext,
    changed_paths,
    make_archive,
    make_body,
    words_of,
)

ABOUT = FreePage("pages/about.md", "about", "About us", "body", "Who we are")


def html_of(page: FreePage, body: Body | None = None, **archive: object):
    made = make_archive(pages=[page], **archive)
    (output,) = build_free_pages(made, SITE)
    return PageContext(bodies={"body": body or make_body()}).html(output)


def test_page_lies_at_its_name_in_folders_too():
    nested = replace(ABOUT, slug="help/feeds")

    outputs = build_free_pages(make_archive(pages=[ABOUT, nested]), SITE)

    assert [output.path for output in outputs] == ["about/index.html", "help/feeds/index.html"]


def test_page_shows_its_title_sections_and_links():
    body = make_body(
        BodyPart("", "", f'<p><a href="{link_slot(0)}">x</a></p>'),
        BodyPart("people", "People", "<p>Ada.</p>"),
    )

    html = html_of(ABOUT, body, link_addresses={ABOUT.path: ("/explainers/caches/",)})

    assert html.h1 is not None
    assert html.h1.get_text() == "About us"
    assert [str(heading["id"]) for heading in html.select("main h2")] == ["people"]
    assert html.select_one('main a[href="/archive/explainers/caches/"]')


def test_page_has_no_label_and_no_closing_question():
    html = html_of(ABOUT)

    assert html.select("#disclosure, #useful") == []


def test_page_on_corrections_announces_their_feed():
    page = replace(ABOUT, path="pages/corrections.md", slug="corrections")

    announced = [
        [str(link["href"]) for link in html_of(each).select('link[type="application/rss+xml"]')]
        for each in (page, ABOUT)
    ]

    assert announced == [["/archive/corrections.xml", "/archive/feed.xml"], ["/archive/feed.xml"]]


def test_menu_of_sections_appears_on_long_pages_only():
    parts = [BodyPart(f"part-{n}", f"Part {n}", "<p>Text.</p>") for n in range(4)]

    short, long = html_of(ABOUT, make_body(*parts[:2])), html_of(ABOUT, make_body(*parts))

    assert short.select("nav.contents") == []
    assert len(long.select("nav.contents a")) == 4


def test_draft_is_marked_while_serving():
    html = html_of(replace(ABOUT, status="draft"))

    assert "Draft." in words_of(html)


def test_withdrawn_page_shows_a_note_instead_of_its_text():
    html = html_of(replace(ABOUT, status="withdrawn"), make_body(text="Secret."))

    assert "This page was withdrawn." in words_of(html)
    assert "The lead." not in words_of(html)
    assert html.select_one('meta[name="description"]') is None


def test_moved_lines_do_not_change_the_page():
    moved = replace(ABOUT, places={"title": Place(5, 1)})

    before = build_free_pages(make_archive(pages=[ABOUT]), SITE)
    after = build_free_pages(make_archive(pages=[moved]), SITE)

    assert changed_paths(before, after) == set()
