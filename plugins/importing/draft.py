"""From a sorted source to a draft: what is missing is guessed, and said to be guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from plugins.importing.document import Draft, Found, LeftOut, Metadata, SortedSource
from plugins.importing.names import Passage
from plugins.importing.slugs import slug_of
from plugins.importing.tag_suggestions import suggest_tags
from plugins.importing.titles import title_from_name, title_from_text

__all__ = ["DraftRequest", "make_draft"]

_LONGEST_SUMMARY = 300  # characters; more is no summary


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """What the author asked for, and what only the edge knows. Empty means: guess.

    `today` is an ISO day. `known_tags` maps the `name_key` of the archive's labels
    and aliases to the label. `stem` is the source file's name without its ending.
    """

    today: str
    stem: str
    status: Literal["published", "draft"] = "draft"
    title: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    known_tags: Mapping[str, str] = field(default_factory=dict)


def make_draft(source: SortedSource, request: DraftRequest) -> Draft:
    """The draft that a source makes. It is published only if it was asked for and lacks nothing."""
    title = _title(source, request)
    tags, tags_origin = _tags(source, request, title)
    date = _date(source.metadata, request)
    metadata, dropped = _tidy(source, date)
    missing = [f"the section “{heading}”" for heading in source.missing]
    missing += [] if tags else ["tags (give `--tags`)"]
    status = request.status if not missing else "draft"
    remarks = (*source.remarks, *_date_remarks(date, request))
    left_out = (*source.left_out, *dropped, *_replaced(source, request))
    return Draft(
        title, date, tags, tags_origin, slug_of(title.value), status, metadata, source.parts,
        tuple(missing), left_out, remarks,
    )  # fmt: skip


def _title(source: SortedSource, request: DraftRequest) -> Found:
    if request.title:
        return Found(request.title, "as given")
    if source.metadata.title.value:
        return source.metadata.title
    for part in [*(part for part in source.parts if part.heading), *source.parts]:
        guessed = title_from_text(part.plain)
        if guessed:
            return Found(guessed, "guessed from the first sentence")
    return Found(title_from_name(request.stem), "guessed from the file's name")


def _date(metadata: Metadata, request: DraftRequest) -> Found:
    if request.date:
        return Found(request.date, "as given")
    return (
        metadata.date if metadata.date.value else Found(request.today, "today; the source has none")
    )


def _date_remarks(date: Found, request: DraftRequest) -> tuple[str, ...]:
    if date.value[:10] <= request.today:
        return ()
    return (f"its date is in the future: it is held back until {date.value}",)


def _tags(source: SortedSource, request: DraftRequest, title: Found) -> tuple[tuple[str, ...], str]:
    if request.tags:
        return request.tags, "as given"
    if source.metadata.tags:
        return source.metadata.tags, "the source's own"
    return suggest_tags(_passages(source, title), request.known_tags), "suggested from the text"


def _passages(source: SortedSource, title: Found) -> Sequence[Passage]:
    paragraphs = [line for part in source.parts for line in part.plain.split("\n") if line]
    # A guessed title only repeats the text.
    heading = [] if title.origin.startswith("guessed") else [Passage(title.value, 3)]
    opening = [Passage(paragraph, 2) for paragraph in paragraphs[:1]]
    return [*heading, *opening, *(Passage(paragraph) for paragraph in paragraphs[1:])]


def _tidy(source: SortedSource, date: Found) -> tuple[Metadata, tuple[LeftOut, ...]]:
    """Metadata without what contradicts the rest, or only repeats it."""
    metadata = source.metadata
    dropped: list[LeftOut] = []
    modified = metadata.modified.value
    if modified and (modified[:10] < date.value[:10] or modified <= date.value):
        if modified != date.value:
            dropped.append(LeftOut(f"modified: {modified}", "it is not after the date"))
        metadata = replace(metadata, modified=Found(""))
    summary = metadata.summary
    text = " ".join(" ".join(part.plain.split()) for part in source.parts)
    if summary and (len(summary) > _LONGEST_SUMMARY or summary.rstrip(".… ") in text):
        if summary.rstrip(".… ") not in text:
            dropped.append(LeftOut(summary, "too long for a summary"))
        metadata = replace(metadata, summary="")
    return metadata, tuple(dropped)


def _replaced(source: SortedSource, request: DraftRequest) -> list[LeftOut]:
    """What the source says and the author said otherwise."""
    metadata = source.metadata
    pairs = (
        (metadata.title.value, request.title, "--title"),
        (metadata.date.value, request.date, "--date"),
        (", ".join(metadata.tags), ", ".join(request.tags), "--tags"),
    )
    return [
        LeftOut(found, f"{option} was given instead")
        for found, given, option in pairs
        if found and given and found != given
    ]
