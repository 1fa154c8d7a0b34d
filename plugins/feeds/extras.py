"""What feedgen cannot say by itself, as extensions of it."""

from __future__ import annotations

from typing import Any

__all__ = ["RSS_TYPE", "ChannelExtras", "ItemExtras"]

RSS_TYPE = "application/rss+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class ChannelExtras:
    """For a feed: the documents of its history, which are RSS, or that it has no date."""

    def __init__(self) -> None:
        self.links: tuple[tuple[str, str], ...] = ()  # (relation, address)
        self.is_archive = False
        self.is_undated = False

    def extend_ns(self) -> dict[str, str]:
        """The namespaces of what is added."""
        return {"dc": _DUBLIN_CORE, **({"fh": _HISTORY} if self.is_archive else {})}

    def extend_rss(self, root: Any) -> Any:
        """Adds links to an RSS feed, and takes away a date that would be the clock's."""
        (channel,) = root
        if self.is_undated:
            channel.remove(channel.find("lastBuildDate"))
        self._extend(channel, f"{{{_ATOM}}}link")
        return root

    def extend_atom(self, feed: Any) -> Any:
        """Adds links to an Atom feed."""
        self._extend(feed, "link")  # feedgen names no namespace before it writes
        return feed

    def _extend(self, element: Any, link: str) -> None:
        from lxml.etree import SubElement

        if self.is_archive:
            SubElement(element, f"{{{_HISTORY}}}archive")
        for relation, address in self.links:
            SubElement(element, link, rel=relation, href=address, type=RSS_TYPE)


class ItemExtras:
    """For an entry: its authors and language, in RSS how AI took part and when it last changed.

    feedgen's own extension for Dublin Core looks for fifteen elements in each entry, which
    takes a tenth of the time of a whole feed.
    """

    def __init__(self) -> None:
        self.creators: tuple[str, ...] = ()
        self.lang = ""
        self.label = ""
        self.updated = ""

    def extend_rss(self, item: Any) -> Any:
        """Adds authors, language, the label in words and the last change."""
        from lxml.etree import SubElement

        for creator in self.creators:
            SubElement(item, f"{{{_DUBLIN_CORE}}}creator").text = creator
        if self.lang:
            SubElement(item, f"{{{_DUBLIN_CORE}}}language").text = self.lang
        if self.label:
            SubElement(item, f"{{{_DUBLIN_CORE}}}type").text = self.label
        if self.updated:
            SubElement(item, f"{{{_ATOM}}}updated").text = self.updated
        return item

    def extend_atom(self, entry: Any) -> Any:
        """Says the language of the entry, and who wrote it."""
        from lxml.etree import SubElement

        if self.lang:
            entry.set(_LANG, self.lang)
        for creator in self.creators:
            SubElement(SubElement(entry, "author"), "name").text = creator
        return entry
