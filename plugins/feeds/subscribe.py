"""`/subscribe/`, which explains feeds and lists them, and `/feeds.opml`, the same for readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.explainers.addresses import output_path, story_address, tag_address
from plugins.explainers.archive import Archive
from plugins.explainers.feed_links import (
    CORRECTIONS_ADDRESS,
    FEED_ADDRESS,
    corrections_feed_link,
    corrections_page,
    site_feed_links,
    story_feed_address,
    tag_feed_address,
)
from plugins.explainers.site import Site
from plugins.explainers.structured_data import structured_script, web_page
from plugins.explainers.views import PageMeta
from plugins.feeds.opml import FeedGroup, NamedFeed, Opml, render_opml
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["SubscribePage", "build_lists_of_feeds", "render_subscribe_page"]

OPML_ADDRESS = "/feeds.opml"
_ADDRESS = "/subscribe/"
_MOST_SHOWN = 300  # of tags, and of stories; the OPML file has all


@dataclass(frozen=True, slots=True)
class SubscribePage:
    """The inputs of the page. `more` is how many feeds are left out of `groups`."""

    page: PageMeta
    groups: tuple[FeedGroup, ...]
    more: int


def build_lists_of_feeds(archive: Archive, site: Site) -> Iterator[Output]:
    """Both lists. None counts explainers, so they change only when a tag or story is new."""
    named = (_stories(archive, site), _tags(archive, site))
    alone = FeedGroup("", tuple(_alone(site)))
    opml = Opml(site.name, (alone, *named))
    yield Output(output_path(OPML_ADDRESS), render_opml, opml)
    shown = tuple(FeedGroup(each.title, each.feeds[:_MOST_SHOWN]) for each in named if each.feeds)
    more = sum(max(len(each.feeds) - _MOST_SHOWN, 0) for each in named)
    yield Output(
        output_path(_ADDRESS), render_subscribe_page, SubscribePage(_meta(site), shown, more)
    )


def render_subscribe_page(view: SubscribePage, context: RenderContext) -> bytes:
    """The page's bytes."""
    structured = structured_script(web_page(view.page, context.site, trail=()))
    return context.page(
        "subscribe.html",
        page=view.page,
        groups=view.groups,
        more=view.more,
        structured=structured,
    )


def _meta(site: Site) -> PageMeta:
    return PageMeta(
        title=site.gettext("Subscribe"),
        address=_ADDRESS,
        kind="subscribe",
        description=site.gettext("How to hear of new explainers, and all feeds of this archive."),
        feeds=(*site_feed_links(site), corrections_feed_link(site)),
    )


def _alone(site: Site) -> Iterator[NamedFeed]:
    yield NamedFeed(site.name, FEED_ADDRESS, "/")
    corrections = corrections_feed_link(site).title
    yield NamedFeed(corrections, CORRECTIONS_ADDRESS, corrections_page(site))


def _stories(archive: Archive, site: Site) -> FeedGroup:
    feeds = (
        NamedFeed(each.label, story_feed_address(each.name), story_address(each.name))
        for each in archive.stories
    )
    return FeedGroup(site.gettext("Stories"), _by_title(feeds))


def _tags(archive: Archive, site: Site) -> FeedGroup:
    feeds = (
        NamedFeed(each.label, tag_feed_address(each.name), tag_address(each.name))
        for each in archive.tags
    )
    return FeedGroup(site.gettext("Tags"), _by_title(feeds))


def _by_title(feeds: Iterator[NamedFeed]) -> tuple[NamedFeed, ...]:
    return tuple(sorted(feeds, key=lambda feed: (feed.title.casefold(), feed.address)))
