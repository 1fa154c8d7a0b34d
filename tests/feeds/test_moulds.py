from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.archive import Archive
from plugins.explainers.model import Body, BodyPart
from plugins.explainers.site import Site
from plugins.feeds.atom import render_atom
from plugins.feeds.entries import Entry, Feed
from plugins.feeds.extras import RSS_TYPE
from plugins.feeds.full_text import xml_text
from plugins.feeds.items import item_of
from plugins.feeds.rss import render_rss
from plugins.feeds.syndication import add_item, new_channel, with_style

SITE = Site(name="Explained", url="https://example.org", authority="example.org,2026", lang="en")
texts = st.text(max_size=12) | st.sampled_from(
    ["", "AT&T", "a < b > c", 'say "it\'s"', "]]>", "&amp;lt;", "\r\n\t", "\ue0003\ue001", "𝔄"]
)
seconds = st.integers(-(1 << 31), 1 << 35)
dates = seconds.map(lambda when: f"{datetime.fromtimestamp(when, UTC):%Y-%m-%dT%H:%M:%S}Z")
entries = st.builds(
    Entry,
    id=texts,
    title=texts.filter(xml_text),  # feedgen insists on one
    address=texts.map("/explainers/{}/".format),
    date=dates,
    modified=dates | st.just(""),
    lang=st.sampled_from(["en", "de", "ar"]),
    authors=st.lists(texts, max_size=3).map(tuple),
    tags=st.lists(texts, max_size=3).map(tuple),
    label=st.sampled_from(["", "AI Generated Content", "AI Modified Content"]),
    summary=texts,
    body_digest=st.just("some"),
    links=st.just(()),
)


def _by_feedgen(feed: Feed, context: Any, *, for_atom: bool) -> bytes:
    """The document with all entries made by feedgen itself."""
    media_type = "application/atom+xml" if for_atom else RSS_TYPE
    channel = new_channel(feed, SITE, media_type=media_type)
    for entry in feed.entries:
        add_item(channel, item_of(entry, context), for_atom=for_atom)
    xml: bytes = channel.atom_str(pretty=True) if for_atom else _in_hexadecimal(channel)
    return with_style(xml, SITE)


def _in_hexadecimal(channel: Any) -> bytes:
    return re.sub(
        rb"<(?:title|description|category|dc:creator)>[^<]*<",
        lambda match: match[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;"),
        channel.rss_str(pretty=True),
    )


@pytest.mark.parametrize("for_atom", [False, True], ids=["RSS", "Atom"])
@given(listed=st.lists(entries, max_size=3), html=texts)
def test_feeds_are_what_feedgen_makes_of_all_their_entries(
    listed: list[Entry], html: str, for_atom: bool
) -> None:
    body = Body((BodyPart("", "", html),), text="")
    context: Any = SimpleNamespace(site=SITE, body={"some": body}.__getitem__)
    feed = Feed("All & more", "a < b", "/feed.xml", "/", tuple(listed))
    made = (render_atom if for_atom else render_rss)(feed, context)
    assert made == _by_feedgen(feed, context, for_atom=for_atom)


def test_a_text_that_looks_like_a_mark_stays_as_it_is(
    make_explainer: Callable[..., Any],
    make_archive: Callable[..., Archive],
    rss_of: Callable[..., bytes],
) -> None:
    explainer = make_explainer(title="\ue0003\ue001", summary="Sat, 03 Feb 2001 04:05:06 +0000")
    xml = rss_of(make_archive(explainer)).decode()
    assert "<title>\ue0003\ue001</title>" in xml
    assert "<description>Sat, 03 Feb 2001 04:05:06 +0000</description>" in xml
    assert "<pubDate>Sun, 01 Mar 2026 12:00:00 +0000</pubDate>" in xml
