"""The last gate: all HTML of a body passes nh3's allow-list, whoever wrote it.

The author's own HTML has been cleaned before, and what was taken out of it is
reported at its place. This gate is for what that step overlooked, so it also
says whether it had to take anything out.
"""

from __future__ import annotations

import re
from html import unescape

import nh3

from plugins.explainers.markdown.allowed_html import ATTRIBUTES, EVERYWHERE, TAGS
from plugins.explainers.source_text import barred_character

__all__ = ["make_pieces_safe", "make_safe"]

# Beyond what authors may write: what this package itself writes.
_OWN_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_OWN_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"aria-label", "class", "id"},
    "div": {"aria-label", "role", "tabindex"},
    "li": {"id"},
    "sup": {"id"},
}
_ALIGNMENTS = {"align-left", "align-center", "align-right"}
_CLASSES: dict[str, set[str]] = {
    "a": {"footnote-back"},
    "div": {"table-scroll"} | _ALIGNMENTS,
    "li": {"task"},
    "ol": {"footnotes"},
    "p": _ALIGNMENTS,
    "sup": {"footnote-mark"},
    "td": _ALIGNMENTS,
    "th": _ALIGNMENTS,
}
_ANY_LANGUAGE_CLASS = {"class"}


def _allowed_attributes() -> dict[str, set[str]]:
    allowed = {tag: set(names) - {"align"} for tag, names in ATTRIBUTES.items()}
    for tag, names in _OWN_ATTRIBUTES.items():
        allowed[tag] = allowed.get(tag, set()) | (names - {"class"})
    for tag in _OWN_TAGS:
        allowed[tag] = {"id"}
    allowed["code"] = _ANY_LANGUAGE_CLASS
    allowed["*"] = set(EVERYWHERE)
    return allowed


_CLEANER = nh3.Cleaner(
    tags=set(TAGS | _OWN_TAGS),
    clean_content_tags={"script", "style"},
    attributes=_allowed_attributes(),
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
# What browsers make a character of, with or without the semicolon.
_NUMERIC_REFERENCE = re.compile(
    r"&#(?:[xX]0*([0-9A-Fa-f]{1,6})(?![0-9A-Fa-f])|0*([0-9]{1,7})(?![0-9]));?"
)
# Between pieces; no input can hold it.
_SEAM = "\x04"
# What nh3 writes in another way.
_CHANGED = ("\u00a0", "&#")
_TAG_START = re.compile(r"<[A-Za-z]")
_ATTRIBUTE_START = re.compile(r"=\"")


def make_safe(html: str) -> tuple[str, bool]:
    """HTML that cannot do harm, and whether something had to be taken out for that."""
    if not html:
        return html, False
    shown = _NUMERIC_REFERENCE.sub(_unless_barred, html) if "&#" in html else html
    safe: str = _CLEANER.clean(shown)
    return safe, safe != html and _has_less(safe, html)


def make_pieces_safe(htmls: list[str], *, may_be_open: bool) -> list[tuple[str, bool]]:
    """The same for pieces that follow one another.

    `may_be_open` says that elements may be left open in some of them, as authors do.
    """
    # To clean all at once takes half the time. What comes out as it went in had nothing to be
    # taken out, closed or moved; of anything else nobody could say in which piece it stood.
    if not may_be_open:
        whole = _SEAM.join(htmls)
        if not any(each in whole for each in _CHANGED) and _CLEANER.clean(whole) == whole:
            return [(html, False) for html in htmls]
    return [make_safe(html) for html in htmls]


def _unless_barred(reference: re.Match[str]) -> str:
    """A numeric reference; nothing where it stands for what no file may hold as it is.

    nh3 puts the character itself into the page: a terminal's escape, or what link
    slots are made of.
    """
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    # Browsers take some that stand for controls for others: `&#150;` is a dash.
    meant = unescape(f"&#{number};")
    return reference[0] if meant and not barred_character(meant) else ""


def _has_less(safe: str, html: str) -> bool:
    # Tags are closed and moved, so that there may be more of them; less is a loss.
    return any(
        len(pattern.findall(safe)) < len(pattern.findall(html))
        for pattern in (_TAG_START, _ATTRIBUTE_START)
    )
