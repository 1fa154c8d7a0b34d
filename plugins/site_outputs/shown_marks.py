"""What marked elements of a page show: found by searching, because parsing costs a hundredfold.

It is made for pages of our templates, not for any HTML there is: names of elements and
attributes are in lower case, and values hold no `<` or `>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

__all__ = ["shown_marks"]

_ATTRIBUTE = rb"""\s+([^\s"'<>=/]+)(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_START_TAG = re.compile(rb"<([a-z][a-z0-9-]*)((?:" + _ATTRIBUTE + rb")*)\s*/?>")
_NOT_A_PLACE = re.compile(rb"a|h[1-6]")
# Within these it would read as their own words. Links hold no links, headings no headings.
_LINK = re.compile(rb"<(/?)a[\s>]")
_HEADING = re.compile(rb"<(/?)h[1-6][\s>]")
_NEVER_SHOWN = rb"template|noscript|script|style|textarea"
_UNSHOWN_START = re.compile(rb"<(?:!--|(?:" + _NEVER_SHOWN + rb")[\s>])")
_UNSHOWN = re.compile(
    rb"<!--.*?(?:-->|\Z)|<(" + _NEVER_SHOWN + rb")[\s>].*?(?:</\1\s*>|\Z)", re.DOTALL
)
_HIDDEN = re.compile(rb"\shidden(?=[\s=>/])")
_VOID = frozenset((b"img", b"input", b"br", b"hr", b"link", b"meta", b"source", b"wbr"))


def shown_marks(page: bytes, mark: bytes) -> Iterator[bytes]:
    """The texts of all elements with the attribute `mark` that hold nothing but a text.

    Left out are those that are hidden, and those within a link, a heading, a comment, a
    template or what else browsers do not show.
    """
    text = _shown(page, page.rfind(mark))
    at = text.find(mark)
    while at >= 0:
        end = text.find(b">", at) + 1
        after = text.find(b"<", end)
        tag = text[text.rfind(b"<", 0, at) : end]
        if _is_marked(tag, mark) and text.startswith(b"</", after) and _stands_alone(text, after):
            yield text[end:after].strip()
        at = text.find(mark, end)


def _stands_alone(text: bytes, place: int) -> bool:
    """Whether neither a link nor a heading that is open there is closed behind it."""
    link, heading = _LINK.search(text, place), _HEADING.search(text, place)
    return not (link and link[1]) and not (heading and heading[1])


@lru_cache(maxsize=64)  # a list repeats its tags
def _is_marked(tag: bytes, mark: bytes) -> bool:
    found = _START_TAG.fullmatch(tag)
    if not found or _NOT_A_PLACE.fullmatch(found[1]):
        return False
    names = _ATTRIBUTES.findall(found[2])
    return mark in names and b"hidden" not in names


def _shown(page: bytes, last: int) -> bytes:
    """The page without what is not shown of it, if that begins before the place `last`."""
    if _UNSHOWN_START.search(page, 0, max(last, 0)):
        page = _UNSHOWN.sub(b"", page)
    return _without_hidden(page) if _has_hidden(page, last) else page


def _has_hidden(page: bytes, last: int) -> bool:
    # Several times as fast as a pattern, for most that is found is `visually-hidden`.
    at = page.find(b"hidden", 0, max(last, 0))
    while at > 0:
        if page[at - 1 : at].isspace():
            return True
        at = page.find(b"hidden", at + 1, last)
    return False


def _without_hidden(page: bytes) -> bytes:
    kept, done = [], 0
    for found in _HIDDEN.finditer(page):
        start = page.rfind(b"<", 0, found.start())
        if start >= done and (name := _hidden_element(page, start)):
            kept.append(page[done:start])
            done = _end_of(page, start, name)
    return b"".join((*kept, page[done:]))


def _hidden_element(page: bytes, start: int) -> bytes:
    """The name of the element that starts there, if it is hidden and can hold others."""
    found = _START_TAG.match(page, start)
    if not found or found[1] in _VOID or b"hidden" not in _ATTRIBUTES.findall(found[2]):
        return b""
    return bytes(found[1])


def _end_of(page: bytes, start: int, name: bytes) -> int:
    """Where an element ends: behind as many end tags as there were start tags."""
    depth = 0
    for found in re.finditer(rb"<(/?)" + re.escape(name) + rb"(?=[\s>])[^>]*>", page[start:]):
        depth += -1 if found[1] else 1
        if not depth:
            return start + found.end()
    return len(page)
