"""Which feeds there are, and what is in the pages of the history."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from lxml import etree
from msgspec import structs

from plugins.explainers.archive import Archive, Story, Tag
from plugins.explainers.listing import Listing
from plugins.explainers.model import Correction
from plugins.explainers.site import Site
from plugins.feeds import build_feeds, defer_feeds
from plugins.feeds.entries import Feed

Make = Callable[..., Any]

_ARCHIVE = "{http://purl.org/syndication/history/1.0}archive"
_ATOM_LINK = "{http://www.w3.org/2005/Atom}link"


def _feeds(archive: Archive, site: Site) -> dict[str, Feed]:
    outputs = build_feeds(archive, site)
    return {each.path: each.inputs for each in outputs if isinstance(each.inputs, Feed)}


def _series(make_explainer: Make, count: int, **fields: Any) -> list[Any]:
    return [
        make_explainer(f"e{number:02}", date=f"2026-01-{number:02}T00:00:00Z", **fields)
        for number in range(1, count + 1)
    ]


def _ids(feed: Feed) -> list[str]:
    return [entry.id for entry in feed.entries]


def _links(channel: Any) -> dict[str, str]:
    links = {each.get("rel"): each.get("href") for each in channel.findall(_ATOM_LINK)}
    return {rel: to.removeprefix("https://example.org/archive") for rel, to in links.items()}


def test_the_three_formats_hold_the_same_entries(
    make_archive: Make, make_explainer: Make, site: Site
) -> None:
    feeds = _feeds(make_archive(*_series(make_explainer, 3)), site)

    assert feeds["feed.xml"].entries == feeds["feed.atom"].entries == feeds["feed.json"].entries


def test_story_has_a_feed_of_its_own(make_explainer: Make, site: Site) -> None:
    members = tuple(_series(make_explainer, 2, story="The strike"))
    archive = Archive(members, stories=(Story("The strike", "the-strike", members),))

    feed = _feeds(archive, site)["stories/the-strike/feed.xml"]

    assert _ids(feed) == ["e02", "e01"]
    assert feed.title == "The strike – Explained"
    assert feed.page_address == "/stories/the-strike/"


def test_old_address_of_a_story_keeps_its_feed(make_explainer: Make, site: Site) -> None:
    old = ("/stories/strikes/", "/stories/walkout", "/stories/other/", "/stories/", "/a/stories/b/")
    first = make_explainer("e1", aliases=old)
    second = make_explainer("e2", aliases=("/stories/strikes/",))
    stories = (Story("Other", "other", (second,)), Story("Walks", "the-strike", (first,)))

    feeds = _feeds(Archive((first, second), stories=stories), site)

    assert {path: _ids(feed) for path, feed in feeds.items() if "stories/" in path} == {
        "stories/other/feed.xml": ["e2"],
        "stories/strikes/feed.xml": ["e2"],
        "stories/the-strike/feed.xml": ["e1"],
        "stories/walkout/feed.xml": ["e1"],
    }


def test_old_address_of_a_tag_keeps_its_feed(make_explainer: Make, site: Site) -> None:
    members = tuple(_series(make_explainer, 2, tags=("AI",)))
    tags = (
        Tag("AI", "ai", members, aliases=("Artificial intelligence", "Web", "KI")),
        Tag("Law", "law", (), aliases=("ki",)),
        Tag("Web", "web", ()),
    )

    feeds = _feeds(Archive(members, tags=tags), site)

    assert feeds["tags/artificial-intelligence/feed.xml"].entries == (
        feeds["tags/ai/feed.xml"].entries
    )
    assert _ids(feeds["tags/ki/feed.xml"]) == ["e02", "e01"]
    assert _ids(feeds["tags/web/feed.xml"]) == []


def test_feed_and_history_hold_every_explainer_and_no_page_more_than_a_feed(
    make_archive: Make, make_explainer: Make, site: Site
) -> None:
    for count in range(13):
        archive = make_archive(*_series(make_explainer, count))

        feeds = _feeds(archive, replace(site, feed_items=4))

        pages = [feed for path, feed in feeds.items() if path.startswith("feed/archive/")]
        held = {each for feed in (feeds["feed.xml"], *pages) for each in _ids(feed)}
        assert held == {f"e{number:02}" for number in range(1, count + 1)}
        assert all(len(feed.entries) == 4 for feed in pages)


def test_feed_leads_back_through_all_of_its_history(
    make_archive: Make, make_explainer: Make, channel_of: Make, site: Site
) -> None:
    archive = make_archive(*_series(make_explainer, 7))
    at = replace(site, feed_items=3)
    paths = ("feed.xml", "feed/archive/2.xml", "feed/archive/1.xml")

    current, second, first = (channel_of(archive, path, at=at) for path in paths)

    assert _links(current) == {"self": "/feed.xml", "prev-archive": "/feed/archive/2.xml"}
    assert _links(second) == {
        "self": "/feed/archive/2.xml",
        "current": "/feed.xml",
        "prev-archive": "/feed/archive/1.xml",
    }
    assert _links(first) == {
        "self": "/feed/archive/1.xml",
        "current": "/feed.xml",
        "next-archive": "/feed/archive/2.xml",
    }
    kinds = {each.get("type") for each in first.findall(_ATOM_LINK)[1:]}
    assert kinds == {"application/rss+xml"}
    assert [each.find(_ARCHIVE) is not None for each in (current, second, first)] == [
        *(False, True, True)
    ]


def test_atom_feed_leads_to_its_history_too(
    make_archive: Make, make_explainer: Make, rss_of: Make, site: Site
) -> None:
    archive = make_archive(*_series(make_explainer, 4))

    feed = etree.fromstring(rss_of(archive, "feed.atom", at=replace(site, feed_items=3)))

    assert _links(feed)["prev-archive"] == "/feed/archive/1.xml"


def test_new_explainer_changes_no_page_of_the_history(
    make_archive: Make, make_explainer: Make, site: Site
) -> None:
    before, after = (
        _feeds(make_archive(*_series(make_explainer, count)), replace(site, feed_items=3))
        for count in (8, 9)
    )

    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == {
        *("feed.xml", "feed.atom", "feed.json", "tags/web/feed.xml"),
    }


def test_withdrawal_changes_the_page_of_the_history_that_held_it_and_no_other(
    make_archive: Make, make_explainer: Make, site: Site
) -> None:
    at = replace(site, feed_items=3)
    for count in range(1, 13):
        explainers = _series(make_explainer, count)
        before = _feeds(make_archive(*explainers), at)
        for place, each in enumerate(explainers):
            others = explainers[:place] + explainers[place + 1 :]
            gone = replace(each, status="withdrawn")

            after = _feeds(make_archive(*others, withdrawn=(gone,)), at)

            pages = {path for path in (*before, *after) if path.startswith("feed/archive/")}
            changed = {path for path in pages if after.get(path) != before.get(path)}
            assert changed == {path for path in pages if each.id in _ids(before[path])}
            shown = {one for path in (*pages, "feed.xml") for one in _ids(after[path])}
            assert shown == {other.id for other in others}


def test_edit_leaves_all_feeds_without_the_explainer_as_they_are_known(
    make_archive: Make, make_explainer: Make, site: Site
) -> None:
    explainers = _series(make_explainer, 9)
    edited = [replace(explainers[0], body_digest="other"), *explainers[1:]]
    at = replace(site, feed_items=3)

    before, after = (_keys(make_archive(*each), at) for each in (explainers, edited))

    assert {path for path in after if after[path] != before[path]} == {"feed/archive/1.xml"}


def _keys(archive: Archive, site: Site) -> dict[str, bytes]:
    found = defer_feeds(Listing(archive), site)
    return {output.path: each.key for each in found for output in each.build()}


def _correction(date: str, text: str = "It was wrong.") -> Correction:
    return Correction(f"{date}T00:00:00Z", text)


def _guids(channel: Any) -> list[str]:
    prefix = "tag:example.org,2026:"
    return [each.text.removeprefix(prefix) for each in channel.findall("item/guid")]


def _corrected(make_archive: Make, make_explainer: Make, *made: Iterable[Correction]) -> Archive:
    explainers = (
        make_explainer(f"e{number}", corrections=tuple(each))
        for number, each in enumerate(made, start=1)
    )
    archive: Archive = make_archive(*explainers)
    return archive


def test_each_correction_is_an_entry_newest_first(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    archive = _corrected(
        make_archive,
        make_explainer,
        [_correction("2026-03-05"), _correction("2026-03-09", "The number of piers.")],
        [_correction("2026-03-07")],
    )

    channel = channel_of(archive, "corrections.xml")

    assert _guids(channel) == ["e1:correction:2", "e2:correction:1", "e1:correction:1"]
    newest = channel.find("item")
    assert newest.findtext("title") == "Correction: About e1"
    assert newest.findtext("description") == "The number of piers."
    assert newest.findtext("link").endswith("/explainers/e1/#corrections")
    assert newest.findtext("pubDate") == "Mon, 09 Mar 2026 00:00:00 +0000"


def test_correction_keeps_its_guid_whichever_way_round_they_are_listed(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    first, second, third = (_correction(f"2026-03-0{day}") for day in (1, 1, 2))

    def guids(*corrections: Correction) -> dict[str, str]:
        archive = _corrected(make_archive, make_explainer, corrections)
        channel = channel_of(archive, "corrections.xml")
        texts = [each.text for each in channel.findall("item/description")]
        return dict(zip(texts, _guids(channel), strict=True))

    first, second, third = (
        structs.replace(each, text=name)
        for each, name in zip((first, second, third), ("a", "b", "c"), strict=True)
    )
    assert guids(first, second, third) == guids(third, second, first)


def test_mended_text_and_another_time_zone_make_no_correction_new(
    make_archive: Make, make_explainer: Make, channel_of: Make
) -> None:
    before = _corrected(make_archive, make_explainer, [_correction("2026-03-05", "Teh piers.")])
    moved = Correction("2026-03-04T23:00:00Z", "The piers.")
    after = _corrected(make_archive, make_explainer, [moved])

    old, new = (_guids(channel_of(each, "corrections.xml")) for each in (before, after))

    assert new == old


def test_correction_of_what_is_not_published_is_no_news(
    make_archive: Make, make_explainer: Make, site: Site
) -> None:
    hidden = make_explainer(corrections=(_correction("2026-03-05"),))
    archive = make_archive(hidden, unpublished={hidden.path: "draft"})

    assert _feeds(archive, site)["corrections.xml"].entries == ()


def test_corrections_follow_the_page_of_that_name_where_there_is_one(
    make_archive: Make, site: Site
) -> None:
    with_page = replace(site, pages=("/corrections/",))

    pages = [
        _feeds(make_archive(), each)["corrections.xml"].page_address for each in (site, with_page)
    ]

    assert pages == ["/", "/corrections/"]


def test_list_of_feeds_has_the_feed_of_corrections_follow_the_same_page(
    make_archive: Make, site: Site
) -> None:
    with_page = replace(site, pages=("/corrections/",))

    opml = next(
        each.inputs for each in build_feeds(make_archive(), with_page) if each.path == "feeds.opml"
    )

    alone = opml.groups[0]
    assert [each.page_address for each in alone.feeds] == ["/", "/corrections/"]
