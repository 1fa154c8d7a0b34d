"""Splits a tree at its `## ` headings and turns each part into HTML."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from plugins.explainers.links import table_slot
from plugins.explainers.markdown.python_markdown.patterns import FOOTNOTE_MARK
from plugins.explainers.markdown.python_markdown.tree_notes import Heading, TreeNotes

__all__ = ["Part", "split_at_headings", "with_scrolling"]


@dataclass(slots=True)
class Part:
    """What stands under one heading; the lead has none."""

    heading: Heading | None
    blocks: list[Element] = field(default_factory=list)


def split_at_headings(root: Element, notes: TreeNotes) -> list[Part]:
    """The lead and then what each second-level heading opens; only those at the top count."""
    opening = {heading.element: heading for heading in notes.headings if heading.level == 2}
    parts = [Part(None)]
    for block in root:
        heading = opening.get(block)
        if heading is not None:
            if len(block):
                _drop_footnote_marks(block)
            parts.append(Part(heading))
        else:
            parts[-1].blocks.append(block)
    return parts


def with_scrolling(block: Element) -> Element:
    """A block; a wide table scrolls by itself, with the keyboard too."""
    if block.tag != "table":
        return block
    attributes = {"class": "table-scroll", "role": "group", "tabindex": "0"}
    wrapper = Element("div", {**attributes, "aria-label": table_slot()})
    wrapper.append(block)
    return wrapper


def _drop_footnote_marks(heading: Element) -> None:
    # The theme shows the heading's plain text, so a mark would lead back to nothing.
    for parent in list(heading.iter()):
        for child in list(parent):
            if child.tag == FOOTNOTE_MARK:
                _keep_tail(parent, child)
                parent.remove(child)


def _keep_tail(parent: Element, child: Element) -> None:
    index = list(parent).index(child)
    if index == 0:
        parent.text = (parent.text or "") + (child.tail or "")
    else:
        before = parent[index - 1]
        before.tail = (before.tail or "") + (child.tail or "")
