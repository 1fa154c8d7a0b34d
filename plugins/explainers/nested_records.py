"""The mappings within front matter: sources, corrections, expectations, AI, review, image."""

from __future__ import annotations

import posixpath
from typing import get_args

from plugins.explainers.field_values import (
    LONGEST_TEXT,
    boolean,
    choice,
    date_text,
    identifier,
    later_date,
    partial_date,
    plain_text,
    source_text,
    text,
    url,
)
from plugins.explainers.fields import Field, FieldTable, Parser, Reading, Values
from plugins.explainers.model import (
    AiUse,
    Correction,
    Expectation,
    Extent,
    Image,
    Outcome,
    Review,
    Source,
)
from plugins.explainers.nested_fields import mapping_of
from plugins.explainers.quoting import quoted
from plugins.explainers.web_addresses import has_scheme
from plugins.explainers.yaml_nodes import Node, TextNode

__all__ = [
    "image_path",
    "parse_ai_use",
    "parse_correction",
    "parse_expectation",
    "parse_image",
    "parse_review",
    "parse_source",
]

_SOURCE_TITLE = Field("title", text(), required=True, example="title: The court's ruling")
_SOURCE_URL = Field("url", url)
_SOURCE_PUBLISHER = Field("publisher", text())
_SOURCE_DATE = Field("date", partial_date)
_SOURCE_ARCHIVED = Field("archived", url)


def _source(values: Values) -> Source:
    return Source(
        title=values.get(_SOURCE_TITLE, ""),
        url=values.get(_SOURCE_URL, ""),
        publisher=values.get(_SOURCE_PUBLISHER, ""),
        date=values.get(_SOURCE_DATE, ""),
        archived=values.get(_SOURCE_ARCHIVED, ""),
    )


parse_source = mapping_of(
    FieldTable(
        "source",
        (_SOURCE_TITLE, _SOURCE_URL, _SOURCE_PUBLISHER, _SOURCE_DATE, _SOURCE_ARCHIVED),
        {"link": "url", "name": "title"},
    ),
    _source,
)

_AI_MODEL = Field("model", text(), example="model: the model's name")
_parse_extent: Parser[Extent] = choice(get_args(Extent))
_AI_EXTENT: Field[Extent] = Field("extent", _parse_extent)
_AI_NOTE = Field("note", text())


def _ai_use(values: Values) -> AiUse:
    return AiUse(
        model=values.get(_AI_MODEL, ""),
        extent=values.get(_AI_EXTENT, "generated"),
        note=values.get(_AI_NOTE, ""),
    )


parse_ai_use = mapping_of(
    FieldTable("ai", (_AI_MODEL, _AI_EXTENT, _AI_NOTE)), _ai_use, lone_text="model"
)

_REVIEW_BY = Field("by", text(), example="by: the reviewer's name")
_REVIEW_DATE = Field("date", date_text)
_REVIEW_RESPONSIBLE = Field("responsible", boolean)


def _review(values: Values) -> Review:
    return Review(
        by=values.get(_REVIEW_BY, ""),
        date=values.get(_REVIEW_DATE, ""),
        responsible=values.get(_REVIEW_RESPONSIBLE, False),
    )


parse_review = mapping_of(
    FieldTable("review", (_REVIEW_BY, _REVIEW_DATE, _REVIEW_RESPONSIBLE)),
    _review,
    lone_text="by",
)

_CORRECTION_DATE = Field("date", later_date, required=True, example="date: 2026-11-23")
_CORRECTION_TEXT = Field("text", text(), required=True, example="text: What was wrong")
_CORRECTION_SECTION = Field("section", text())


def _correction(values: Values) -> Correction:
    return Correction(
        date=values.get(_CORRECTION_DATE, ""),
        text=values.get(_CORRECTION_TEXT, ""),
        section=values.get(_CORRECTION_SECTION, ""),
    )


parse_correction = mapping_of(
    FieldTable("correction", (_CORRECTION_DATE, _CORRECTION_TEXT, _CORRECTION_SECTION)),
    _correction,
)

_EXPECTED_TEXT = Field("text", text(), required=True, example="text: What is expected")
_EXPECTED_ID = Field("id", identifier)
_EXPECTED_DUE = Field("due", partial_date)
_parse_outcome: Parser[Outcome] = choice(get_args(Outcome))
_EXPECTED_OUTCOME: Field[Outcome] = Field("outcome", _parse_outcome)
_EXPECTED_RESOLVED = Field("resolved", later_date)
_EXPECTED_SOURCE = Field("source", source_text)


def _expectation(values: Values) -> Expectation:
    return Expectation(
        text=values.get(_EXPECTED_TEXT, ""),
        id=values.get(_EXPECTED_ID, ""),
        due=values.get(_EXPECTED_DUE, ""),
        outcome=values.get(_EXPECTED_OUTCOME, "open"),
        resolved=values.get(_EXPECTED_RESOLVED, ""),
        source=values.get(_EXPECTED_SOURCE, ""),
    )


parse_expectation = mapping_of(
    FieldTable(
        "expectation",
        (
            _EXPECTED_TEXT,
            _EXPECTED_ID,
            _EXPECTED_DUE,
            _EXPECTED_OUTCOME,
            _EXPECTED_RESOLVED,
            _EXPECTED_SOURCE,
        ),
    ),
    _expectation,
)


def image_path(path: str, src: str) -> str | None:
    """Where an image lies in the content folder; None where its path climbs out of it."""
    folder = "" if src.startswith("/") else posixpath.dirname(path)
    found = posixpath.normpath(posixpath.join(folder, src.lstrip("/")))
    return None if found == ".." or found.startswith("../") else found


def _image_src(reading: Reading, name: str, node: Node) -> str | None:
    src = plain_text(reading, name, node, limit=500)
    if src is None:
        return None
    if has_scheme(src) or src.startswith("//"):
        message = f"image {quoted(src)} lies on another site"
        hint = "put the file into the content folder"
        reading.report(node.index, "image/remote", message, hint)
        return None
    if image_path(reading.source.path, src) is None:
        message = f"image {quoted(src)} lies outside the content folder"
        hint = "put the file into the content folder"
        reading.report(node.index, "link/outside", message, hint)
        return None
    return src


def _image_alt(reading: Reading, name: str, node: Node) -> str | None:
    if isinstance(node, TextNode) and not node.text.strip():
        message = f"{quoted(name)} has no value"
        reading.report(node.index, "image/alt", message, "say in words what the image shows")
        return None
    return plain_text(reading, name, node)


_IMAGE_SRC = Field("src", _image_src, required=True, example="src: /images/court.jpg")
_IMAGE_ALT = Field(
    "alt",
    _image_alt,
    required=True,
    example="alt: what the image shows",
    missing_code="image/alt",
)
_IMAGE_CREDIT = Field("credit", text(LONGEST_TEXT))


def _image(values: Values) -> Image:
    return Image(
        src=values.get(_IMAGE_SRC, ""),
        alt=values.get(_IMAGE_ALT, ""),
        credit=values.get(_IMAGE_CREDIT, ""),
    )


parse_image = mapping_of(
    FieldTable("image", (_IMAGE_SRC, _IMAGE_ALT, _IMAGE_CREDIT)), _image, lone_text="src"
)
