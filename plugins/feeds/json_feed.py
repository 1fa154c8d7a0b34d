"""A feed as JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from typing import Any

from plugins.explainers.digital_sources import IPTC_SOURCE_TYPES
from plugins.explainers.site import Site
from plugins.feeds.entries import Feed
from plugins.feeds.full_text import xml_text
from plugins.feeds.items import Item, item_of
from plugins.site_outputs.output import RenderContext

__all__ = ["render_json_feed"]

_VERSION = "https://jsonfeed.org/version/1.1"


def render_json_feed(feed: Feed, context: RenderContext) -> bytes:
    """The feed's JSON."""
    items = [_item(item_of(entry, context), context.site) for entry in feed.entries]
    document = {**_about(feed, context.site), "items": items}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _about(feed: Feed, site: Site) -> dict[str, Any]:
    about: dict[str, Any] = {
        "version": _VERSION,
        "title": xml_text(feed.title),
        "home_page_url": site.absolute(feed.page_address),
        "feed_url": site.absolute(feed.address),
        "description": xml_text(feed.description),
        "language": site.lang,
        "authors": [{"name": xml_text(site.name), "url": site.absolute("/")}],
    }
    if feed.image:
        about["icon"] = about["favicon"] = site.absolute(feed.image.address)
    return about


def _item(item: Item, site: Site) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "content_html": item.html,
        "date_published": item.date,
        "date_modified": item.updated,
        "language": item.lang or site.lang,
    }
    if item.summary:
        found["summary"] = item.summary
    if item.image:
        found["image"] = item.image
    if item.authors:
        found["authors"] = [{"name": author} for author in item.authors]
    if item.tags:
        found["tags"] = list(item.tags)
    if item.source_type:
        # JSON Feed leaves names that begin with an underscore to everybody.
        found["_ai"] = {
            "about": IPTC_SOURCE_TYPES,
            "digital_source_type": IPTC_SOURCE_TYPES + item.source_type,
            "label": item.label,
        }
    return found
