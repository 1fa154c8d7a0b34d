"""Makes Python-Markdown try its inline patterns only where they are needed.

Text with the simplest marks is written without them. Of the rest each pattern goes
through each piece, and most text holds none of the characters that a pattern begins with.
The HTML is the same, sooner.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from plugins.explainers.markdown.limits import MOST
from plugins.explainers.markdown.python_markdown.simple_inlines import write_simple
from plugins.explainers.markdown.python_markdown.tree_notes import TreeNotes

__all__ = ["quicken"]

# Each link, tag and footnote mark is at least one mark. With no more of these none of their
# limits can be reached, so that it does not matter which text is looked at first.
_FEW_MARKS = min(MOST[kind][0] for kind in ("links", "html", "footnote marks"))

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


class _QuickInlines(InlineProcessor):
    """Goes through the patterns as Python-Markdown does, but past those that cannot match."""

    def __init__(
        self, md: Markdown, needed: list[tuple[str, ...]], notes: Callable[[], TreeNotes]
    ) -> None:
        super().__init__(md)
        # The registry looks a pattern up by sorting; it is asked for one after another.
        self.inlinePatterns = list(md.inlinePatterns)  # type: ignore[assignment]
        self._needed = needed
        self._notes = notes

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Turn the inline marks of a whole tree into elements or HTML."""
        notes = self._notes()
        if notes.budget.spent("marks") <= _FEW_MARKS:
            left = [element for element in tree.iter() if not _is_done(element, notes)]
            if not left:
                return tree
        return super().run(tree, ancestors)

    # The name that Python-Markdown's own methods know it by.
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(self._needed)):
            matched, start = True, 0
            while matched and _holds_one(data, self._needed[index]):
                pattern = self.inlinePatterns[index]
                data, matched, start = apply(pattern, data, index, start)
        return data


class _QuickUnescaping(UnescapeTreeprocessor):
    """Puts escaped characters back where there are any; other text stays the object it is."""

    def unescape(self, text: str) -> str:
        return super().unescape(text) if "\x02" in text else text


def _is_done(element: Element, notes: TreeNotes) -> bool:
    """Write an element's text if that is simple; whether nothing is left for the patterns."""
    text = element.text
    if text and not isinstance(text, AtomicString):
        written = write_simple(text, notes)
        if written is None:
            return False
        element.text = written
    return not element.tail


def _holds_one(text: str, parts: tuple[str, ...]) -> bool:
    for part in parts:  # noqa: SIM110 - in half the time of `any`, two hundred times a body
        if part in text:
            return True
    return False


def quicken(md: Markdown, notes: Callable[[], TreeNotes]) -> None:
    """Have a converter try its patterns where they can match; others it always tries.

    `notes` gives those of the body that is being read.
    To be called last: patterns that are registered later are not tried.
    """
    needed = {md.inlinePatterns[name]: parts for name, parts in _NEEDED.items()}
    parts = [needed.get(pattern, ("",)) for pattern in md.inlinePatterns]
    md.treeprocessors.register(_QuickInlines(md, parts, notes), "inline", 20)
    md.treeprocessors.register(_QuickUnescaping(md), "unescape", 0)
