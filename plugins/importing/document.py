"""What a source is once it is read, and what it becomes: plain data between the steps.

bytes ─ decode ─► text ─ read (text, Markdown or HTML) ─► SourceDocument
      ─ sort into parts ─► SortedSource ─ guess ─► Draft ─ write ─► Markdown
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = [
    "Draft",
    "DraftPart",
    "Found",
    "Furniture",
    "LeftOut",
    "Line",
    "Metadata",
    "SortedSource",
    "SourceDocument",
]

FurnitureKind = Literal["ai", "question", "answer", "byline", "date", "modified", "tags", "chrome"]


@dataclass(frozen=True, slots=True)
class Found:
    """A value with where it comes from, in words that can be printed."""

    value: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Text of the source that is not in the draft's text, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of Markdown (for plain text: a paragraph), and how it reads without its marks.

    A blank line has neither. `is_code` lines mean nothing but themselves.
    """

    markdown: str
    plain: str = ""
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line that says something about the page, not about the story."""

    kind: FurnitureKind
    values: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says about itself. Dates are ISO 8601; empty where it says nothing."""

    title: Found = Found("")
    date: Found = Found("")
    modified: Found = Found("")
    authors: tuple[str, ...] = ()
    summary: str = ""
    lang: str = ""
    tags: tuple[str, ...] = ()
    ai_extent: Literal["", "generated", "assisted"] = ""
    ai_origin: str = ""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A source that is read, but whose lines are not understood yet."""

    lines: tuple[Line, ...]
    metadata: Metadata = Metadata()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftPart:
    """The lead (`heading` empty) or what stands under a named section's heading."""

    heading: str
    lines: tuple[Line, ...]

    @property
    def plain(self) -> str:
        """The words of this part, a paragraph a line."""
        return "\n".join(line.plain for line in self.lines if line.plain)


@dataclass(frozen=True, slots=True)
class SortedSource:
    """A source whose lines have been told apart: its parts in the site's order, and the rest."""

    parts: tuple[DraftPart, ...]
    metadata: Metadata
    missing: tuple[str, ...] = ()  # headings of required sections
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An explainer, ready to be written."""

    title: Found
    date: Found
    tags: tuple[str, ...]
    tags_origin: str
    slug: str
    status: Literal["published", "draft"]
    metadata: Metadata
    parts: tuple[DraftPart, ...]
    missing: tuple[str, ...] = ()  # what it lacks to be published, in words
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()
