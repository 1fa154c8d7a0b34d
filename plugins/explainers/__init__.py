"""Explainers: from the bytes of files to one checked archive. Pure: no files, no clock.

What every builder and check names is gathered here. Parsing (`parse`,
`tags_file`) is imported by its module: it brings YAML and Markdown with it, which
a process that only renders pages has no use for.
"""

from plugins.explainers.archive import Archive, AssetFile, Story, Tag, name_key
from plugins.explainers.links import back_link_slot, fill_slots, link_slot, table_slot
from plugins.explainers.model import (
    AiUse,
    Body,
    BodyPart,
    Correction,
    Expectation,
    Explainer,
    FreePage,
    Image,
    LinkReference,
    Place,
    Review,
    Source,
)
from plugins.explainers.problems import (
    CODES,
    Problem,
    format_problems,
    has_errors,
    summarise,
)
from plugins.explainers.site import ParseSettings, SectionName, Site

__all__ = [
    "CODES",
    "AiUse",
    "Archive",
    "AssetFile",
    "Body",
    "BodyPart",
    "Correction",
    "Expectation",
    "Explainer",
    "FreePage",
    "Image",
    "LinkReference",
    "ParseSettings",
    "Place",
    "Problem",
    "Review",
    "SectionName",
    "Site",
    "Source",
    "Story",
    "Tag",
    "back_link_slot",
    "fill_slots",
    "format_problems",
    "has_errors",
    "link_slot",
    "name_key",
    "summarise",
    "table_slot",
]
