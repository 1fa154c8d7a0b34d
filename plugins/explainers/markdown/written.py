"""What an engine hands over: a body written as HTML that is not safe yet."""

from __future__ import annotations

import msgspec

from plugins.explainers.markdown.notes import Notes

__all__ = ["WrittenBody", "WrittenHeading", "WrittenPart"]


class WrittenHeading(msgspec.Struct, frozen=True, gc=False):
    """A heading: its line in the body (counted from 0), its level, plain text and anchor."""

    line: int
    level: int
    text: str
    anchor: str


class WrittenPart(msgspec.Struct, frozen=True, gc=False):
    """The lead (no heading), or what stands under one second-level heading."""

    heading: WrittenHeading | None
    html: str


class WrittenBody(msgspec.Struct, frozen=True, gc=False):
    """A body in parts, with tokens for addresses (see `Notes.link`).

    `headings` are all of them, in the order of the text; `footnotes` is their list
    or empty. `code_lines` are the first and last lines of blocks of code, where
    nothing is to be searched for; an engine that knows each place needs none.
    """

    parts: tuple[WrittenPart, ...]
    footnotes: str
    headings: tuple[WrittenHeading, ...]
    notes: Notes
    code_lines: tuple[tuple[int, int], ...] = ()
