"""The fields of an explainer's front matter, and what their values make together."""

from __future__ import annotations

from bisect import bisect_right
from typing import get_args

from plugins.explainers.archive import name_key
from plugins.explainers.body_facts import BodyFacts
from plugins.explainers.body_text import first_sentences
from plugins.explainers.dates import Moment, parse_moment
from plugins.explainers.field_values import (
    alias,
    boolean,
    choice,
    identifier,
    language,
    later_date,
    moment,
    report_file_name,
    slug,
    text,
)
from plugins.explainers.fields import (
    Field,
    FieldTable,
    Parser,
    Reading,
    Values,
    check_keys,
    parse_values,
)
from plugins.explainers.model import AiUse, Explainer, Place, Status
from plugins.explainers.nested_fields import list_of, unique_list_of
from plugins.explainers.nested_records import (
    image_path,
    parse_ai_use,
    parse_correction,
    parse_expectation,
    parse_image,
    parse_review,
    parse_source,
)
from plugins.explainers.quoting import quoted
from plugins.explainers.site import ParseSettings
from plugins.explainers.slugs import default_slug, default_title, file_date, is_slug
from plugins.explainers.yaml_nodes import MappingNode

__all__ = ["ALIASES", "LANG", "STATUS", "SUMMARY", "TITLE", "places_of", "read_explainer"]

_parse_status: Parser[Status] = choice(get_args(Status))

TITLE = Field("title", text(300), required=True, example="title: What the ruling means")
SUMMARY = Field("summary", text(1_000))
STATUS: Field[Status] = Field("status", _parse_status)
LANG = Field("lang", language)
ALIASES = Field("aliases", unique_list_of(alias, item_name="alias", key=str))
_DATE = Field("date", moment, required=True, example="date: 2026-11-23")
_TAGS = Field(
    "tags",
    unique_list_of(text(100), item_name="tag", key=name_key, filled=True),
    required=True,
    example="tags: [Meta, AI]",
)
_ID = Field("id", identifier)
_SLUG = Field("slug", slug)
_MODIFIED = Field("modified", later_date)
_AUTHORS = Field("authors", unique_list_of(text(300), item_name="author", key=str))
_STORY = Field("story", text(100))
_SOURCES = Field("sources", list_of(parse_source, item_name="source"))
_AI_GENERATED = Field("ai_generated", boolean)
_AI = Field("ai", parse_ai_use)
_REVIEW = Field("review", parse_review)
_CORRECTIONS = Field("corrections", list_of(parse_correction, item_name="correction"))
_EXPECTATIONS = Field("expectations", list_of(parse_expectation, item_name="expectation"))
_IMAGE = Field("image", parse_image)

_FIELDS: tuple[Field[object], ...] = (
    *(TITLE, _DATE, _TAGS, _ID, _SLUG, _MODIFIED, _AUTHORS, SUMMARY, STATUS, LANG, _STORY),
    *(_SOURCES, _AI_GENERATED, _AI, _REVIEW, _CORRECTIONS, _EXPECTATIONS, ALIASES, _IMAGE),
)
# What some of the fields are called by other tools.
_ELSEWHERE = {
    "category": "tags",
    "categories": "tags",
    "created": "date",
    "description": "summary",
    "draft": "status",
    "excerpt": "summary",
    "keywords": "tags",
    "language": "lang",
    "lastmod": "modified",
    "published": "date",
    "series": "story",
    "updated": "modified",
}
_TABLE = FieldTable("", _FIELDS, _ELSEWHERE)
# Other dates are held against this one.
_DATE_FIRST: dict[str, Field[object]] = {_DATE.name: _DATE}
_BESIDES_DATE: dict[str, Field[object]] = {
    field.name: field for field in _FIELDS if field is not _DATE
}


def read_explainer(
    reading: Reading, mapping: MappingNode, settings: ParseSettings, body: BodyFacts
) -> Explainer:
    """An explainer. What is missing or broken is reported and stood in for."""
    check_keys(reading, mapping, _TABLE, 0)
    published = parse_values(reading, mapping, _DATE_FIRST).find(_DATE)
    dated = Reading(reading.source, reading.zone, reading.problems, published)
    values = parse_values(dated, mapping, _BESIDES_DATE)
    _check_ai(reading, mapping, values, settings)
    _check_expectation_ids(reading, mapping, values)
    path = reading.source.path
    slug = _slug_of(reading, mapping, values)
    image = values.find(_IMAGE)
    return Explainer(
        path=path,
        id=values.get(_ID, slug),
        slug=slug,
        title=values.get(TITLE, "") or default_title(path),
        date=published.utc if published else _date_of_name(reading),
        tags=values.get(_TAGS, ()),
        modified=values.get(_MODIFIED, ""),
        authors=values.get(_AUTHORS, settings.authors),
        summary=values.get(SUMMARY, "") or first_sentences(body.opening),
        status=values.get(STATUS, "published"),
        lang=values.get(LANG, settings.lang),
        story=values.get(_STORY, ""),
        sources=values.get(_SOURCES, ()),
        ai_generated=values.get(_AI_GENERATED, settings.ai_generated),
        ai=values.get(_AI, AiUse()),
        review=values.find(_REVIEW),
        corrections=values.get(_CORRECTIONS, ()),
        expectations=values.get(_EXPECTATIONS, ()),
        aliases=values.get(ALIASES, ()),
        image=image,
        image_file=(image_path(path, image.src) or "") if image else "",
        body_digest=body.digest,
        links=body.links,
        anchors=body.anchors,
        word_count=body.word_count,
        comments=body.comments,
        places=places_of(reading, mapping),
    )


def places_of(reading: Reading, mapping: MappingNode) -> dict[str, Place]:
    """Where the value of each key stands."""
    starts = reading.source.line_starts
    places = {}
    for entry in mapping.entries:
        index = entry.value.index
        line = bisect_right(starts, index)
        places[entry.key] = Place(line, index - starts[line - 1] + 1)
    return places


def _slug_of(reading: Reading, mapping: MappingNode, values: Values) -> str:
    written = values.find(_SLUG)
    if written is not None:
        return written
    named = default_slug(reading.source.path)
    if not is_slug(named) and mapping.find("slug") is None:
        report_file_name(reading, named)
    return named


def _date_of_name(reading: Reading) -> str:
    # A draft without a date; only `serve` shows it. No clock is read here.
    parsed = parse_moment(file_date(reading.source.path), reading.zone)
    return parsed.utc if isinstance(parsed, Moment) else ""


def _check_ai(
    reading: Reading, mapping: MappingNode, values: Values, settings: ParseSettings
) -> None:
    entry = mapping.find("ai")
    if entry is None or values.get(_AI_GENERATED, settings.ai_generated):
        return
    if values.find(_AI_GENERATED) is None:
        message = "'ai' is set, but 'ai_generated' is false by this site's settings"
        hint = "add `ai_generated: true`, or delete 'ai'"
    else:
        message = "'ai' is set, but 'ai_generated' is false"
        hint = "delete one of the two"
    reading.report(entry.key_index, "front-matter/conflict", message, hint)


def _check_expectation_ids(reading: Reading, mapping: MappingNode, values: Values) -> None:
    entry = mapping.find("expectations")
    seen: set[str] = set()
    for expectation in values.get(_EXPECTATIONS, ()):
        if entry and expectation.id and expectation.id in seen:
            message = f"two expectations have the id {quoted(expectation.id)}"
            hint = "give each its own"
            reading.report(entry.key_index, "front-matter/conflict", message, hint)
        seen.add(expectation.id)
