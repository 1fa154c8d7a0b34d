"""An entry's full text: HTML that reads right outside of the site's pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

from plugins.explainers.links import fill_slots
from plugins.explainers.model import Body, BodyPart
from plugins.explainers.site import Site
from plugins.feeds.apparatus import (
    correction_blocks,
    expectation_blocks,
    image_block,
    label_block,
    link,
    source_blocks,
)
from plugins.feeds.entries import Entry
from plugins.site_outputs.page_filters import is_right_to_left, language

__all__ = ["correction_text", "full_text", "text_as_html", "xml_text"]

# XML 1.0, production 2: besides these, half of a surrogate pair, U+FFFE and U+FFFF are left out.
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\r"))
# Attribute values hold no bare `"`, and `<` in text is escaped, so this meets real tags only.
_SAME_PAGE_LINK = re.compile(r'(<a(?:\s+[\w-]+(?:="[^"]*")?)*?\s+href=")#')
_OPENS_MARKUP = re.compile(r"<[A-Za-z/!?]")
_EXPECTED_IN = "whats-next"


def full_text(entry: Entry, body: Body, site: Site) -> str:
    """The label, the image, the lead, each section under its heading, and what follows the text.

    All links are absolute.
    """
    blocks = "\n".join(_text(entry, body, site))
    html = fill_slots(blocks, _absolute_links(entry, site), site.gettext)
    if 'href="#' in html:
        page = escape(site.absolute(entry.address))
        html = _SAME_PAGE_LINK.sub(lambda match: f"{match[1]}{page}#", html)
    return _finished(html, entry, site)


def correction_text(entry: Entry, site: Site) -> str:
    """A correction, a link to what it mends, and how AI took part in that."""
    (correction,) = entry.corrections
    about = [link(site.absolute(entry.address), entry.title)]
    if entry.label:
        about[0] += f" ({escape(site.gettext(entry.label))})"
    if correction.section:
        about.append(site.gettext("In %(section)s", section=escape(correction.section)))
    html = f"<p>{escape(correction.text)}</p>\n<p>{' · '.join(about)}</p>"
    return _finished(html, entry, site)


def text_as_html(text: str) -> str:
    """Plain text for a place that readers take for HTML.

    Most text is the same in both; the rest is escaped. Escaping all of it would
    show `AT&amp;T` in the readers that take the place for plain text.
    """
    is_same = unescape(text) == text and not _OPENS_MARKUP.search(text)
    return text if is_same else escape(text, quote=False)


def xml_text(text: str) -> str:
    """Text without the characters that no XML document can hold.

    A numeric reference (`&#1;`) is one way in which they come into a body. In
    bytes, because this takes a quarter of the time that a regular expression does.
    """
    kept = text.encode("utf-8", "ignore").translate(None, _CONTROLS)
    return kept.decode().replace("\ufffe", "").replace("\uffff", "")


def _finished(html: str, entry: Entry, site: Site) -> str:
    lang = entry.lang or site.lang
    # Readers know the feed's language, and have each text run from left to right all the same.
    if lang != site.lang or is_right_to_left(lang):
        html = f"<div{language(lang)}>\n{html}\n</div>"
    return xml_text(html)


def _absolute_links(entry: Entry, site: Site) -> tuple[str, ...]:
    return tuple(
        site.absolute(f"{entry.address}{link}" if link.startswith("#") else link)
        for link in entry.links
    )


def _text(entry: Entry, body: Body, site: Site) -> Iterator[str]:
    if entry.label:
        yield label_block(entry.label, site)
    if entry.image:
        yield image_block(entry.image, site)
    expected = list(expectation_blocks(entry.expectations, site))
    for part in body.parts:
        yield from _part_blocks(part)
        if part.anchor == _EXPECTED_IN:
            yield from expected
            expected = []
    yield from expected
    yield from correction_blocks(entry.corrections, site)
    yield from source_blocks(entry.sources, site)
    if body.footnotes:
        yield body.footnotes


def _part_blocks(part: BodyPart) -> Iterator[str]:
    if part.heading:
        yield f"<h2>{escape(part.heading, quote=False)}</h2>"
    if part.html:
        yield part.html
