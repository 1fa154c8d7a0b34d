"""What is noted down while one body is read, for the steps that come after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import msgspec

from plugins.explainers.markdown.limits import Budget

__all__ = ["LINK_TOKEN", "Destination", "Notes", "Removal"]

# Opens the token that stands for an address. No file holds this character (see
# `source_text`), so that no text can pass for a token.
LINK_TOKEN = "\ufdd0"
# Most addresses: complete, with nothing to judge or to encode.
_PLAIN = re.compile(
    r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?:/[A-Za-z0-9!#$%()*+,/:;=?@\[\]~._&-]*)?"
)


class Destination(msgspec.Struct, frozen=True, gc=False):
    """Where a link or an image leads: as written, and what the writing means.

    `written` is empty for links that nobody wrote, such as a footnote's. `index`
    says where in the file it was written, if the engine knows.
    """

    written: str
    address: str
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """A piece of the author's own HTML that pages cannot carry; `index` as in `Destination`."""

    written: str
    message: str
    hint: str
    index: int | None = None


@dataclass
class Notes:
    """Filled by an engine while it reads one body.

    Addresses never pass through Markdown's escaping: `link` and `image` keep one here and
    give back a token that stands in the HTML until references are resolved.
    """

    budget: Budget = field(default_factory=Budget)
    destinations: list[Destination] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    comments: int = 0  # how many were read; pages show none
    comment_spans: list[tuple[int, int]] = field(
        default_factory=list
    )  # of as many as can be placed

    def comment(self, written: str) -> None:
        """Called for each comment."""
        self.comments += 1

    def enter_tag(self, written: str) -> None:
        """Called for each tag of the author's own HTML; what is noted next belongs to it."""

    def place_in_tag(self, written: str) -> int | None:
        """Where in the file something stands in that tag; None if it is to be searched for."""

    def plain_link(self, address: str) -> str:
        """What stands in a link's `href` if nothing can be wrong with its address, else empty."""
        if _PLAIN.fullmatch(address) is None:
            return ""
        self.budget.spend("links")
        return address.replace("&", "&amp;")

    def link(self, written: str, address: str, index: int | None = None) -> str:
        """What stands in a link's `href`: a plain address itself, or the token for another."""
        return self.plain_link(address) or self.image(written, address, index)

    def image(self, written: str, address: str, index: int | None = None) -> str:
        """What stands in an image's `src`: the token for its address."""
        self.budget.spend("links")
        self.destinations.append(Destination(written, address, index))
        return f"{LINK_TOKEN}{len(self.destinations) - 1}"

    def remove(self, written: str, message: str, hint: str) -> None:
        """Note that HTML is left out."""
        self.removals.append(Removal(written, message, hint, self.place_in_tag(written)))
