"""What marked elements of a page show.

Most pages are told by searching, because to parse one costs a hundredfold. That says yes only
where nothing near could hide a mark; any other page is parsed as a browser does it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import nh3
from lxml import etree

__all__ = ["shown_marks"]

_ATTRIBUTE = rb"""\s+([^\s"'<>=/]+)(?:=(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))?"""
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_START_TAG = re.compile(rb"<([a-z][a-z0-9-]*)((?:" + _ATTRIBUTE + rb")*)\s*/?>")
_NAME = re.compile(rb"<([a-zA-Z][a-zA-Z0-9-]*)")
_VOID = frozenset(
    (
        *(b"img", b"input", b"br", b"hr", b"link", b"meta", b"source", b"wbr"),
        *(b"area", b"base", b"col", b"embed", b"param", b"track"),
    )
)
# Within these it would read as their own words.
_WORDED = ("a", "h1", "h2", "h3", "h4", "h5", "h6")
# What browsers do not show as text of the page, or not all of them.
_NEVER_SHOWN = frozenset(
    (
        *("template", "noscript", "script", "style", "title", "svg", "math"),
        *("textarea", "select", "datalist", "optgroup", "option"),
        *("iframe", "object", "audio", "video", "canvas"),
        *("xmp", "noembed", "noframes", "plaintext"),
    )
)
# All that may hide what stands within; details only with the summary that follows at once.
_HIDERS = re.compile(
    rb"<(?=[^/])(?:[!?]|details(?:[^<>]*>\s*<summary(?=[\s>]))?|(?:dialog|"
    + "|".join(sorted(_NEVER_SHOWN)).encode()
    + rb")(?=[\s/>])|a(?=[\t\n\f\r/>]))"
)
_HEADINGS = re.compile(rb"<(/?)h[1-6]")
_DETAILS = re.compile(rb"<(details|/details|/summary)(?=[\s>])")
_LONGEST_END_TAG = 20
_NOT_SHOWN_IN = " or ".join(
    (
        "@hidden",
        "contains(concat(' ', normalize-space(@class), ' '), ' visually-hidden ')",
        *(f"self::{name}" for name in _WORDED),
        "self::dialog[not(@open)]",
        "parent::details[not(@open)] and not(self::summary[not(preceding-sibling::summary)])",
    )
)


def shown_marks(page: bytes, mark: bytes) -> list[bytes]:
    """The texts of all elements with the attribute `mark` that hold nothing but a text.

    Left out are those that are hidden, and those within a link, a heading, a comment, a
    template, closed details or what else browsers do not show.
    """
    if mark not in page:
        return []
    found = _by_searching(page, mark)
    return _by_parsing(page, mark) if found is None else found


def _by_searching(page: bytes, mark: bytes) -> list[bytes] | None:
    """The texts of all marks, if it is certain that each of them is shown."""
    last = page.find(b"<", page.rfind(mark))
    if last < 0:
        return None
    text = page[: last + _LONGEST_END_TAG].lower()
    hiders = _HIDERS.findall(text)
    if not all(each.endswith(b"<summary") for each in hiders) or _hides_elements(text):
        return None
    found, done, at = [], 0, text.find(mark)
    while at >= 0:
        start, end = text.rfind(b"<", done, at), text.find(b">", at) + 1
        after = text.find(b"<", end)
        name = _marked_name(text[start:end], mark)
        if not name or not text.startswith(b"</" + name, after):
            return None
        if _is_worded(text, done, start) or (hiders and _is_in_details(text, start)):
            return None
        found.append(page[end:after].strip())
        done, at = end, text.find(mark, end)
    return found


def _is_worded(text: bytes, done: int, place: int) -> bool:
    """Whether a place may be in a link or heading that is opened behind `done`."""
    if text.rfind(b"<a ", done, place) > text.rfind(b"</a>", done, place):
        return True
    opened, closed = text.rfind(b"<h", done, place), text.rfind(b"</h", done, place)
    if opened <= closed and (closed < 0 or text[closed + 3 : closed + 4].isdigit()):
        return False
    headings = _HEADINGS.findall(text, done, place)  # what was found may be a <header>
    return bool(headings) and not headings[-1]


def _is_in_details(text: bytes, place: int) -> bool:
    """Whether a place may be in details, but not in their summary."""
    is_open = is_behind = False
    for token in _DETAILS.findall(text, 0, place):
        if token == b"details" and is_open:
            return True  # in one another: no matter for searching
        is_open = token == b"details" or (is_open and token == b"/summary")
        is_behind = token == b"/summary"
    return is_open and is_behind


def _hides_elements(text: bytes) -> bool:
    """Whether an attribute may hide other elements; what hides a text alone does not matter."""
    at = text.find(b"hidden")
    while at >= 0:
        start, end = text.rfind(b"<", 0, at), text.find(b">", at)
        name = _NAME.match(text, start) if start > text.rfind(b">", 0, at) else None
        is_alone = name and text.startswith(b"</" + name[1], text.find(b"<", end))
        if name and name[1] not in _VOID and not is_alone:
            return True
        at = text.find(b"hidden", at + 1)
    return False


@lru_cache(maxsize=64)  # a list repeats its tags
def _marked_name(tag: bytes, mark: bytes) -> bytes:
    """The name of an element that has the mark and is neither hidden nor a link or heading."""
    found = _START_TAG.fullmatch(tag)
    if not found or b"hidden" in tag or found[1].decode() in _WORDED:
        return b""
    return bytes(found[1]) if mark in _ATTRIBUTES.findall(found[2]) else b""


def _by_parsing(page: bytes, mark: bytes) -> list[bytes]:
    attribute = mark.decode()
    names = {name.lower() for name in _NAME.findall(page)} - _VOID
    # It parses as browsers do, so that all that it writes has an end tag.
    cleaner = nh3.Cleaner(
        tags={name.decode() for name in names} - _NEVER_SHOWN,
        clean_content_tags=set(_NEVER_SHOWN),
        attributes={"*": {attribute, "hidden", "class", "open"}},
        link_rel=None,
    )
    cleaned = cleaner.clean(page.decode()).replace("&nbsp;", "&#160;")
    tree = etree.fromstring(f"<div>{cleaned}</div>", etree.XMLParser(recover=True, huge_tree=True))
    shown = f"//*[@{attribute}][not(*)][not(ancestor-or-self::*[{_NOT_SHOWN_IN}])]"
    elements: Any = tree.xpath(shown)
    return [(element.text or "").encode().strip() for element in elements]
