"""One explainer as a line of JSON: all that its front matter says, typed, and its Markdown.

The classes are the format, and the JSON Schema is made from them. What is empty is left out;
what is a choice, or true or false, is always there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from plugins.explainers.addresses import explainer_address, image_address
from plugins.explainers.model import Explainer, Extent, Outcome
from plugins.explainers.site import Site
from plugins.explainers.views import ai_label

__all__ = ["Record", "record_of"]

Moment = Annotated[
    str,
    Meta(description="A moment in UTC, ISO 8601", extra_json_schema={"format": "date-time"}),
]


class _Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """What all parts of a record have in common."""


class SourceRecord(_Part, frozen=True):
    """A document that the explainer rests on."""

    title: str
    url: str = ""
    publisher: str = ""
    date: Annotated[str, Meta(description="A year, a month or a day")] = ""
    archived: str = ""


class AiRecord(_Part, frozen=True):
    """How AI took part."""

    extent: Extent
    model: str = ""
    note: str = ""


class ReviewRecord(_Part, frozen=True):
    """Who looked through the text, and whether they answer for it."""

    responsible: bool
    by: str = ""
    date: Moment = ""


class CorrectionRecord(_Part, frozen=True):
    """What was corrected after publication."""

    date: Moment
    text: str
    section: Annotated[str, Meta(description="The heading of what was corrected")] = ""


class ExpectationRecord(_Part, frozen=True):
    """Something that was expected, by when, and what came of it."""

    text: str
    outcome: Outcome
    id: str = ""
    due: Annotated[str, Meta(description="A year, a month or a day")] = ""
    resolved: Moment = ""
    source: Annotated[str, Meta(description="An address, or a name")] = ""


class ImageRecord(_Part, frozen=True):
    """The picture at the top."""

    src: str
    alt: str
    credit: str = ""


class FileRecord(_Part, frozen=True):
    """A picture that the explainer shows: where it lies beside the text, and where it is read."""

    path: str
    url: str


class Record(_Part, frozen=True):
    """An explainer. What front matter says stands under the keys that it has there."""

    label: Annotated[str, Meta(description="What its page says about AI, or empty")]
    url: Annotated[str, Meta(description="The address of its page")]
    path: Annotated[str, Meta(description="Its file; links in `markdown` are seen from there")]
    id: Annotated[str, Meta(description="Never changes, whatever else does")]
    slug: str
    title: str
    date: Moment
    tags: Annotated[tuple[str, ...], Meta(min_length=1, description="As the site spells them")]
    lang: Annotated[str, Meta(description="A language tag (BCP 47)")]
    ai_generated: bool
    markdown: Annotated[str, Meta(description="Its text, without comments")]
    modified: Moment = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    story: Annotated[str, Meta(description="The running story, as the site spells it")] = ""
    ai: AiRecord | None = None
    review: ReviewRecord | None = None
    corrections: tuple[CorrectionRecord, ...] = ()
    expectations: tuple[ExpectationRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    aliases: Annotated[tuple[str, ...], Meta(description="Old paths that lead to it")] = ()
    image: ImageRecord | None = None
    files: tuple[FileRecord, ...] = ()


def record_of(explainer: Explainer, markdown: str, site: Site) -> Record:
    """The record of an explainer; `markdown` is its text."""
    return Record(
        label=ai_label(explainer),
        url=site.absolute(explainer_address(explainer.slug)),
        path=explainer.path,
        id=explainer.id,
        slug=explainer.slug,
        title=explainer.title,
        date=explainer.date,
        tags=explainer.tags,
        lang=explainer.lang,
        ai_generated=explainer.ai_generated,
        markdown=markdown,
        modified=explainer.modified,
        authors=explainer.authors,
        summary=explainer.summary,
        story=explainer.story,
        ai=_typed(explainer.ai, AiRecord) if explainer.ai_generated else None,
        review=_typed(explainer.review, ReviewRecord | None),
        corrections=_typed(explainer.corrections, tuple[CorrectionRecord, ...]),
        expectations=_typed(explainer.expectations, tuple[ExpectationRecord, ...]),
        sources=_typed(explainer.sources, tuple[SourceRecord, ...]),
        aliases=explainer.aliases,
        image=_typed(explainer.image, ImageRecord | None),
        files=tuple(_files(explainer, site)),
    )


def _typed(value: Any, kind: Any) -> Any:
    return msgspec.convert(value, kind, from_attributes=True)


def _files(explainer: Explainer, site: Site) -> Iterator[FileRecord]:
    shown = [
        explainer.image_file,
        *(each.target for each in explainer.links if each.kind == "image"),
    ]
    for path in dict.fromkeys(filter(None, shown)):
        yield FileRecord(path, site.absolute(image_address(path)))
