"""A feed as RSS 2.0, the same bytes for the same feed wherever and whenever it is made."""

from __future__ import annotations

import re

from plugins.feeds.entries import Feed
from plugins.feeds.extras import RSS_TYPE
from plugins.feeds.moulds import with_entries
from plugins.feeds.syndication import new_channel, with_style
from plugins.site_outputs.output import RenderContext

__all__ = ["render_rss"]

# In these the RSS Best Practices Profile asks for hexadecimal references: they are
# text, and some readers would decode `&lt;` a second time, as HTML.
_PLAIN_TEXT = re.compile(rb"<(?:title|description|category|dc:creator)>[^<]*<")


def render_rss(feed: Feed, context: RenderContext) -> bytes:
    """The feed's XML."""
    channel = new_channel(feed, context.site, media_type=RSS_TYPE)
    xml = _PLAIN_TEXT.sub(_with_hexadecimal_references, channel.rss_str(pretty=True))
    return with_entries(with_style(xml, context.site), feed, context)


def _with_hexadecimal_references(element: re.Match[bytes]) -> bytes:
    return element[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")
