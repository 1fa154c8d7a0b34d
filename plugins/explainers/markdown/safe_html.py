"""The last gate: all HTML of a body passes nh3's allow-list, whoever wrote it.

The author's own HTML has been cleaned before, and what was taken out of it is
reported at its place. This gate is for what that step overlooked, so it also
says whether it had to take anything out.
"""

from __future__ import annotations

import re

import nh3

from plugins.explainers.markdown.allowed_html import ATTRIBUTES, EVERYWHERE, TAGS

__all__ = ["make_safe"]

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
_TAG_START = re.compile(r"<[A-Za-z]")
_ATTRIBUTE_START = re.compile(r"=\"")


def make_safe(html: str) -> tuple[str, bool]:
    """HTML that cannot do harm, and whether something had to be taken out for that."""
    safe: str = _CLEANER.clean(html)
    return safe, safe != html and _has_less(safe, html)


def _has_less(safe: str, html: str) -> bool:
    # Tags are closed and moved, so that there may be more of them; less is a loss.
    return any(
        len(pattern.findall(safe)) < len(pattern.findall(html))
        for pattern in (_TAG_START, _ATTRIBUTE_START)
    )
