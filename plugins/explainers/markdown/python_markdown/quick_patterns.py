"""Makes Python-Markdown try an inline pattern only where it can match at all.

Each pattern goes through each piece of text, and most text holds none of the
characters that a pattern begins with. The HTML is the same, sooner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown import Markdown

__all__ = ["quicken"]

# What has to be somewhere in the text for the pattern to match.
_NEEDED: dict[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "autolink": ("<",),
    "automail": ("<",),
    "html": ("<",),
    "footnote_mark": ("[^",),
    "link": ("[",),
    "image": ("![",),
    "linebreak": ("\n",),
    "bare_link": ("http", "www."),
    "em_strong": ("*", "_", "~~"),
}


class _QuickPattern:
    """A compiled pattern as far as Python-Markdown uses one."""

    def __init__(self, pattern: re.Pattern[str], needed: tuple[str, ...]) -> None:
        self._pattern = pattern
        self._needed = needed

    def finditer(self, text: str, start: int) -> Iterator[re.Match[str]]:
        if any(part in text for part in self._needed):
            return self._pattern.finditer(text, start)
        return iter(())


def quicken(md: Markdown) -> None:
    """Wrap the patterns of a converter; those that are not listed stay as they are.

    To be called last: patterns that are registered later are not tried.
    """
    for name, needed in _NEEDED.items():
        pattern = md.inlinePatterns[name]
        pattern.compiled_re = _QuickPattern(pattern.compiled_re, needed)  # type: ignore[assignment]
    # The registry looks a pattern up by sorting; it is asked for one pattern after another.
    md.treeprocessors["inline"].inlinePatterns = list(md.inlinePatterns)  # type: ignore[attr-defined]
