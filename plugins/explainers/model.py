"""What an explainer is: the typed, frozen result of parsing one file.

Everything here is plain data (text, numbers, tuples, other classes of this
module), so that it can be stored, hashed and sent to another process. Dates are
kept as ISO 8601 text in UTC (`2026-11-23T00:00:00Z`): text sorts as time does.

What each explainer has dozens of is a Struct, which is made in a fifth of the time, and kept
without the names of its fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from plugins.explainers.web_addresses import url_mistake

__all__ = [
    "AiUse",
    "Body",
    "BodyPart",
    "Correction",
    "Expectation",
    "Explainer",
    "Extent",
    "FreePage",
    "Image",
    "LinkReference",
    "Outcome",
    "Place",
    "Review",
    "Source",
    "Status",
]

Status = Literal["published", "draft", "withdrawn"]
Extent = Literal["generated", "assisted"]
Outcome = Literal["open", "happened", "partly", "did-not", "overtaken"]
LinkKind = Literal["file", "slug", "address", "anchor", "image"]


class Place(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Where in its file something was written; counted from 1."""

    line: int = 1
    column: int = 1


class Source(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A document that an explainer rests on. `url` and `archived` are http(s) or empty."""

    title: str
    url: str = ""
    publisher: str = ""
    date: str = ""
    archived: str = ""


class AiUse(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """How AI took part; meaningful only where `Explainer.ai_generated` is true."""

    model: str = ""
    extent: Extent = "generated"
    note: str = ""


class Review(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Who reviewed the text, when, and whether they answer for it."""

    by: str = ""
    date: str = ""
    responsible: bool = False


class Correction(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What was corrected after publication; `section` is free text or empty."""

    date: str
    text: str
    section: str = ""


class Expectation(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Something expected to happen, by when, and what came of it."""

    text: str
    id: str = ""
    due: str = ""
    outcome: Outcome = "open"
    resolved: str = ""
    source: str = ""

    @property
    def source_host(self) -> str:
        """The host of a source that is a link; empty where it is only a name."""
        return "" if url_mistake(self.source) else urlsplit(self.source).netloc


class Image(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A lead image. `src` is as the author wrote it; `Explainer.image_file` is where it lies."""

    src: str
    alt: str
    credit: str = ""


class LinkReference(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A link or image in a body that only the whole archive can resolve.

    In `BodyPart.html` and `Body.footnotes` the address of the n-th reference is
    the slot `\\x02n\\x03` (no input can hold these characters).

    kind: `file` (`other.md`, `target` relative to the content folder), `slug`
    (`other-slug`), `address` (`/explainers/SLUG/`, or any other path from the
    root), `anchor` (`#part` of the same page; `target` empty), `image`
    (`target` relative to the content folder).
    """

    kind: LinkKind
    target: str
    anchor: str
    place: Place
    written: str  # as the author wrote it, to be quoted


class BodyPart(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The lead (`anchor` empty) or what stands under one `## ` heading."""

    anchor: str
    heading: str  # plain text
    html: str  # safe; without the heading itself; slots inside (see `links`)
    named: bool = False  # one of EXPLAINER_SECTIONS


class Body(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The rendered text of one file, safe to show."""

    parts: tuple[BodyPart, ...]
    footnotes: str = ""  # HTML of all footnotes, or empty
    text: str = ""  # plain text of all parts, for search and summaries


@dataclass(frozen=True, slots=True)
class Explainer:
    """One explainer, without its body: the body is found by `body_digest`."""

    path: str  # relative to the content folder
    id: str
    slug: str
    title: str
    date: str
    tags: tuple[str, ...]  # as written
    body_digest: str = ""  # hex, of the stored Body
    modified: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    status: Status = "published"
    lang: str = "en"
    story: str = ""
    sources: tuple[Source, ...] = ()
    ai_generated: bool = True
    ai: AiUse = field(default_factory=AiUse)
    review: Review | None = None
    corrections: tuple[Correction, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    aliases: tuple[str, ...] = ()
    image: Image | None = None
    image_file: str = ""  # the lead image's path in the content folder
    links: tuple[LinkReference, ...] = ()
    anchors: tuple[str, ...] = ()  # every id that a link may lead to
    word_count: int = 0
    comments: tuple[tuple[int, int], ...] = ()  # spans of the file's text that no page shows
    places: dict[str, Place] = field(default_factory=dict)  # of each front matter key

    def place_of(self, key: str) -> Place:
        """Where a key stands in the front matter, else the top of the file."""
        return self.places.get(key, Place())


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page that is not an explainer (About, Corrections), at `/NAME/`."""

    path: str
    slug: str  # may hold `/`: pages/help/feeds.md is `help/feeds`
    title: str
    body_digest: str = ""
    summary: str = ""
    lang: str = "en"
    status: Status = "published"
    aliases: tuple[str, ...] = ()
    links: tuple[LinkReference, ...] = ()
    anchors: tuple[str, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)

    def place_of(self, key: str) -> Place:
        """Where a key stands in the front matter, else the top of the file."""
        return self.places.get(key, Place())
