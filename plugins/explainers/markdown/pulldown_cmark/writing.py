"""Writes the events of one body as HTML: what happens at each event, and what has to be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import unescape
from typing import Any

from plugins.explainers.markdown.headings import Anchors
from plugins.explainers.markdown.limits import LimitReached
from plugins.explainers.markdown.pulldown_cmark.block_tags import BLOCK_ENDS, BLOCK_STARTS
from plugins.explainers.markdown.pulldown_cmark.body_text import BodyText
from plugins.explainers.markdown.pulldown_cmark.handlers import Handler, escape
from plugins.explainers.markdown.pulldown_cmark.inline_tags import (
    INLINE_ENDS,
    INLINE_STARTS,
    LEAVES,
)
from plugins.explainers.markdown.pulldown_cmark.link_places import Definitions
from plugins.explainers.markdown.pulldown_cmark.placed_notes import PlacedNotes
from plugins.explainers.markdown.pulldown_cmark.running_text import write_with_links
from plugins.explainers.markdown.written import WrittenHeading
from plugins.explainers.source_text import BARRED, barred_character

__all__ = ["Span", "Writing"]

Span = dict[str, int]  # the bytes `start` and `end` of what an event stands for

_TABLES: dict[str, dict[str, str | Handler]] = {
    "Start": {**BLOCK_STARTS, **INLINE_STARTS},
    "End": {**BLOCK_ENDS, **INLINE_ENDS},
}
_MARKS = {"SoftBreak": "\n", "HardBreak": "<br>", "Rule": "<hr>\n"}


class Writing:
    """What has been written of one body, and what stands open.

    `out` holds the pieces of HTML of the part or footnote that is being written.
    `parts` are the lead and what stands under each second-level heading; `footnotes`
    the pieces of each by its label; `marks` the labels of all footnote marks.
    """

    def __init__(
        self,
        body: BodyText,
        section_anchors: frozenset[str],
        read_definitions: Callable[[str], dict[str, Any]],
    ) -> None:
        self.body = body
        self.notes = PlacedNotes(body)
        self.anchors = Anchors(section_anchors)
        self.definitions = Definitions(body, read_definitions)
        self.out: list[str] = []
        self.parts: list[tuple[WrittenHeading | None, list[str]]] = [(None, self.out)]
        self.headings: list[WrittenHeading] = []
        self.footnotes: dict[str, list[str]] = {}
        self.marks: list[str] = []
        # What stands open: how many quotes, list items and footnotes; how many elements in which
        # addresses are no links; where the text of the innermost inline element ends; where in
        # `out` an element begins that is looked at again at its end.
        self.depth = 0
        self.without_links = 0
        self.text_ends: list[int] = []
        self.begun: list[int] = []
        self.outer: list[list[str]] = []  # what a footnote stands in
        self.html: list[str] = []  # of one block of HTML
        self.alignments: tuple[str, ...] = ()  # of a table's columns
        self.column = 0
        self.is_in_rows = False  # of a table, below its head
        self.images: list[str] = []  # what stands behind the text of each
        self.opens_part = False  # whether the heading that is open opens a part
        self.alert = -1  # the length of `out` right after an alert's name
        # The bytes behind a piece of text that an address in it goes on over.
        self.linked = (0, 0)
        self.barred = "&#" in body.text
        # Of other characters there is nothing to escape, however they are written.
        self.is_plain = not ("&" in body.text or "<" in body.text or ">" in body.text)

    def write(self, events: Iterable[tuple[Any, Span]]) -> None:
        """Write all events. Raises LimitReached, with the line at which that is."""
        start = 0
        try:
            for event, span in events:
                start = span["start"]
                if start < self.linked[1] and start >= self.linked[0]:
                    self._write_rest(event, span)
                elif type(event) is str:
                    self._write_mark(event)
                else:
                    kind, value = event.popitem()
                    if kind == "Text":
                        if self.is_plain and "://" not in value and "www." not in value:
                            self.out.append(value)
                        else:
                            self._write_text(value, span)
                        continue
                    table = _TABLES.get(kind)
                    if table is None:
                        LEAVES[kind](self, value, start, span["end"])
                        continue
                    name, detail = (value, None) if type(value) is str else value.popitem()
                    handler = table[name]
                    if type(handler) is str:
                        self.out.append(handler)
                    else:
                        handler(self, detail, start, span["end"])  # type: ignore[operator]  # is no str
        except LimitReached as reached:
            reached.line = self.body.line(start)
            raise

    def _write_mark(self, event: str) -> None:
        if event == "Rule":
            self.notes.budget.spend("blocks")
        self.out.append(_MARKS[event])

    def _write_text(self, text: str, span: Span) -> None:
        if self.barred:
            text = self._without_barred(text, span)
        if ("://" in text or "www." in text) and not self.without_links:
            write_with_links(self, text, span["start"], span["end"])
        else:
            self.out.append(escape(text))

    def _without_barred(self, text: str, span: Span) -> str:
        """Text without what no file may hold as it is, be it written as a number."""
        written = self.body.between(span["start"], span["end"])
        if written == text or not written.startswith("&#"):
            return text
        # Browsers take some that stand for controls for others: `&#150;` is a dash.
        meant = unescape(written)
        return "" if barred_character(meant) else meant

    def without_barred_in(self, value: str) -> str:
        """The same for an address or a title, in which numbers are characters already."""
        return BARRED.sub("", value) if self.barred else value

    def _write_rest(self, event: Any, span: Span) -> None:
        """What an address cuts in two is shown as it was written."""
        end = self.linked[1]
        if span["end"] <= end:
            return
        rest = self.body.between(end, span["end"])
        if "Text" in event:
            self._write_text(rest, {"start": end, "end": span["end"]})
        else:
            self.out.append(escape(rest))
            self.linked = (self.linked[0], span["end"])
