"""Gives each heading its lasting anchor."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.explainers.addresses import anchor_name

__all__ = ["PAGE_IDS", "Anchors"]

# Ids that the theme's pages use themselves; a heading that would take one gets `-2`.
PAGE_IDS = frozenset(
    {
        *("main", "menu", "top", "page-title", "search", "search-results", "feedback", "useful"),
        *("disclosure", "sources", "corrections", "expectations", "story", "tags", "related"),
        *("footnotes", "search-words", "useful-question", "useful-no", "useful-thanks"),
        "sharing",
    }
)


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
