"""Reads lines into a tree of blocks, in the place of Python-Markdown's own block parser.

Python-Markdown's own wants a blank line before a list or a table, four blanks
for each level, and fences at the margin; it takes time that grows with the
square of the number of blocks. This one reads blocks as CommonMark and GitHub
do, each line once for each level that it stands in, and knows each block's line.
What stands inside blocks is left to Python-Markdown's inline patterns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser

from plugins.explainers.markdown.python_markdown import container_blocks, leaf_blocks
from plugins.explainers.markdown.python_markdown.line_shapes import (
    expand_indent,
    indent_of,
    is_blank,
    is_lone_line,
)
from plugins.explainers.markdown.python_markdown.lines import Lines
from plugins.explainers.markdown.python_markdown.tree_notes import TreeNotes

__all__ = ["BlockReader"]

# A reader of one kind of block: gives the index of the line after the block,
# or None if no such block begins at the index.
Reader = Callable[["BlockReader", Element, Lines, int], int | None]

_MARKS: tuple[Reader, ...] = (leaf_blocks.read_thematic_break, container_blocks.read_list)
_READERS: dict[str, tuple[Reader, ...]] = {
    "#": (leaf_blocks.read_heading,),
    "`": (leaf_blocks.read_fence,),
    "~": (leaf_blocks.read_fence,),
    ">": (container_blocks.read_quote,),
    "-": _MARKS,
    "*": _MARKS,
    "_": _MARKS,
    "+": _MARKS,
    "<": (leaf_blocks.read_html,),
    "[": (container_blocks.read_footnote, leaf_blocks.read_reference),
    **dict.fromkeys("0123456789", (container_blocks.read_list,)),
}


class BlockReader(BlockParser):
    """Markdown's blocks as an element tree; `notes` belongs to the body being read."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.notes = TreeNotes()

    def parseDocument(self, lines: Iterable[str]) -> ElementTree[Element | None]:  # noqa: N802 - overrides
        """The tree of a whole body."""
        root = Element(self.md.doc_tag)
        self.read(root, Lines(list(lines), 0, 0))
        tree: ElementTree[Element | None] = ElementTree(root)
        return tree

    def read(self, parent: Element, lines: Lines) -> bool:
        """Read all lines into `parent`; whether blank lines stand between its blocks."""
        self._spend(lines)
        index, loose, after_blank, before = 0, False, False, len(parent)
        texts = lines.texts
        while index < len(texts):
            if is_blank(texts[index]):
                index, after_blank = index + 1, True
                continue
            loose = loose or (after_blank and len(parent) > before)
            after_blank = False
            index = self._read_block(parent, lines, index)
        return loose

    def _spend(self, lines: Lines) -> None:
        budget = self.notes.budget
        budget.line = lines.first
        if lines.depth:
            budget.spend("nested lines", len(lines.texts))
        budget.spend_depth(lines.depth)

    def _read_block(self, parent: Element, lines: Lines, index: int) -> int:
        if is_lone_line(lines.texts, index):
            return leaf_blocks.read_lone_line(self, parent, lines, index)
        line = lines.texts[index] = expand_indent(lines.texts[index])
        self.notes.budget.line = lines.first + index
        if indent_of(line) > 3:
            return leaf_blocks.read_indented_code(self, parent, lines, index)
        for reader in _READERS.get(line.lstrip(" ")[0], ()):
            after = reader(self, parent, lines, index)
            if after is not None:
                return after
        return leaf_blocks.read_paragraph(self, parent, lines, index)
