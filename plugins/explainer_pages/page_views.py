"""What an explainer's page shows: all that makes the page be rendered anew when it changes."""

from __future__ import annotations

import msgspec
from markupsafe import Markup

from plugins.explainers.body_images import ShownSize
from plugins.explainers.model import AiUse, Correction, Expectation, Review, Source
from plugins.explainers.views import LeadImage, Link, PageMeta, TagLink

__all__ = [
    "ExplainerPage",
    "Section",
    "ShownCorrection",
    "StoryNavigation",
    "WithdrawnPage",
]


class StoryNavigation(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The nearest other explainers of the running story, each tuple oldest first.

    Only the nearest: a story may have hundreds, and a new one should not change
    the pages of all of them.
    """

    label: str
    address: str
    earlier: tuple[Link, ...]
    later: tuple[Link, ...]


class ExplainerPage(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The inputs of one page. Tags carry no counts, or a tag's growth would change it."""

    page: PageMeta
    date: str
    modified: str
    authors: tuple[str, ...]
    summary: str
    label: str  # how AI took part, or empty
    ai: AiUse
    review: Review | None
    image: LeadImage | None
    tags: tuple[TagLink, ...]
    expectations: tuple[Expectation, ...]
    corrections: tuple[Correction, ...]
    sources: tuple[Source, ...]
    story: StoryNavigation | None
    previous: Link | None
    next: Link | None
    related: tuple[Link, ...]
    minutes: int  # that reading the text takes
    state: str  # "draft" or "held-back", only while serving
    body_digest: str
    links: tuple[str, ...]  # the address for each link slot of the body
    image_sizes: tuple[ShownSize, ...] = ()
    series: Link | None = None  # the running story, also where it holds nothing else


class WithdrawnPage(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The inputs of the page that a withdrawn explainer leaves behind."""

    page: PageMeta
    date: str
    corrections: tuple[Correction, ...]


class Section(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The lead (`anchor` empty) or one section, ready for the template."""

    anchor: str
    heading: str
    html: Markup


class ShownCorrection(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """A correction; `anchor` is set where its `section` names a section of the page."""

    date: str
    text: str
    section: str
    anchor: str
