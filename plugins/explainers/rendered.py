"""What every Markdown engine gives back: one body, rendered, made safe, split at its headings."""

from __future__ import annotations

import msgspec

from plugins.explainers.model import LinkReference, Place
from plugins.explainers.problems import Problem

__all__ = ["RenderedMarkdown", "RenderedPart"]


class RenderedPart(msgspec.Struct, frozen=True, gc=False):
    """The lead (first part; heading and anchor empty) or what a `## ` heading opens.

    `html` is safe, without that heading, with slots for links (see `LinkReference`) and
    for what is said in the site's language (see `links`); `text` is the same without
    tags, blanks folded. `place` is the heading's.
    """

    anchor: str
    heading: str
    html: str
    text: str
    place: Place


class RenderedMarkdown(msgspec.Struct, frozen=True, gc=False):
    """A rendered body. `parts` always opens with the lead, be it empty.

    `top_headings` are the places and texts of first-level headings, which an
    explainer must not have. `deeper_headings` are those below the second level,
    with their levels. `anchors` are all ids in the HTML. `comments` are spans of the file's text.
    """

    parts: tuple[RenderedPart, ...]
    footnotes: str = ""
    links: tuple[LinkReference, ...] = ()
    anchors: tuple[str, ...] = ()
    top_headings: tuple[tuple[Place, str], ...] = ()
    deeper_headings: tuple[tuple[Place, int, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    comments: tuple[tuple[int, int], ...] = ()
