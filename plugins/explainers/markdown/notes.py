"""What is noted down while one body is read, for the steps that come after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from plugins.explainers.markdown.limits import Budget

__all__ = ["LINK_TOKEN", "Destination", "Heading", "Notes", "Removal"]

# Opens the token that stands for an address. No file holds this character (see
# `source_text`), so that no text can pass for a token.
LINK_TOKEN = "\ufdd0"


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link or an image leads: as written, and what the writing means.

    `written` is empty for links that nobody wrote, such as a footnote's.
    """

    written: str
    address: str


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece of the author's own HTML that pages cannot carry."""

    written: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in the tree; `line` counts from 0 within the body."""

    element: Element
    level: int
    line: int


@dataclass
class Notes:
    """Filled by the block reader and the inline patterns; one for each body.

    Addresses never pass through Markdown's escaping: `link` keeps one here and
    gives back a token that stands in the HTML until references are resolved.
    """

    budget: Budget = field(default_factory=Budget)
    references: dict[str, tuple[str, str]] = field(default_factory=dict)
    footnotes: dict[str, Element] = field(default_factory=dict)
    headings: list[Heading] = field(default_factory=list)
    code_lines: list[tuple[int, int]] = field(default_factory=list)
    destinations: list[Destination] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    comments: int = 0  # how many were read; pages show none

    def link(self, written: str, address: str) -> str:
        """The token that stands for an address."""
        self.budget.spend("links")
        self.destinations.append(Destination(written, address))
        return f"{LINK_TOKEN}{len(self.destinations) - 1}"

    def remove(self, written: str, message: str, hint: str) -> None:
        """Note that HTML is left out."""
        self.removals.append(Removal(written, message, hint))
