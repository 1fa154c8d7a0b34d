"""A feed in feedgen's terms, for RSS 2.0 and Atom 1.0 alike.

Both say the same of the same entries, and the same bytes whenever they are made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from plugins.explainers.digital_sources import IPTC_SOURCE_TYPES
from plugins.explainers.site import Site
from plugins.feeds.entries import Feed, History
from plugins.feeds.extras import ChannelExtras, ItemExtras
from plugins.feeds.full_text import text_as_html, xml_text
from plugins.feeds.identity import feed_id, first_moment
from plugins.feeds.items import Item
from plugins.feeds.stylesheet import STYLE_ADDRESS

__all__ = ["GENERATOR", "add_item", "new_channel", "with_style"]

GENERATOR = "Backgrounder"
_DECLARATION = b"?>\n"


def new_channel(feed: Feed, site: Site, *, media_type: str) -> Any:
    """The feed without its entries, as a FeedGenerator."""
    # Imported when a feed is made: most builds make none, and it takes longer than they do.
    from feedgen.feed import FeedGenerator

    channel = FeedGenerator()
    channel.register_extension("more", ChannelExtras, ItemExtras)
    channel.id(feed_id(site.authority))
    channel.title(xml_text(feed.title))
    channel.author(name=xml_text(site.name))
    # Readers take it for HTML, and a tag's label or description is plain text.
    channel.description(text_as_html(xml_text(feed.description)))
    channel.language(site.lang)
    channel.generator(GENERATOR)
    channel.docs("https://www.rssboard.org/rss-specification")
    # The last link becomes the channel's own, so the feed's address goes first.
    channel.link(href=site.absolute(feed.address), rel="self", type=media_type)
    channel.link(href=site.absolute(feed.page_address), rel="alternate", type="text/html")
    _show(channel, feed, site)
    _date(channel, feed, site)
    channel.more.links = tuple(_history_links(feed.history, site))
    channel.more.is_archive = bool(feed.history.current)
    return channel


def add_item(channel: Any, item: Item, *, for_atom: bool = False) -> None:
    """Adds an entry below those that are there."""
    # feedgen puts each entry before the others unless told not to.
    entry = channel.add_entry(order="append")
    entry.guid(item.id, permalink=False)
    entry.title(item.title)
    entry.link(href=item.url)
    entry.published(datetime.fromisoformat(item.date))
    entry.updated(datetime.fromisoformat(item.updated))
    # Before the content: some readers show whichever comes last.
    # RSS's is taken for HTML; in Atom it says itself that it is text.
    summary = item.summary if for_atom else text_as_html(item.summary)
    entry.description(summary, isSummary=True)
    # In RSS as it is, not escaped: a fifth less to write and to fetch.
    entry.content(item.html, type="html" if for_atom else "CDATA")
    entry.category(list(_categories(item, for_atom=for_atom)))
    entry.more.creators = item.authors
    entry.more.lang = item.lang
    entry.more.label = item.label
    if item.updated != item.date:
        entry.more.updated = item.updated


def with_style(xml: bytes, site: Site) -> bytes:
    """The document with the style sheets by which browsers show it."""
    sheets = ["/theme/css/tokens.css", STYLE_ADDRESS]
    if site.look.is_own:
        sheets.insert(1, "/theme/css/site-tokens.css")
    lines = "".join(
        f'<?xml-stylesheet type="text/css" href="{site.local(sheet)}"?>\n' for sheet in sheets
    )
    return xml.replace(_DECLARATION, _DECLARATION + lines.encode(), 1)


def _categories(item: Item, *, for_atom: bool) -> Iterator[dict[str, str]]:
    for label in item.tags:
        yield {"term": label}
    if item.source_type:
        how = {"term": item.source_type, "scheme": IPTC_SOURCE_TYPES}
        # feedgen would write it in the place of RSS's term.
        yield {**how, "label": item.label} if for_atom else how


def _show(channel: Any, feed: Feed, site: Site) -> None:
    if feed.image is None:
        return
    address = site.absolute(feed.image.address)
    channel.image(
        url=address,
        title=xml_text(feed.title),
        link=site.absolute(feed.page_address),
        width=str(feed.image.width),
        height=str(feed.image.height),
    )
    channel.icon(address)


def _date(channel: Any, feed: Feed, site: Site) -> None:
    # Both are the clock's by default. RSS can do without, Atom cannot.
    channel.updated(datetime.fromisoformat(feed.updated or first_moment(site.authority)))
    channel.more.is_undated = not feed.updated


def _history_links(history: History, site: Site) -> list[tuple[str, str]]:
    links = {
        "current": history.current,
        "prev-archive": history.previous,
        "next-archive": history.next,
    }
    return [(relation, site.absolute(to)) for relation, to in links.items() if to]
