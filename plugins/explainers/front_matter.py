"""Where a file's front matter stands, and its fields as a tree of nodes."""

from __future__ import annotations

import re

import msgspec

from plugins.explainers.problems import Problem
from plugins.explainers.quoting import quoted
from plugins.explainers.source_text import SourceText
from plugins.explainers.yaml_reader import ReadLimits, YamlReading, read_mapping

__all__ = ["FrontMatterText", "read_front_matter", "split_front_matter"]

_OPENING = re.compile(r"---[ \t]*(?:\r\n|\n|\r|\Z)")
# With the literal first, `re` looks for it as quickly as `str.find`.
_CLOSING = re.compile(r"---(?<=[\r\n]---)[ \t]*(?:\r\n|\n|\r|\Z)")
# What word processors and tired hands make of the closing line.
_NEARLY_CLOSING = re.compile(r"(?<=[\r\n])[ \t]*(?:-{2,}|[–—]+-?|-\s-\s-)[ \t]*(?=[\r\n]|\Z)")
_LIMITS = ReadLimits(characters=64 * 1024, events=2_000, depth=6)


class FrontMatterText(msgspec.Struct, frozen=True, gc=False):
    """Indices into the file's text: of the YAML, and of the body behind it."""

    start: int
    end: int
    body_start: int


def split_front_matter(source: SourceText) -> FrontMatterText | list[Problem]:
    """The span between two `---` lines at the very top of the file."""
    opening = _OPENING.match(source.text)
    if opening is None:
        return [_missing(source)]
    closing = _CLOSING.search(source.text, opening.end())
    if closing is None:
        return [_unclosed(source, opening.end())]
    return FrontMatterText(opening.end(), closing.start(), closing.end())


def read_front_matter(source: SourceText, span: FrontMatterText) -> YamlReading:
    """The fields between the `---` lines."""
    return read_mapping(source, (span.start, span.end), _LIMITS)


def _missing(source: SourceText) -> Problem:
    blanks = len(source.text) - len(source.text.lstrip())
    if blanks and _OPENING.match(source.text, blanks):
        message = "blank lines or blanks stand before the opening `---`"
        return source.problem(0, "front-matter/missing", message, "delete them")
    message = "the file does not open with front matter"
    hint = "start it with a `---` line, `title: …` and other fields, and a second `---` line"
    return source.problem(0, "front-matter/missing", message, hint)


def _unclosed(source: SourceText, start: int) -> Problem:
    nearly = _NEARLY_CLOSING.search(source.text, start)
    hint = "write `---` alone on a line, in its first column"
    if nearly is not None:
        message = f"{quoted(nearly[0])} does not close the front matter"
        return source.problem(nearly.start(), "front-matter/unclosed", message, hint)
    message = "the front matter that opens here is never closed"
    return source.problem(0, "front-matter/unclosed", message, f"{hint}, before the text")
