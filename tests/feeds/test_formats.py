"""Atom, JSON Feed, OPML, the page that explains feeds, and the style sheet of feeds."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from lxml import etree

from plugins.explainers.archive import Archive, Story, Tag
from plugins.explainers.model import AiUse, Correction, Image
from plugins.explainers.site import Site
from plugins.feeds import build_feeds
from plugins.feeds.opml import Opml
from plugins.feeds.stylesheet import css_string
from plugins.feeds.subscribe import SubscribePage
from tests.theme.rendering import PageContext

Make = Callable[..., Any]

_ATOM = {"a": "http://www.w3.org/2005/Atom"}
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def atom_of(rss_of: Make) -> Make:
    return lambda *args, **options: etree.fromstring(rss_of(*args, "feed.atom", **options))


@pytest.fixture
def json_of(rss_of: Make) -> Make:
    return lambda *args, **options: json.loads(rss_of(*args, "feed.json", **options))


def _texts(element: Any, path: str) -> list[str]:
    return [found.text for found in element.findall(path, _ATOM)]


def test_atom_entry_has_what_rfc_4287_asks_for(
    make_archive: Make, make_explainer: Make, atom_of: Make
) -> None:
    explainer = make_explainer(
        authors=("Ann", "Bo"), modified="2026-04-01T00:00:00Z", summary="1 < 2 <b>"
    )

    (entry,) = atom_of(make_archive(explainer)).findall("a:entry", _ATOM)

    assert _texts(entry, "a:id") == ["tag:example.org,2026:caches"]
    assert _texts(entry, "a:published") == ["2026-03-01T12:00:00+00:00"]
    assert _texts(entry, "a:updated") == ["2026-04-01T00:00:00+00:00"]
    assert _texts(entry, "a:author/a:name") == ["Ann", "Bo"]
    assert _texts(entry, "a:summary") == ["1 < 2 <b>"]
    content = entry.find("a:content", _ATOM)
    assert content.get("type") == "html"
    assert content.text.endswith("<p>Some text.</p>")


def test_atom_feed_without_entries_is_dated_by_its_authority(
    make_archive: Make, atom_of: Make
) -> None:
    feed = atom_of(make_archive())

    assert _texts(feed, "a:updated") == ["2026-01-01T00:00:00+00:00"]
    assert _texts(feed, "a:id") == ["tag:example.org,2026:feed:all"]


def test_atom_says_how_ai_took_part_in_words_too(
    make_archive: Make, make_explainer: Make, atom_of: Make
) -> None:
    explainer = make_explainer(ai=AiUse(extent="assisted"))

    category = atom_of(make_archive(explainer)).find("a:entry/a:category[@scheme]", _ATOM)

    assert dict(category.attrib) == {
        "term": "compositeWithTrainedAlgorithmicMedia",
        "scheme": "http://cv.iptc.org/newscodes/digitalsourcetype/",
        "label": "AI-Assisted Content",
    }


def test_atom_entry_in_another_language_says_which(
    make_archive: Make, make_explainer: Make, atom_of: Make
) -> None:
    feed = atom_of(make_archive(make_explainer(lang="fr")))

    assert (feed.get(_LANG), feed.find("a:entry", _ATOM).get(_LANG)) == ("en", "fr")


def test_json_item_says_the_same(make_archive: Make, make_explainer: Make, json_of: Make) -> None:
    explainer = make_explainer(
        authors=("Ann",), lang="fr", image=Image("box.png", "A box"), image_file="images/box.png"
    )

    feed = json_of(make_archive(explainer))

    (item,) = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Explained",
        "home_page_url": "https://example.org/archive/",
        "feed_url": "https://example.org/archive/feed.json",
        "description": "News, explained",
        "language": "en",
        "authors": [{"name": "Explained", "url": "https://example.org/archive/"}],
        "icon": "https://example.org/archive/theme/icon.png",
        "favicon": "https://example.org/archive/theme/icon.png",
    }
    assert item.pop("content_html").startswith(
        '<div lang="fr" dir="ltr">\n<p><strong>AI Generated Content</strong></p>\n<figure><img'
    )
    assert item == {
        "id": "tag:example.org,2026:caches",
        "url": "https://example.org/archive/explainers/caches/",
        "title": "About caches",
        "date_published": "2026-03-01T12:00:00Z",
        "date_modified": "2026-03-01T12:00:00Z",
        "language": "fr",
        "summary": "What caches are.",
        "image": "https://example.org/archive/images/box.png",
        "authors": [{"name": "Ann"}],
        "tags": ["Web"],
        "_ai": {
            "about": "http://cv.iptc.org/newscodes/digitalsourcetype/",
            "digital_source_type": (
                "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
            ),
            "label": "AI Generated Content",
        },
    }


def test_json_item_has_no_member_that_says_nothing(
    make_archive: Make, make_explainer: Make, json_of: Make
) -> None:
    explainer = make_explainer(summary="", tags=(), ai_generated=False)

    (item,) = json_of(make_archive(explainer))["items"]

    assert {"summary", "image", "authors", "tags", "_ai"}.isdisjoint(item)


def test_correction_of_a_generated_text_is_not_said_to_be_generated(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    correction = Correction("2026-04-01T00:00:00Z", "It is <b>.", "What's Next?")
    archive = make_archive(make_explainer(corrections=(correction,)))

    item = channel_of(archive, "corrections.xml").find("item")

    assert item.findall("category[@domain]") == []
    html = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert html == (
        "<p>It is &lt;b&gt;.</p>\n"
        '<p><a href="https://example.org/archive/explainers/caches/#corrections">Correction: '
        "About caches</a> (AI Generated Content) · In What&#x27;s Next?</p>"
    )


def _archive_of_many(make_explainer: Make, count: int) -> Archive:
    member = make_explainer()
    tags = tuple(Tag(f"T{number:03}", f"t{number:03}", (member,)) for number in range(count))
    story = Story('"Strike" & <more>', "strike", (member,))
    return Archive((member,), tags=tags, stories=(story,))


def test_list_of_feeds_is_opml_with_every_feed(
    make_explainer: Make, rss_of: Make, site: Site
) -> None:
    archive = _archive_of_many(make_explainer, 400)

    opml = etree.fromstring(rss_of(archive, "feeds.opml"))

    assert opml.get("version") == "2.0"
    outlines = opml.findall(".//outline[@type='rss']")
    assert len(outlines) == 403
    assert [each.get("text") for each in opml.findall("body/outline[@text]")] == [
        *("Explained", "Corrections – Explained", "Stories", "Tags")
    ]
    (story,) = opml.findall("body/outline[@text='Stories']/outline")
    assert dict(story.attrib) == {
        "type": "rss",
        "text": '"Strike" &amp; &lt;more&gt;',  # HTML, says OPML 2.0
        "title": '"Strike" & <more>',
        "xmlUrl": "https://example.org/archive/stories/strike/feed.xml",
        "htmlUrl": "https://example.org/archive/stories/strike/",
    }


def _page(archive: Archive, site: Site) -> Any:
    (output,) = [
        each for each in build_feeds(archive, site) if isinstance(each.inputs, SubscribePage)
    ]
    return PageContext(site).html(output)


def test_page_on_feeds_names_their_addresses_and_lists_them(
    make_explainer: Make, site: Site
) -> None:
    html = _page(_archive_of_many(make_explainer, 2), site)

    assert [each.get_text() for each in html.select("main code")] == [
        "https://example.org/archive/feed.xml",
        "https://example.org/archive/corrections.xml",
    ]
    listed = [str(each["href"]) for each in html.select("main ul a")]
    assert listed == [
        "/archive/stories/strike/feed.xml",
        "/archive/tags/t000/feed.xml",
        "/archive/tags/t001/feed.xml",
    ]
    assert "more feed" not in html.get_text()


def test_page_on_feeds_shows_no_more_than_one_can_look_through(
    make_explainer: Make, site: Site
) -> None:
    html = _page(_archive_of_many(make_explainer, 400), site)

    assert len(html.select("main ul a")) == 301
    assert "100 more feeds are in the file below." in html.get_text()


def test_page_on_feeds_announces_every_format(make_archive: Make, site: Site) -> None:
    html = _page(make_archive(), site)

    announced = [
        (str(each["type"]), str(each["href"])) for each in html.select('link[rel="alternate"]')
    ]
    assert announced == [
        ("application/rss+xml", "/archive/feed.xml"),
        ("application/atom+xml", "/archive/feed.atom"),
        ("application/feed+json", "/archive/feed.json"),
        ("application/rss+xml", "/archive/corrections.xml"),
    ]


def test_lists_of_feeds_are_plain_data(make_explainer: Make, site: Site) -> None:
    archive = _archive_of_many(make_explainer, 2)

    for output in build_feeds(archive, site):
        if isinstance(output.inputs, Opml | SubscribePage):
            data = msgspec.msgpack.encode(output.inputs)

            assert msgspec.msgpack.decode(data, type=type(output.inputs)) == output.inputs


def test_new_explainer_changes_no_list_of_feeds(make_explainer: Make, site: Site) -> None:
    member, other = make_explainer("a"), make_explainer("b")
    before = Archive((member,), tags=(Tag("Web", "web", (member,)),))
    after = Archive((member, other), tags=(Tag("Web", "web", (member, other)),))

    lists = [
        [
            each
            for each in build_feeds(archive, site)
            if isinstance(each.inputs, Opml | SubscribePage)
        ]
        for archive in (before, after)
    ]

    assert lists[0] == lists[1]


def test_note_on_feeds_leads_to_the_page_that_explains_them(make_archive: Make, site: Site) -> None:
    (output,) = [each for each in build_feeds(make_archive(), site) if each.path == "feed.css"]

    css = output.render(output.inputs, PageContext(site)).decode()

    assert 'content: "This is a web feed." " "' in css
    assert "how to use them: https://example.org/archive/subscribe/" in css


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("fa-IR", "rtl")])
def test_browsers_show_feeds_in_the_direction_of_the_site(
    make_archive: Make, site: Site, lang: str, direction: str
) -> None:
    at = replace(site, lang=lang)
    (output,) = [each for each in build_feeds(make_archive(), at) if each.path == "feed.css"]

    css = output.render(output.inputs, PageContext(at)).decode()

    assert f"direction: {direction};" in css


@pytest.mark.parametrize("text", ['a"b', "a\\b", "a\nb", "</style>", "a & b", "ü漢"])
def test_text_does_not_end_a_string_of_css(text: str) -> None:
    written = str(css_string(text))

    assert written[0] == written[-1] == '"'
    assert not set(written[1:-1]) & set('"\n<>&')
    assert _unescaped(written[1:-1]) == text


def _unescaped(inside: str) -> str:
    """As CSS reads it: a backslash, a number in hexadecimal, a blank."""
    first, *rest = inside.split("\\")
    return first + "".join(
        chr(int(number, 16)) + after for number, _, after in (each.partition(" ") for each in rest)
    )


def test_every_format_is_the_same_bytes_each_time(
    make_archive: Make, make_explainer: Make, rss_of: Make, site: Site
) -> None:
    archive = make_archive(make_explainer(), make_explainer("dns"))

    for path in ("feed.atom", "feed.json", "feeds.opml"):
        assert rss_of(archive, path) == rss_of(archive, path, at=replace(site))
