"""From the archive to the outputs of all feeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial
from itertools import chain

from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive
from plugins.explainers.feed_links import (
    CORRECTIONS_ADDRESS,
    corrections_feed_link,
    corrections_page,
)
from plugins.explainers.listing import Listing, finer_key
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.explainers.views import TagLinks
from plugins.feeds.channels import Channel, channels_of
from plugins.feeds.corrections import correction_entries
from plugins.feeds.entries import Entry, Feed, FeedImage, feed_entry
from plugins.feeds.rss import render_rss
from plugins.feeds.stylesheet import build_stylesheet
from plugins.feeds.subscribe import build_lists_of_feeds
from plugins.site_outputs.output import Deferred, Output

__all__ = ["build_feeds", "defer_feeds", "feed_image"]

_ICON = "icon.png"
_ICON_PIXELS = 144  # as wide as the image of an RSS channel may be


def build_feeds(
    archive: Archive, site: Site, *, image: FeedImage | None = None
) -> Iterator[Output]:
    """All feeds, the lists of them, and the style sheet by which browsers show them."""
    feeds = defer_feeds(Listing(archive), site, image=image)
    return chain.from_iterable(feed.build() for feed in feeds)


def defer_feeds(
    listing: Listing, site: Site, *, image: FeedImage | None = None
) -> Iterator[Deferred]:
    """The same, each feed by itself: an edit of one body leaves the others as they are known."""
    archive, keys = listing.whole, _Keys(listing, image)
    entries = _Entries(archive)
    yield Deferred(
        listing.key("lists of feeds"),
        partial(build_lists_of_feeds, archive, site),
        finer=keys.of_lists,
    )
    yield Deferred(listing.key("style of feeds"), partial(build_stylesheet, site))
    for channel in channels_of(archive, site):
        digests = [member.body_digest for member in channel.members]
        key = listing.key("feed", channel.address, image, digests)
        build = partial(_build_feed, channel, entries, image)
        yield Deferred(key, build, finer=partial(keys.of_channel, channel))
    key = listing.key("feed", CORRECTIONS_ADDRESS, image)
    corrections = partial(_build_corrections, archive, site, image)
    yield Deferred(key, corrections, finer=keys.of_corrections)


class _Keys:
    """Makes finer keys of feeds."""

    def __init__(self, listing: Listing, image: FeedImage | None) -> None:
        self._listing = listing
        self._image = image

    def of_lists(self) -> bytes:
        """That of the lists of all feeds, which name tags and stories."""
        archive = self._listing.whole
        groups = (archive.tags, archive.stories)
        return finer_key(
            "lists of feeds", [[(each.label, each.name) for each in group] for group in groups]
        )

    def of_channel(self, channel: Channel) -> bytes:
        """That of a feed."""
        about = (
            channel.title,
            channel.description,
            channel.addresses,
            channel.page_address,
            channel.history,
        )
        bodies = [member.body_digest for member in channel.members]
        return finer_key("feed", about, bodies, *self._shown(channel.members))

    def of_corrections(self) -> bytes:
        """That of the feed of corrections."""
        corrected = [each for each in self._listing.whole.explainers if each.corrections]
        return finer_key("corrections", *self._shown(corrected))

    def _shown(self, explainers: Iterable[Explainer]) -> tuple[object, ...]:
        digests = self._listing.shown_digests
        shown = [digests[each.path] for each in explainers]
        return shown, self._image, self._listing.image_sizes_digest


def feed_image(site: Site, theme_files: tuple[tuple[str, str], ...]) -> FeedImage | None:
    """The picture that stands for all feeds: a theme may bring none."""
    if any(path == _ICON for path, _ in theme_files):
        return FeedImage(f"/theme/{_ICON}", _ICON_PIXELS, _ICON_PIXELS)
    return None


class _Entries:
    """Explainers as entries: one with four tags is in up to six feeds, and looked at once."""

    def __init__(self, archive: Archive) -> None:
        by_path = {explainer.path: explainer for explainer in archive.explainers}
        links = TagLinks(archive)
        self._entry_at = cache(lambda path: feed_entry(archive, by_path[path], links))

    def of(self, channel: Channel) -> tuple[Entry, ...]:
        """The entries of a feed."""
        return tuple(self._entry_at(member.path) for member in channel.members)


def _build_feed(channel: Channel, entries: _Entries, image: FeedImage | None) -> Iterator[Output]:
    for address in channel.addresses:
        feed = Feed(
            title=channel.title,
            description=channel.description,
            address=address,
            page_address=channel.page_address,
            entries=entries.of(channel),
            image=image,
            history=channel.history,
        )
        yield Output(output_path(address), channel.render, feed)


def _build_corrections(archive: Archive, site: Site, image: FeedImage | None) -> Iterator[Output]:
    feed = Feed(
        title=corrections_feed_link(site).title,
        description=site.gettext("What was corrected in explainers after their publication"),
        address=CORRECTIONS_ADDRESS,
        page_address=corrections_page(site),
        entries=tuple(correction_entries(archive, site)),
        image=image,
    )
    yield Output(output_path(CORRECTIONS_ADDRESS), render_rss, feed)
