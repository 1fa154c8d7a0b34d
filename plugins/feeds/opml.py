"""`/feeds.opml`: all feeds in one file that feed readers import."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from plugins.explainers.site import Site
from plugins.feeds.full_text import text_as_html, xml_text
from plugins.site_outputs.output import RenderContext

__all__ = ["FeedGroup", "NamedFeed", "Opml", "render_opml"]


@dataclass(frozen=True, slots=True)
class NamedFeed:
    """A feed in a list of feeds; addresses are unprefixed and unencoded."""

    title: str
    address: str
    page_address: str


@dataclass(frozen=True, slots=True)
class FeedGroup:
    """Feeds under one heading, which is empty for those that stand by themselves."""

    title: str
    feeds: tuple[NamedFeed, ...]


@dataclass(frozen=True, slots=True)
class Opml:
    """The inputs of the file."""

    title: str
    groups: tuple[FeedGroup, ...]


def render_opml(opml: Opml, context: RenderContext) -> bytes:
    """The file's XML."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        f"<head><title>{escape(xml_text(opml.title))}</title></head>",
        "<body>",
    ]
    for group in opml.groups:
        outlines = [_outline(feed, context.site) for feed in group.feeds]
        if group.title and outlines:
            outlines = [f"<outline text={_quoted(group.title)}>", *outlines, "</outline>"]
        lines += outlines
    return "\n".join([*lines, "</body>", "</opml>", ""]).encode()


def _outline(feed: NamedFeed, site: Site) -> str:
    title = _quoted(feed.title)
    text = _quoted(text_as_html(feed.title))  # which may hold HTML, says OPML 2.0
    address = _quoted(site.absolute(feed.address))
    page = _quoted(site.absolute(feed.page_address))
    return f'<outline type="rss" text={text} title={title} xmlUrl={address} htmlUrl={page}/>'


def _quoted(text: str) -> str:
    return quoteattr(xml_text(text))
