"""What is noted down of a body that becomes a tree of elements."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

import msgspec

from plugins.explainers.markdown.notes import Notes

__all__ = ["Heading", "TreeNotes"]


class Heading(msgspec.Struct, frozen=True):
    """A heading in the tree; `line` counts from 0 within the body."""

    element: Element
    level: int
    line: int


@dataclass
class TreeNotes(Notes):
    """Filled by the block reader and the inline patterns; one for each body."""

    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    footnotes: dict[str, Element] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    code_lines: list[tuple[int, int]] = field(default_factory=list)
    has_few_marks: bool = False  # of all kinds together, so that none of them is to be counted
