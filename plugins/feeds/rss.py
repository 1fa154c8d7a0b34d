"""A feed as RSS 2.0, the same bytes for the same feed wherever and whenever it is made."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from plugins.explainers.site import Site
from plugins.feeds.entries import Entry, Feed
from plugins.feeds.full_text import full_text, text_as_html, xml_text
from plugins.feeds.identity import entry_id
from plugins.site_outputs.output import RenderContext

__all__ = ["render_rss"]

# In these the RSS Best Practices Profile asks for hexadecimal references: they are
# text, and some readers would decode `&lt;` a second time, as HTML.
_PLAIN_TEXT = re.compile(rb"<(?:title|description|category|dc:creator)>[^<]*<")


def render_rss(feed: Feed, context: RenderContext) -> bytes:
    """The feed's XML."""
    channel = _channel(feed, context.site)
    for entry in feed.entries:
        # feedgen puts each entry before the others unless told not to.
        _fill_item(channel.add_entry(order="append"), entry, context)
    return _PLAIN_TEXT.sub(_with_hexadecimal_references, channel.rss_str(pretty=True))


def _with_hexadecimal_references(element: re.Match[bytes]) -> bytes:
    return element[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")


def _channel(feed: Feed, site: Site) -> Any:
    # Imported when a feed is made: most builds make none, and it takes longer than they do.
    from feedgen.feed import FeedGenerator

    channel = FeedGenerator()
    channel.load_extension("dc", atom=False)
    channel.title(xml_text(feed.title))
    # Readers take it for HTML, and a tag's label or description is plain text.
    channel.description(text_as_html(xml_text(feed.description)))
    channel.language(site.lang)
    channel.generator("Backgrounder")
    channel.docs("https://www.rssboard.org/rss-specification")
    # The last link becomes the channel's own, so the feed's address goes first.
    channel.link(href=site.absolute(feed.address), rel="self", type="application/rss+xml")
    channel.link(href=site.absolute(feed.page_address), rel="alternate")
    _date_channel(channel, feed.updated)
    return channel


def _date_channel(channel: Any, updated: str) -> None:
    if updated:
        channel.lastBuildDate(datetime.fromisoformat(updated))
    else:
        channel.register_extension("undated", _Undated, atom=False)


class _Undated:
    """An extension of feedgen that takes away the build date, which is the clock's by default."""

    def extend_ns(self) -> dict[str, str]:
        """No further namespaces."""
        return {}

    def extend_rss(self, root: Any) -> Any:
        """The feed without its build date."""
        (channel,) = root
        channel.remove(channel.find("lastBuildDate"))
        return root


def _fill_item(item: Any, entry: Entry, context: RenderContext) -> None:
    site = context.site
    item.guid(entry_id(site.authority, xml_text(entry.id)), permalink=False)
    item.title(xml_text(entry.title))
    item.link(href=site.absolute(entry.address))
    item.pubDate(datetime.fromisoformat(entry.date))
    # Before the content: some readers show whichever comes last.
    item.description(text_as_html(xml_text(entry.summary)), isSummary=True)
    # As it is, not escaped: a fifth less to write and to fetch.
    item.content(full_text(entry, context.body(entry.body_digest), site), type="CDATA")
    item.category([{"term": xml_text(label)} for label in entry.tags])
    item.dc.dc_creator([xml_text(author) for author in entry.authors])
