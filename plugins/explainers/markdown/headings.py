"""What a heading says, and its lasting anchor."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from plugins.explainers.addresses import anchor_name
from plugins.explainers.markdown.plain_text import plain_text

__all__ = ["PAGE_IDS", "Anchors", "heading_text"]

# Ids that the theme's pages use themselves; a heading that would take one gets `-2`.
PAGE_IDS = frozenset(
    {
        *("main", "menu", "top", "page-title", "search", "search-results", "feedback", "useful"),
        *("disclosure", "sources", "corrections", "expectations", "story", "tags", "related"),
        *("footnotes", "search-words", "useful-question", "useful-no", "useful-thanks"),
        "sharing",
    }
)


@lru_cache(maxsize=1024)  # most headings are those of the sections
def heading_text(html: str) -> str:
    """The plain text of a heading's HTML."""
    return plain_text(html)


class Anchors:
    """The anchors of one page, each given once."""

    def __init__(self, section_anchors: Iterable[str]) -> None:
        self._taken = set(PAGE_IDS)
        self._sections = frozenset(section_anchors)
        self._next: dict[str, int] = {}

    def give(self, text: str, *, opens_part: bool) -> str:
        """An anchor that no other heading has. Sections' anchors go to what opens a part."""
        base = anchor_name(text)
        reserved = base in self._sections and not opens_part
        anchor, number = base, self._next.get(base, 2)
        while anchor in self._taken or (reserved and anchor == base):
            anchor, number = f"{base}-{number}", number + 1
        self._next[base] = number
        self._taken.add(anchor)
        return anchor
