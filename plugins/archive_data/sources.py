"""The Markdown of an explainer's file, as far as it is meant to be read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plugins.explainers.front_matter import FrontMatterText, split_front_matter
from plugins.explainers.model import Explainer
from plugins.explainers.source_text import SourceText, decode_source

__all__ = ["body_start", "edited", "markdown_of", "text_of"]

Edit = tuple[int, int, str]  # a span of a file's text, and what stands there instead

_LINE_END = re.compile(r"\r\n|\r")


def markdown_of(data: bytes, explainer: Explainer) -> str:
    """What stands below the front matter, without the comments that pages do not show."""
    source = text_of(data, explainer)
    return edited(source, comment_edits(explainer))


def text_of(data: bytes, explainer: Explainer) -> SourceText:
    """The file's text; it was parsed before, so it is one."""
    source = decode_source(data, explainer.path)
    if not isinstance(source, SourceText):
        raise TypeError(f"{explainer.path} was text when it was parsed")
    return source


def comment_edits(explainer: Explainer) -> Iterator[Edit]:
    """The edits that leave out an explainer's comments."""
    return ((start, end, "") for start, end in explainer.comments)


def edited(source: SourceText, edits: Iterable[Edit]) -> str:
    """The text below the front matter, ends of lines LF; of edits that overlap the first counts."""
    pieces, end = list[str](), body_start(source)
    for first, last, instead in sorted(edits):
        if first >= end:
            pieces += [source.text[end:first], instead]
            end = last
    text = "".join([*pieces, source.text[end:]])
    return _LINE_END.sub("\n", text).strip("\n") + "\n"


def body_start(source: SourceText) -> int:
    """The index at which the text below the front matter begins."""
    span = split_front_matter(source)
    return span.body_start if isinstance(span, FrontMatterText) else 0
