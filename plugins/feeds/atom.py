"""A feed as Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from plugins.feeds.entries import Feed
from plugins.feeds.moulds import with_entries
from plugins.feeds.syndication import new_channel, with_style
from plugins.site_outputs.output import RenderContext

__all__ = ["render_atom"]


def render_atom(feed: Feed, context: RenderContext) -> bytes:
    """The feed's XML."""
    channel = new_channel(feed, context.site, media_type="application/atom+xml")
    xml = with_style(channel.atom_str(pretty=True), context.site)
    return with_entries(xml, feed, context, for_atom=True)
