"""Addresses in running text become links, which pulldown-cmark leaves to others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plugins.explainers.markdown.bare_links import (
    BARE_LINK,
    bare_address,
    without_trailing_marks,
)
from plugins.explainers.markdown.entities import decode_entities
from plugins.explainers.markdown.pulldown_cmark.handlers import escape

if TYPE_CHECKING:
    from plugins.explainers.markdown.pulldown_cmark.writing import Writing

__all__ = ["write_with_links"]

_ADDRESS = re.compile(BARE_LINK)


def write_with_links(writing: Writing, text: str, start: int, end: int) -> None:
    """Write the text between two bytes of the body, its addresses as links.

    An address may go on behind the text, over marks that Markdown sees in it
    (`https://example.org/__init__.py`); what it covers is not written again.
    """
    body, out = writing.body, writing.out
    if body.between(start, end) != text:
        out.append(escape(text))  # not as written; an address is
        return
    first, last = body.character(start), body.character(end)
    done, search = first, first
    limit = _limit(writing, last)
    while (match := _ADDRESS.search(body.text, search, limit)) and match.start() < last:
        written = without_trailing_marks(match[0])
        search, address = match.end(), bare_address(written)
        if address:
            place = match.start()
            token = writing.notes.link(written, address, body.place(place))
            out.append(escape(body.text[done:place]))
            out.append(f'<a href="{token}">{escape(decode_entities(written))}</a>')
            done = search = place + len(written)
    if done > last:
        writing.linked = (end, end + len(body.text[last:done].encode()))
    else:
        out.append(escape(body.text[done:last]))


def _limit(writing: Writing, last: int) -> int:
    """The character at which the line or the element around the text ends."""
    text = writing.body.text
    line_end = text.find("\n", last)
    limit = line_end if line_end >= 0 else len(text)
    if writing.text_ends:
        limit = min(limit, writing.body.character(writing.text_ends[-1]))
    return max(limit, last)
