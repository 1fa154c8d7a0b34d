"""`/archive.schema.json`: what a line of `/archive.jsonl.gz` holds, as a JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from plugins.archive_data.records import Record
from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["SCHEMA_ADDRESS", "build_schema", "render_schema"]

SCHEMA_ADDRESS = "/archive.schema.json"


def build_schema(archive: Archive, site: Site) -> Iterator[Output]:
    """The schema; nothing of the archive is in it."""
    yield Output(output_path(SCHEMA_ADDRESS), render_schema, SCHEMA_ADDRESS)


def render_schema(address: str, context: RenderContext) -> bytes:
    """The schema, which is made from the classes of records."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": context.site.absolute(address),
        **msgspec.json.schema(Record, ref_template="#/$defs/{name}"),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2) + b"\n"
