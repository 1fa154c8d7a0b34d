"""The author's own HTML: written anew from what is allowed, the rest noted as removed.

Nothing of the author's spelling survives: each tag is taken apart and written
again, so that what follows sees one form only. Addresses become tokens.
"""

from __future__ import annotations

import html
import re

from plugins.explainers.markdown.allowed_html import (
    ATTRIBUTES,
    EVERYWHERE,
    TAGS,
    VALUES,
    hint_for_attribute,
    hint_for_tag,
)
from plugins.explainers.markdown.entities import decode_entities
from plugins.explainers.markdown.notes import Notes
from plugins.explainers.quoting import shortened

__all__ = ["INLINE_TAG", "RAW_BLOCK", "clean_raw_html"]

# The element that stands in the tree for a block of HTML.
RAW_BLOCK = "raw-block"

_ATTRIBUTE_TEXT = r"""(?:[^<>"']|"[^"]*"|'[^']*')*+"""
# `<!-->` and `<!--->` are whole comments, in CommonMark and to browsers.
_DECLARATION = (
    r"<!--(?:-?>|.*?(?:-->|\Z))|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<![A-Za-z][^>]*>?"
)
_TAG = re.compile(rf"{_DECLARATION}|</?[A-Za-z][^\s<>/]*+{_ATTRIBUTE_TEXT}>", re.DOTALL)
# Inside a paragraph: as CommonMark has it, so that `a < b` and `<3` stay text.
INLINE_TAG = (
    r"(?<!\]\()(?:<!--(?:-?>|.*?-->)|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<![A-Za-z][^>]*>"
    r"|</[A-Za-z][A-Za-z0-9-]*+\s*>"
    r"|<[A-Za-z][A-Za-z0-9-]*+(?:\s+[^\s\"'<>/=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s\"'=<>`]++))?+)*+\s*/?>"
    r"|<[A-Za-z][A-Za-z0-9]*(?:,\s*[A-Za-z][A-Za-z0-9]*)+>)"
)
_NAME = re.compile(r"</?([A-Za-z][^\s<>/]*)")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_HIDDEN_CONTENT = re.compile(
    r"(<(script|style|textarea|title|iframe|svg|math)\b[^>]*>).*?(?:</\2\s*>|\Z)", re.I | re.DOTALL
)


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
        notes.comment(written)
        return ""
    notes.budget.spend("html")
    notes.enter_tag(written)
    name = _NAME.match(written)
    if name is None:
        notes.remove(written, f"pages cannot carry `{shortened(written)}`", "leave it out")
        return ""
    tag = name[1].lower()
    closing = written.startswith("</")
    if tag not in TAGS:
        # One problem for an element, at its start.
        if not closing:
            message = f"pages cannot carry the tag `<{shortened(name[1].rstrip(','))}>`"
            notes.remove(written, message, hint_for_tag(tag, shortened(written)))
        return ""
    if closing:
        return f"</{tag}>"
    attributes = _read_attributes(written[name.end() : -1])
    _note_removed_attributes(tag, attributes, written, notes=notes)
    if tag == "img" and "src" not in attributes:
        notes.remove(written, "the tag `<img>` has no `src`", "say which image it shows")
        return ""
    kept = (
        _attribute(key, value, notes) for key, value in attributes.items() if _can_carry(tag, key)
    )
    return f"<{tag}{''.join(kept)}>"


def _read_attributes(text: str) -> dict[str, str]:
    """Names in lower case and their values; browsers take the first of two with one name."""
    attributes: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        attributes.setdefault(match[1].lower(), value)
    return attributes


def _can_carry(tag: str, name: str) -> bool:
    return name in EVERYWHERE or name in ATTRIBUTES.get(tag, EVERYWHERE)


def _note_removed_attributes(
    tag: str, attributes: dict[str, str], written: str, *, notes: Notes
) -> None:
    """Note the attributes that go, all of one tag together; and drop unusable values."""
    gone = [name for name in attributes if not _can_carry(tag, name)]
    if gone:
        noun = "attribute" if len(gone) == 1 else "attributes"
        names = ", ".join(f"`{shortened(name)}`" for name in gone)
        message = f"pages cannot carry the {noun} {shortened(names)} of `<{tag}>`"
        notes.remove(written, message, hint_for_attribute(gone[0]))
    for name, value in list(attributes.items()):
        shape = VALUES.get(name)
        if _can_carry(tag, name) and shape is not None and not shape.fullmatch(value):
            del attributes[name]
            message = f"`{name}` of `<{tag}>` cannot be `{shortened(value)}`"
            notes.remove(written, message, f"write {_VALUE_NAMES.get(name, 'a number')}")


def _attribute(name: str, value: str, notes: Notes) -> str:
    if name in {"href", "src"}:
        keep = notes.link if name == "href" else notes.image
        token = keep(value, decode_entities(value), notes.place_in_tag(value))
        return f' {name}="{token}"'
    if name == "align":
        return f' class="align-{value.lower()}"'
    if name in {"open", "reversed"}:
        return f" {name}"
    return f' {name}="{html.escape(html.unescape(value))}"'


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
