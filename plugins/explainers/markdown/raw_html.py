"""The author's own HTML: written anew from what is allowed, the rest noted as removed.

Nothing of the author's spelling survives: each tag is taken apart and written
again, so that what follows sees one form only. Addresses become tokens.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from plugins.explainers.markdown.allowed_html import (
    ATTRIBUTES,
    EVERYWHERE,
    TAGS,
    VALUES,
    hint_for_attribute,
    hint_for_tag,
)
from plugins.explainers.markdown.notes import Notes

__all__ = ["INLINE_TAG", "RAW_BLOCK", "clean_raw_html"]

# The element that stands in the tree for a block of HTML.
RAW_BLOCK = "raw-block"

_ATTRIBUTE_TEXT = r"""(?:[^<>"']|"[^"]*"|'[^']*')*+"""
_DECLARATION = r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<![A-Za-z][^>]*>?"
_TAG = re.compile(rf"{_DECLARATION}|</?[A-Za-z][^\s<>/]*+{_ATTRIBUTE_TEXT}>", re.DOTALL)
# Inside a paragraph: as CommonMark has it, so that `a < b` and `<3` stay text.
INLINE_TAG = (
    r"(?<!\]\()(?:<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![A-Za-z][^>]*>"
    r"|</[A-Za-z][A-Za-z0-9-]*+\s*>"
    r"|<[A-Za-z][A-Za-z0-9-]*+(?:\s+[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+)*+\s*/?>"
    r"|<[A-Za-z][A-Za-z0-9]*(?:,\s*[A-Za-z][A-Za-z0-9]*)+>)"
)
_NAME = re.compile(r"</?([A-Za-z][^\s<>/]*)")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]+)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?"""
)
_HIDDEN_CONTENT = re.compile(
    r"(<(script|style|textarea|title|iframe|svg|math)\b[^>]*>).*?(?:</\2\s*>|\Z)", re.I | re.DOTALL
)
_HINT_DECLARATION = "leave it out"


def clean_raw_html(written: str, notes: Notes) -> str:
    """A piece of the author's HTML, from what pages can carry; text between tags escaped."""
    text = _HIDDEN_CONTENT.sub(r"\1", written)
    pieces, end = [], 0
    for tag in _TAG.finditer(text):
        pieces += [_escape_text(text[end : tag.start()]), _clean_tag(tag[0], notes)]
        end = tag.end()
    pieces.append(_escape_text(text[end:]))
    return "".join(pieces)


def _escape_text(text: str) -> str:
    # Entities are the author's and stay.
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _clean_tag(written: str, notes: Notes) -> str:
    if written.startswith("<!--"):
        return ""
    notes.budget.spend("html")
    name = _NAME.match(written)
    if name is None:
        notes.remove(written, f"`{_short(written)}` is no HTML that pages can carry", _HINT_DECLARATION)
        return ""
    tag = name[1].lower()
    closing = written.startswith("</")
    if tag not in TAGS:
        # One problem for an element, at its start.
        if not closing:
            notes.remove(written, f"pages cannot carry the tag `<{_short(name[1])}>`", hint_for_tag(tag))
        return ""
    if closing:
        return f"</{tag}>"
    attributes = written[name.end() : -1].removesuffix("/")
    return f"<{tag}{''.join(_clean_attributes(tag, attributes, written, notes=notes))}>"


def _clean_attributes(tag: str, text: str, written: str, *, notes: Notes) -> Iterator[str]:
    allowed = ATTRIBUTES.get(tag, EVERYWHERE) | EVERYWHERE
    seen: set[str] = set()
    for match in _ATTRIBUTE.finditer(text):
        name = match[1].lower()
        value = next((group for group in match.groups()[1:] if group is not None), "")
        shape = VALUES.get(name)
        if name in seen:
            continue
        seen.add(name)
        if name not in allowed:
            message = f"pages cannot carry the attribute `{_short(name)}` of `<{tag}>`"
            notes.remove(written, message, hint_for_attribute(name))
        elif shape is not None and not shape.fullmatch(value):
            message = f"`{_short(match[0])}` is no value that `<{tag}>` can carry"
            notes.remove(written, message, f"`{name}` takes {_VALUE_NAMES.get(name, 'a number')}")
        else:
            yield _attribute(name, value, notes)


def _attribute(name: str, value: str, notes: Notes) -> str:
    if name in {"href", "src"}:
        return f' {name}="{notes.link(value, html.unescape(value))}"'
    if name == "align":
        return f' class="align-{value.lower()}"'
    if name in {"open", "reversed"}:
        return f" {name}"
    return f' {name}="{html.escape(html.unescape(value))}"'


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:59] + "…"


_VALUE_NAMES = {
    "align": "left, center or right",
    "dir": "ltr, rtl or auto",
    "lang": "a language tag such as `en`",
    "loading": "lazy or eager",
    "open": "no value",
    "reversed": "no value",
    "scope": "col, row, colgroup or rowgroup",
    "type": "1, a, A, i or I",
}
