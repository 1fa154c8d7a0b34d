from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from plugins.explainers.archive import Archive, Tag
from plugins.explainers.site import Site
from plugins.feeds import build_feeds
from plugins.feeds.entries import Feed

Make = Callable[..., Any]


def _feeds(archive: Archive, site: Site) -> dict[str, Feed]:
    outputs = build_feeds(archive, site)
    return {each.path: each.inputs for each in outputs if isinstance(each.inputs, Feed)}


def _titles(feed: Feed) -> Iterable[str]:
    return [entry.title for entry in feed.entries]


def test_archive_has_a_feed_and_each_tag_has_one(
    make_archive: Make, make_explainer: Make, site: Site
) -> None:
    archive = make_archive(make_explainer(tags=("C++", "Web")))

    feeds = _feeds(archive, site)

    assert [*feeds] == [
        *("feed.xml", "feed.atom", "feed.json"),
        *("tags/cplusplus/feed.xml", "tags/web/feed.xml"),
        "corrections.xml",
    ]
    assert feeds["tags/cplusplus/feed.xml"].page_address == "/tags/cplusplus/"


def test_newest_explainer_comes_first(make_archive: Make, make_explainer: Make, site: Site) -> None:
    archive = make_archive(
        make_explainer("old", date="2026-01-01T00:00:00Z"),
        make_explainer("new", date="2026-03-01T00:00:00Z"),
        make_explainer("middle", date="2026-02-01T00:00:00Z"),
    )

    feeds = _feeds(archive, site)

    assert _titles(feeds["feed.xml"]) == ["About new", "About middle", "About old"]
    assert _titles(feeds["tags/web/feed.xml"]) == ["About new", "About middle", "About old"]


def test_feed_holds_no_more_than_the_site_says(
    make_archive: Make, make_explainer: Make, site: Site
) -> None:
    explainers = [
        make_explainer(f"e{day}", date=f"2026-01-0{day}T00:00:00Z") for day in range(1, 6)
    ]

    feeds = _feeds(make_archive(*explainers), replace(site, feed_items=2))

    assert _titles(feeds["feed.xml"]) == ["About e5", "About e4"]
    assert _titles(feeds["tags/web/feed.xml"]) == ["About e5", "About e4"]


def test_tag_feed_holds_only_what_carries_the_tag(
    make_archive: Make, make_explainer: Make, site: Site
) -> None:
    archive = make_archive(make_explainer("a", tags=("Web",)), make_explainer("b", tags=("AI",)))

    feeds = _feeds(archive, site)

    assert _titles(feeds["tags/ai/feed.xml"]) == ["About b"]


@pytest.mark.parametrize("state", ["draft", "held-back"])
def test_unpublished_explainer_is_left_out_of_feeds(
    make_archive: Make, make_explainer: Make, site: Site, state: str
) -> None:
    archive = make_archive(
        make_explainer("shown"),
        make_explainer("hidden", date="2026-04-01T00:00:00Z"),
        unpublished={"2026/hidden.md": state},
    )

    feeds = _feeds(archive, replace(site, feed_items=1, show_unpublished=True))

    assert _titles(feeds["feed.xml"]) == ["About shown"]
    assert _titles(feeds["tags/web/feed.xml"]) == ["About shown"]


def test_withdrawn_explainer_is_left_out_of_feeds(
    make_archive: Make, make_explainer: Make, site: Site
) -> None:
    archive = make_archive(
        make_explainer("shown"), withdrawn=(make_explainer("gone", status="withdrawn"),)
    )

    assert _titles(_feeds(archive, site)["feed.xml"]) == ["About shown"]


def test_tag_feed_is_described_by_the_tag(make_explainer: Make, site: Site) -> None:
    tag = Tag("AI", "ai", (), description="Machines that learn")

    feeds = _feeds(Archive((), tags=(tag, Tag("Web", "web", ()))), site)

    assert feeds["tags/ai/feed.xml"].description == "Machines that learn"
    assert feeds["tags/web/feed.xml"].description == "Explainers on Web"


def test_inputs_are_plain_data(make_archive: Make, make_explainer: Make, site: Site) -> None:
    archive = make_archive(
        make_explainer(), link_addresses={"2026/caches.md": ("/explainers/dns/",)}
    )

    for feed in _feeds(archive, site).values():
        decoded = msgspec.msgpack.decode(msgspec.msgpack.encode(feed), type=Feed)

        assert decoded == feed


def test_address_of_a_linked_explainer_is_part_of_the_inputs(
    make_archive: Make, make_explainer: Make, site: Site
) -> None:
    explainer = make_explainer()
    before = make_archive(explainer, link_addresses={explainer.path: ("/explainers/old/",)})
    after = make_archive(explainer, link_addresses={explainer.path: ("/explainers/new/",)})

    assert _feeds(before, site)["feed.xml"] != _feeds(after, site)["feed.xml"]
