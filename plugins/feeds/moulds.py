"""Entries as XML: feedgen says how entries of a shape look, and each of them is cast in that.

feedgen makes a tree of elements for each entry, which took as long as all the rest of a feed.
Entries with the same elements differ in nothing but their texts, so it is asked once for each
shape, with marks in the place of texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from html import escape
from itertools import islice
from typing import NamedTuple

from plugins.explainers.site import Site
from plugins.feeds.entries import Feed
from plugins.feeds.full_text import text_as_html
from plugins.feeds.items import Item, item_of
from plugins.feeds.syndication import add_item, new_channel
from plugins.site_outputs.output import RenderContext

__all__ = ["with_entries"]

# For private use, says Unicode. A text may hold such characters too: it is never searched.
_MARK = "\ue000{}\ue001"
_MARKS = re.compile(_MARK.format("([0-9]+)"))
_DATE, _UPDATED = "2001-02-03T04:05:06+00:00", "2006-05-04T03:02:01+00:00"
_DATES = 2  # the first texts, which feedgen asks for as moments
_NO_SITE = Site(name="-", url="https://example.org", authority="example.org,2026")
_ENTRY = re.compile(r" *<(item|entry)[ >].*</\1>\n", re.DOTALL)
# In these the RSS Best Practices Profile asks for hexadecimal references (see `rss`).
_PLAIN_TEXTS = ("<title>", "<description>", "<category>", "<dc:creator>")

_Written = Callable[[str], str]


def with_entries(
    xml: bytes, feed: Feed, context: RenderContext, *, for_atom: bool = False
) -> bytes:
    """A document of feedgen's without entries, with those of the feed at its end."""
    head, end, rest = xml.rpartition(b"</feed>" if for_atom else b"  </channel>")
    entries = [_xml(item_of(entry, context), for_atom=for_atom) for entry in feed.entries]
    return b"".join((head, *entries, end, rest))


def _xml(item: Item, *, for_atom: bool) -> bytes:
    mould = _mould_of(_shape_of(item), for_atom)
    return mould.cast(tuple(_texts_of(item, for_atom=for_atom))).encode()


class _Shape(NamedTuple):
    """Which elements an item has. What few texts say is here too, and stands in the mould."""

    is_titled: bool
    is_summed_up: bool
    has_text: bool
    is_changed: bool
    tags: int
    authors: int
    lang: str
    source_type: str
    label: str


@dataclass(frozen=True, slots=True)
class _Mould:
    """XML in pieces, behind each of which stands a text: its number, and how it is written."""

    pieces: tuple[tuple[str, int, _Written], ...]
    end: str

    def cast(self, texts: tuple[str, ...]) -> str:
        """The XML with texts, which come as `_texts_of` gives them."""
        made = list[str]()
        for piece, number, written in self.pieces:
            made += (piece, written(texts[number]))
        made.append(self.end)
        return "".join(made)


def _shape_of(item: Item) -> _Shape:
    return _Shape(
        bool(item.title),
        bool(item.summary),
        bool(item.html),
        item.updated != item.date,
        len(item.tags),
        len(item.authors),
        item.lang,
        item.source_type,
        item.label,
    )


def _texts_of(item: Item, *, for_atom: bool) -> Iterator[str]:
    yield _iso_date(item.date) if for_atom else _rfc_date(item.date)
    yield _iso_date(item.updated) if for_atom else item.updated
    yield item.id
    yield item.title
    yield item.url
    yield item.summary if for_atom else text_as_html(item.summary)
    yield item.html
    yield from item.tags
    yield from item.authors


@lru_cache(maxsize=256)
def _mould_of(shape: _Shape, for_atom: bool) -> _Mould:
    feed = Feed(title="-", description="-", address="/", page_address="/", entries=())
    channel = new_channel(feed, _NO_SITE, media_type="-")
    item = _marked_item(shape)
    add_item(channel, item, for_atom=for_atom)
    xml = channel.atom_str(pretty=True) if for_atom else channel.rss_str(pretty=True)
    (entry,) = (match[0] for match in _ENTRY.finditer(xml.decode()))
    for number, date in enumerate(islice(_texts_of(item, for_atom=for_atom), _DATES)):
        entry = entry.replace(date, _MARK.format(number))
    *marked, end = _MARKS.split(entry)
    pieces = zip(marked[::2], marked[1::2], strict=True)
    return _Mould(
        tuple((piece, int(number), _way_behind(piece, for_atom)) for piece, number in pieces), end
    )


def _marked_item(shape: _Shape) -> Item:
    """An item of the shape whose texts are marks; dates are some that nothing else holds."""
    numbers = range(_DATES, _DATES + 5 + shape.tags + shape.authors)
    name, title, url, summary, html, *others = map(_MARK.format, numbers)
    return Item(
        id=name,
        title=title if shape.is_titled else "",
        url=url,
        date=_DATE,
        updated=_UPDATED if shape.is_changed else _DATE,
        lang=shape.lang,
        authors=tuple(others[shape.tags :]),
        tags=tuple(others[: shape.tags]),
        summary=summary if shape.is_summed_up else "",
        html=html if shape.has_text else "",
        source_type=shape.source_type,
        label=shape.label,
        image="",
    )


def _way_behind(piece: str, for_atom: bool) -> _Written:
    """How a text is written that follows a piece of XML."""
    if piece.endswith('="'):
        return _in_attribute
    if piece.endswith("<![CDATA["):
        return _in_cdata
    return _as_plain_text if not for_atom and piece.endswith(_PLAIN_TEXTS) else _as_text


@lru_cache(maxsize=1 << 12)
def _rfc_date(date: str) -> str:
    return format_datetime(datetime.fromisoformat(date))


def _iso_date(date: str) -> str:
    return datetime.fromisoformat(date).isoformat()


def _as_text(text: str) -> str:
    return escape(text, quote=False).replace("\r", "&#13;")


def _as_plain_text(text: str) -> str:
    return _as_text(text).replace("&amp;", "&#x26;").replace("&lt;", "&#x3C;")


def _in_attribute(text: str) -> str:
    written = _as_text(text).replace('"', "&quot;")
    return written.replace("\n", "&#10;").replace("\t", "&#9;")


def _in_cdata(text: str) -> str:
    return text.replace("]]>", "]]]]><![CDATA[>")
