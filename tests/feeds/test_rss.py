from __future__ import annotations

import locale
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from plugins.explainers.changes import last_change
from plugins.explainers.links import link_slot
from plugins.explainers.model import AiUse, Body, BodyPart, Correction, Expectation, Extent
from plugins.explainers.site import Look, Site

Make = Callable[..., Any]

_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"
_TYPE = "{http://purl.org/dc/elements/1.1/}type"
_UPDATED = "{http://www.w3.org/2005/Atom}updated"
_ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture
def one_item(make_archive: Make, make_explainer: Make, channel_of: Make) -> Make:
    """The only item of the feed of an archive of one explainer."""
    return lambda **fields: channel_of(make_archive(make_explainer(**fields))).find("item")


@pytest.fixture
def far_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Pacific/Kiritimati")
        time.tzset()
        yield
    time.tzset()


def test_channel_says_what_it_is(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    channel = channel_of(make_archive(make_explainer()))

    assert channel.findtext("title") == "Explained"
    assert channel.findtext("link") == "https://example.org/archive/"
    assert channel.findtext("description") == "News, explained"
    assert channel.findtext("language") == "en"
    assert channel.findtext("generator") == "Backgrounder"


def test_feed_knows_its_own_address(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    archive = make_archive(make_explainer(tags=("Künstliche Intelligenz", "漢字")))

    links = [
        channel_of(archive, path).findall(_ATOM_LINK)
        for path in ("feed.xml", "tags/kunstliche-intelligenz/feed.xml", "tags/漢字/feed.xml")
    ]

    assert [[(link.get("rel"), link.get("href")) for link in found] for found in links] == [
        [("self", "https://example.org/archive/feed.xml")],
        [("self", "https://example.org/archive/tags/kunstliche-intelligenz/feed.xml")],
        [("self", "https://example.org/archive/tags/%E6%BC%A2%E5%AD%97/feed.xml")],
    ]


def test_tag_feed_leads_to_the_tags_page(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    channel = channel_of(make_archive(make_explainer(tags=("AI",))), "tags/ai/feed.xml")

    assert channel.findtext("title") == "AI – Explained"
    assert channel.findtext("link") == "https://example.org/archive/tags/ai/"


def test_label_of_a_tag_is_text_in_the_description_of_its_feed(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    archive = make_archive(make_explainer(tags=("<b>AI</b>",)))

    channel = channel_of(archive, "tags/b-ai-b/feed.xml")

    # Readers take what stands here for HTML.
    assert channel.findtext("description") == "Explainers on &lt;b&gt;AI&lt;/b&gt;"
    assert channel.findtext("title") == "<b>AI</b> – Explained"


def test_item_says_what_the_explainer_says(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    explainer = make_explainer(authors=("Ann Öl", "Bo"), tags=("Web", "AI"))

    item = channel_of(make_archive(explainer)).find("item")

    assert item.findtext("title") == "About caches"
    assert item.findtext("link") == "https://example.org/archive/explainers/caches/"
    assert item.findtext("description") == "What caches are."
    assert item.findtext("pubDate") == "Sun, 01 Mar 2026 12:00:00 +0000"
    assert [each.text for each in item.findall("category") if not each.attrib] == ["Web", "AI"]
    assert [creator.text for creator in item.findall(_CREATOR)] == ["Ann Öl", "Bo"]
    assert item.findtext(_ENCODED).endswith("<p>Some text.</p>")


@pytest.mark.parametrize(
    ("extent", "term", "words"),
    [
        ("generated", "trainedAlgorithmicMedia", "AI Generated Content"),
        ("assisted", "compositeWithTrainedAlgorithmicMedia", "AI-Assisted Content"),
    ],
)
def test_category_of_iptc_says_how_ai_took_part(
    one_item: Make, extent: Extent, term: str, words: str
) -> None:
    item = one_item(ai=AiUse(extent=extent))

    (category,) = item.findall("category[@domain]")
    assert category.text == term
    assert category.get("domain") == "http://cv.iptc.org/newscodes/digitalsourcetype/"
    assert item.findtext(_TYPE) == words


def test_what_people_wrote_alone_has_no_such_category(one_item: Make) -> None:
    item = one_item(ai_generated=False)

    assert item.findall("category[@domain]") == []
    assert item.find(_TYPE) is None


def test_item_in_another_language_says_which(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    archive = make_archive(make_explainer(lang="fr"), make_explainer("dns"))

    items = channel_of(archive).findall("item")

    found = {each.findtext("title"): each.findtext(_LANGUAGE) for each in items}
    assert found == {"About caches": "fr", "About dns": None}


def test_correction_changes_the_item_and_neither_its_guid_nor_its_date(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    before = make_explainer()
    correction = Correction("2026-04-01T00:00:00Z", "The size was wrong.", "Lead")
    after = make_explainer(corrections=(correction,))

    old, new = (channel_of(make_archive(each)).find("item") for each in (before, after))

    assert new.findtext("guid") == old.findtext("guid")
    assert new.findtext("pubDate") == old.findtext("pubDate")
    assert (old.findtext(_UPDATED), new.findtext(_UPDATED)) == (None, "2026-04-01T00:00:00Z")
    assert "In Lead: The size was wrong." in new.findtext(_ENCODED)


def test_outcome_of_an_expectation_is_a_change_as_everywhere_on_the_site(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    happened = Expectation("e", "Rain.", outcome="happened", resolved="2026-05-06T00:00:00Z")
    explainer = make_explainer(modified="2026-04-01T00:00:00Z", expectations=(happened,))

    channel = channel_of(make_archive(explainer))

    assert channel.findtext(f"item/{_UPDATED}") == last_change(explainer) == happened.resolved
    assert channel.findtext("lastBuildDate") == "Wed, 06 May 2026 00:00:00 +0000"


def test_corrected_feed_was_last_built_when_it_was_corrected(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    corrections = (Correction("2026-04-01T00:00:00Z", "The size was wrong."),)

    channel = channel_of(make_archive(make_explainer(corrections=corrections)))

    assert channel.findtext("lastBuildDate") == "Wed, 01 Apr 2026 00:00:00 +0000"


def test_picture_of_a_feed_is_called_and_leads_as_the_feed(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    image = channel_of(make_archive(make_explainer())).find("image")

    assert image.findtext("url") == "https://example.org/archive/theme/icon.png"
    assert (image.findtext("title"), image.findtext("link")) == (
        "Explained",
        "https://example.org/archive/",
    )
    assert (image.findtext("width"), image.findtext("height")) == ("144", "144")


def test_browsers_show_a_feed_by_the_sites_own_style_sheets(
    make_archive: Make, rss_of: Make, site: Site
) -> None:
    own_look = replace(site, look=Look(colours=(("accent", "#000000", "#ffffff"),)))

    found = re.compile(rb'<\?xml-stylesheet type="text/css" href="([^"]+)"\?>').findall
    plain, own = found(rss_of(make_archive())), found(rss_of(make_archive(), at=own_look))

    assert plain == [b"/archive/theme/css/tokens.css", b"/archive/feed.css"]
    assert own[1:2] == [b"/archive/theme/css/site-tokens.css"]


def test_description_stands_before_the_full_text(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    item = channel_of(make_archive(make_explainer())).find("item")

    names = [child.tag for child in item]

    assert names.index("description") < names.index(_ENCODED)


def test_without_a_summary_the_full_text_is_the_description(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    item = channel_of(make_archive(make_explainer(summary=""))).find("item")

    assert item.findtext("description").endswith("<p>Some text.</p>")


def test_items_stand_newest_first(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    archive = make_archive(
        make_explainer("old", date="2026-01-01T00:00:00Z"),
        make_explainer("new", date="2026-03-01T00:00:00Z"),
    )

    items = channel_of(archive).findall("item")

    assert [item.findtext("title") for item in items] == ["About new", "About old"]


def test_guid_outlives_address_title_date_and_domain(
    make_archive: Make, make_explainer: Make, channel_of: Make, site: Site, far_zone: None
) -> None:
    before = make_explainer("caches")
    after = make_explainer(
        "stores",
        id="caches",
        title="Another title",
        path="2027/stores.md",
        date="2027-01-01T00:00:00Z",
    )
    moved = replace(site, url="https://other.example", timezone="Asia/Tokyo", name="Other")

    old_guid = channel_of(make_archive(before)).find("item/guid")
    new_guid = channel_of(make_archive(after), at=moved).find("item/guid")

    assert old_guid.text == new_guid.text == "tag:example.org,2026:caches"
    assert old_guid.get("isPermaLink") == new_guid.get("isPermaLink") == "false"


def test_build_date_is_the_newest_change(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    archive = make_archive(
        make_explainer("new", date="2026-03-01T00:00:00Z"),
        make_explainer("old", date="2026-01-01T00:00:00Z", modified="2026-04-05T06:07:08Z"),
    )

    assert channel_of(archive).findtext("lastBuildDate") == "Sun, 05 Apr 2026 06:07:08 +0000"


def test_build_date_is_the_newest_date_where_nothing_was_modified(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    channel = channel_of(make_archive(make_explainer(date="2026-03-01T00:00:00Z")))

    assert channel.findtext("lastBuildDate") == "Sun, 01 Mar 2026 00:00:00 +0000"


def test_empty_archive_has_a_feed_without_items_and_build_date(
    make_archive: Make, channel_of: Make
) -> None:
    channel = channel_of(make_archive())

    assert channel.findtext("title") == "Explained"
    assert channel.findall("item") == []
    assert channel.find("lastBuildDate") is None


def test_site_without_a_description_is_described_by_its_name(
    make_archive: Make, channel_of: Make, site: Site
) -> None:
    channel = channel_of(make_archive(), at=replace(site, description=""))

    assert channel.findtext("description") == "Explained"


def test_markup_characters_and_emoji_in_plain_text_survive(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    text = 'Q&A: is 1 <b> "2" > 3? 😀 ]]> &amp;'
    explainer = make_explainer(title=text, tags=("AI & <ML>",), authors=("A & <B>",))

    item = channel_of(make_archive(explainer)).find("item")

    assert item.findtext("title") == text
    assert item.findtext("category") == "AI & <ML>"
    assert item.findtext(_CREATOR) == "A & <B>"


def test_plain_text_is_written_with_hexadecimal_references(
    make_archive: Make, make_explainer: Make, rss_of: Make
) -> None:
    rss = rss_of(make_archive(make_explainer(title="A & <B>", tags=("R&D",))))

    assert b"<title>A &#x26; &#x3C;B&gt;</title>" in rss
    assert b"<category>R&#x26;D</category>" in rss


def test_characters_that_xml_cannot_carry_are_left_out(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    body = Body((BodyPart("", "", "<p>a\x01b\ufffec</p>"),))
    explainer = make_explainer(
        id="i\x00d", title="T\x08itle", summary="S\uffffum", tags=("W\x1feb",), authors=("A\x0b",)
    )

    item = channel_of(make_archive(explainer), body=body).find("item")

    assert item.findtext("guid") == "tag:example.org,2026:id"
    assert item.findtext("title") == "Title"
    assert item.findtext("description") == "Sum"
    assert item.findtext("category") == "Web"
    assert item.findtext(_ENCODED).endswith("<p>abc</p>")


def test_full_text_may_hold_what_ends_a_cdata_section(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    body = Body((BodyPart("", "", "<p><code>a[b[0]]&gt; ]]></code></p>"),))

    item = channel_of(make_archive(make_explainer()), body=body).find("item")

    assert item.findtext(_ENCODED).endswith("<p><code>a[b[0]]&gt; ]]></code></p>")


def test_every_link_and_image_is_absolute(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    html = (
        f'<p><a href="{link_slot(0)}">x</a><a href="{link_slot(1)}">y</a>'
        f'<img alt="A box" src="{link_slot(2)}"><a href="#fn:1">1</a></p>'
    )
    explainer = make_explainer()
    links = ("/explainers/dns/", "#whats-next", "/images/box.png")
    archive = make_archive(explainer, link_addresses={explainer.path: links})

    content = channel_of(archive, body=Body((BodyPart("", "", html),))).findtext(f"item/{_ENCODED}")

    found = etree.HTML(content).xpath("//@href | //@src")
    assert found == [
        "https://example.org/archive/explainers/dns/",
        "https://example.org/archive/explainers/caches/#whats-next",
        "https://example.org/archive/images/box.png",
        "https://example.org/archive/explainers/caches/#fn:1",
    ]
    assert 'alt="A box"' in content


def test_same_bytes_in_another_time_zone_and_locale(
    make_archive: Make, make_explainer: Make, rss_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = make_archive(make_explainer(), make_explainer("dns"))
    here = rss_of(archive)
    before = locale.setlocale(locale.LC_ALL)

    monkeypatch.setenv("TZ", "Asia/Kolkata")
    time.tzset()
    try:
        locale.setlocale(locale.LC_ALL, "C.UTF-8")
        there = rss_of(archive)
        locale_after = locale.setlocale(locale.LC_TIME)
    finally:
        locale.setlocale(locale.LC_ALL, before)
        monkeypatch.undo()
        time.tzset()

    assert there == here
    assert locale_after == "C.UTF-8"


_RENDER_ONE = """
import sys
from plugins.explainers.archive import Archive, Tag, name_key
from plugins.explainers.model import Body, BodyPart, Explainer
from plugins.explainers.site import Site
from plugins.feeds import build_feeds

class Context:
    site = Site("Explained", "https://example.org", authority="example.org,2026")
    def body(self, digest):
        return Body((BodyPart("", "", "<p>Text.</p>"),))

one = Explainer("a.md", "a", "a", "A", "2026-03-01T00:00:00Z", ("x", "y", "z"), authors=("B",))
tags = tuple(Tag(name, name, (one,)) for name in "xyz")
archive = Archive((one,), tags=tags, tag_of_key={name_key(tag.label): tag for tag in tags})
for output in build_feeds(archive, Context.site):
    if output.path.endswith((".xml", ".atom", ".json", ".opml")):
        sys.stdout.buffer.write(output.render(output.inputs, Context()))
"""


def test_same_bytes_with_another_hash_seed() -> None:
    root = Path(__file__).parents[2]

    seen = {
        subprocess.run(
            [sys.executable, "-c", _RENDER_ONE],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert len(seen) == 1
    assert b"<category>z</category>" in seen.pop()
