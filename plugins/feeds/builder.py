"""Which feeds there are: one of the whole archive, one of each tag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice

from plugins.explainers.addresses import output_path, tag_address
from plugins.explainers.archive import Archive, Tag
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.feeds.entries import Entry, Feed, feed_entry
from plugins.feeds.rss import render_rss
from plugins.site_outputs.output import Output

__all__ = ["build_feeds"]

# Explainers to entries, the newest first, no more than a feed holds.
_Entries = Callable[[Iterable[Explainer]], tuple[Entry, ...]]


def build_feeds(archive: Archive, site: Site) -> Iterator[Output]:
    """`/feed.xml` and a feed for each tag."""
    entries = _newest_entries(archive, site.feed_items)
    yield _output(_archive_feed(archive, site, entries))
    for tag in archive.tags:
        yield _output(_tag_feed(tag, site, entries))


def _newest_entries(archive: Archive, count: int) -> _Entries:
    # An explainer with four tags is in up to five feeds; it is looked at once.
    by_path = {explainer.path: explainer for explainer in archive.explainers}
    entry_at = cache(lambda path: feed_entry(archive, by_path[path]))

    def newest(explainers: Iterable[Explainer]) -> tuple[Entry, ...]:
        listed = (each.path for each in explainers if each.path not in archive.unpublished)
        return tuple(map(entry_at, islice(listed, count)))

    return newest


def _archive_feed(archive: Archive, site: Site, entries: _Entries) -> Feed:
    return Feed(
        title=site.name,
        # RSS wants a description of every channel.
        description=site.description or site.name,
        address="/feed.xml",
        page_address="/",
        entries=entries(reversed(archive.explainers)),
    )


def _tag_feed(tag: Tag, site: Site, entries: _Entries) -> Feed:
    return Feed(
        title=f"{tag.label} – {site.name}",
        description=tag.description or site.gettext("Explainers about %(tag)s", tag=tag.label),
        address=f"{tag_address(tag.name)}feed.xml",
        page_address=tag_address(tag.name),
        entries=entries(reversed(tag.members)),
    )


def _output(feed: Feed) -> Output:
    return Output(output_path(feed.address), render_rss, feed)
