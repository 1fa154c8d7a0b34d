"""Which HTML a page can carry: the tags, their attributes and what to use in place of others."""

from __future__ import annotations

import re

__all__ = ["ATTRIBUTES", "EVERYWHERE", "TAGS", "VALUES", "hint_for_attribute", "hint_for_tag"]

TAGS = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img"),
        *("ins", "kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong"),
        *("sub", "sup", "time", "u", "var", "wbr"),
        *("blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "hr", "li"),
        *("ol", "p", "pre", "summary", "ul"),
        *("caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    }
)

# What an attribute's value has to look like; attributes without a shape take any text.
_NUMBER = re.compile(r"[0-9]{1,5}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
VALUES: dict[str, re.Pattern[str]] = {
    "align": re.compile(r"left|center|right", re.I),
    "colspan": _NUMBER,
    "dir": re.compile(r"ltr|rtl|auto", re.I),
    "height": _NUMBER,
    "lang": _LANGUAGE,
    "loading": re.compile(r"lazy|eager", re.I),
    "open": re.compile(r"(open)?", re.I),
    "reversed": re.compile(r"(reversed)?", re.I),
    "rowspan": _NUMBER,
    "scope": re.compile(r"col|row|colgroup|rowgroup", re.I),
    "span": _NUMBER,
    "start": re.compile(r"-?[0-9]{1,9}"),
    "type": re.compile(r"[1aAiI]"),
    "value": re.compile(r"-?[0-9]{1,9}"),
    "width": _NUMBER,
}

EVERYWHERE = frozenset({"dir", "lang"})
ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "dfn": frozenset({"title"}),
    "div": frozenset({"align"}),
    "img": frozenset({"alt", "height", "loading", "src", "title", "width"}),
    "ins": frozenset({"datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"reversed", "start", "type"}),
    "p": frozenset({"align"}),
    "td": frozenset({"align", "colspan", "rowspan"}),
    "th": frozenset({"align", "colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}

_TAG_HINTS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "write headings as `## Heading`"),
    **dict.fromkeys(
        ("iframe", "video", "audio", "embed", "object"), "link to it: `[text](address)`"
    ),
    **dict.fromkeys(("script", "style"), "leave it out; pages carry text and images only"),
    **dict.fromkeys(("input", "button", "form", "select", "textarea"), "leave it out"),
    "center": 'write `<div align="center">`',
    "font": "leave it out and keep its text",
    "strike": "write `~~text~~`",
    "svg": "save it as a file under `images/` and show it: `![text](images/name.svg)`",
    "tt": "write it in backticks",
}
_ATTRIBUTE_HINTS = {
    "class": "leave it out; the theme decides how things look",
    "id": "leave it out; headings have addresses of their own",
    "style": "leave it out; the theme decides how things look",
    "target": "leave it out; readers choose where links open",
}


def hint_for_tag(tag: str, written: str) -> str:
    """What to do about a tag that pages cannot carry."""
    return _TAG_HINTS.get(tag, f"to show it, put it in backticks: `{written}`; else leave it out")


def hint_for_attribute(name: str) -> str:
    """What to do about an attribute that pages cannot carry."""
    if name.startswith("on"):
        return "leave it out; pages carry no script"
    return _ATTRIBUTE_HINTS.get(name, "leave it out")
