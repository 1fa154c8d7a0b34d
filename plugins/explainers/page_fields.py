"""The fields of a free page's front matter."""

from __future__ import annotations

from plugins.explainers.body_facts import BodyFacts
from plugins.explainers.body_text import first_sentences
from plugins.explainers.explainer_fields import ALIASES, LANG, STATUS, SUMMARY, TITLE, places_of
from plugins.explainers.field_values import path_slug, report_file_name
from plugins.explainers.fields import (
    Field,
    FieldTable,
    Reading,
    Values,
    check_keys,
    parse_values,
)
from plugins.explainers.model import FreePage
from plugins.explainers.site import ParseSettings
from plugins.explainers.slugs import default_title, is_slug, page_slug
from plugins.explainers.yaml_nodes import MappingNode

__all__ = ["read_page"]

_SLUG = Field("slug", path_slug)
_TABLE = FieldTable(
    "",
    (TITLE, _SLUG, SUMMARY, LANG, STATUS, ALIASES),
    {"description": "summary", "draft": "status", "language": "lang"},
)


def read_page(
    reading: Reading, mapping: MappingNode, settings: ParseSettings, body: BodyFacts
) -> FreePage:
    """A free page. What is missing or broken is reported and stood in for."""
    check_keys(reading, mapping, _TABLE, 0)
    values = parse_values(reading, mapping, _TABLE.by_name)
    return FreePage(
        path=reading.source.path,
        slug=_slug_of(reading, mapping, values),
        title=values.get(TITLE, "") or default_title(reading.source.path),
        summary=values.get(SUMMARY, "") or first_sentences(body.opening),
        lang=values.get(LANG, settings.lang),
        status=values.get(STATUS, "published"),
        aliases=values.get(ALIASES, ()),
        body_digest=body.digest,
        links=body.links,
        anchors=body.anchors,
        places=places_of(reading, mapping),
    )


def _slug_of(reading: Reading, mapping: MappingNode, values: Values) -> str:
    written = values.find(_SLUG)
    if written is not None:
        return written
    named = page_slug(reading.source.path)
    if not all(is_slug(part) for part in named.split("/")) and mapping.find("slug") is None:
        report_file_name(reading, named)
    return named
