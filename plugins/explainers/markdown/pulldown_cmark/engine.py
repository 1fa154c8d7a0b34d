"""From a body to HTML by way of pulldown-cmark's events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from pyromark import Markdown, Options

from plugins.explainers.markdown.limits import MOST, LimitReached, check_lines
from plugins.explainers.markdown.pulldown_cmark.body_text import BodyText
from plugins.explainers.markdown.pulldown_cmark.footnotes import number_footnotes
from plugins.explainers.markdown.pulldown_cmark.writing import Span, Writing
from plugins.explainers.markdown.written import WrittenBody, WrittenPart
from plugins.explainers.source_text import SourceText

__all__ = ["write_body"]

_PARSER = Markdown(
    options=Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
    | Options.ENABLE_GFM
)
# Shorter texts cannot reach the limits of lines and of link definitions.
_SHORT = 10_000


def write_body(source: SourceText, start: int, section_anchors: frozenset[str]) -> WrittenBody:
    """The body `source.text[start:]` as HTML. Raises LimitReached."""
    body = BodyText(source, start)
    if len(body.text) > _SHORT:
        check_lines(body.text.split("\n"))
        _check_definitions(body)
    writing = Writing(body, section_anchors, _PARSER.reference_definitions)
    events = cast("Iterable[tuple[Any, Span]]", _PARSER.events_with_range(body.text))
    writing.write(events)
    parts = [(heading, "".join(pieces)) for heading, pieces in writing.parts]
    footnotes = ""
    if writing.marks:
        htmls, footnotes = number_footnotes([html for _, html in parts], writing)
        parts = [(heading, html) for (heading, _), html in zip(parts, htmls, strict=True)]
    return WrittenBody(
        tuple(WrittenPart(heading, html) for heading, html in parts),
        footnotes,
        tuple(writing.headings),
        writing.notes,
    )


def _check_definitions(body: BodyText) -> None:
    most, noun = MOST["references"]
    definitions = _PARSER.reference_definitions(body.text)
    if len(definitions) > most:
        line = body.line(list(definitions.values())[most]["span"]["start"])
        raise LimitReached(line, f"there are more than {most:,} {noun}", "split the file")
