"""The engine that is Python-Markdown with blocks and links of ours."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from plugins.explainers.markdown.headings import Anchors, heading_text
from plugins.explainers.markdown.limits import check_lines
from plugins.explainers.markdown.python_markdown.converter import Converter, shared_converter
from plugins.explainers.markdown.python_markdown.footnotes import number_footnotes
from plugins.explainers.markdown.python_markdown.split import (
    Part,
    split_at_headings,
    with_scrolling,
)
from plugins.explainers.markdown.written import WrittenBody, WrittenHeading, WrittenPart
from plugins.explainers.source_text import SourceText

__all__ = ["write_body"]

_SPECIAL = frozenset("&<>\x02")
_LINE_END = re.compile(r"\r\n|\r|\n")


def write_body(source: SourceText, start: int, section_anchors: frozenset[str]) -> WrittenBody:
    """The body `source.text[start:]` as HTML. Raises LimitReached."""
    text = source.text[start:]
    lines = _LINE_END.split(text) if "\r" in text else text.split("\n")
    check_lines(lines)
    return _Writing(shared_converter(), lines).write(section_anchors)


class _Writing:
    """One body on its way through the steps."""

    def __init__(self, converter: Converter, lines: list[str]) -> None:
        self._converter = converter
        self._root, self._notes = converter.read(lines)
        self._headings: dict[Element, WrittenHeading] = {}

    def write(self, section_anchors: frozenset[str]) -> WrittenBody:
        parts = split_at_headings(self._root, self._notes)
        footnotes = number_footnotes(
            (block for part in parts for block in part.blocks), self._notes
        )
        self._give_anchors(parts, section_anchors)
        return WrittenBody(
            tuple(self._write_part(part) for part in parts),
            "" if footnotes is None else self._converter.to_html(footnotes),
            tuple(self._headings.values()),
            self._notes,
            tuple(self._notes.code_lines),
        )

    def _give_anchors(self, parts: list[Part], section_anchors: frozenset[str]) -> None:
        anchors = Anchors(section_anchors)
        opening = {part.heading.element for part in parts if part.heading is not None}
        for heading in self._notes.headings:
            element = heading.element
            text = self._text_of(element)
            anchor = anchors.give(text, opens_part=element in opening)
            element.set("id", anchor)
            self._headings[element] = WrittenHeading(heading.line, heading.level, text, anchor)

    def _text_of(self, heading: Element) -> str:
        # Most headings are nothing but text, which is the same as HTML.
        text = heading.text or ""
        if not len(heading) and _SPECIAL.isdisjoint(text):
            return heading_text(text)
        return heading_text(self._converter.to_html(heading))

    def _write_part(self, part: Part) -> WrittenPart:
        html = self._converter.blocks_to_html(map(with_scrolling, part.blocks))
        heading = None if part.heading is None else self._headings[part.heading.element]
        return WrittenPart(heading, html)
