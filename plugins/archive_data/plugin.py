"""The archive as data, as a Pelican plugin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plugins.archive_data import (
    build_archive_file,
    build_manifest,
    build_markdown_copies,
    build_schema,
)
from plugins.archive_data.parts import current_parts
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output, PlanContext
from plugins.site_outputs.signals import outputs_wanted

__all__ = ["archive_data_outputs", "register"]


def register() -> None:
    """Take part in each build."""
    outputs_wanted.connect(archive_data_outputs)


def archive_data_outputs(
    site: Site, *, archive: Archive, context: PlanContext, **_: Any
) -> Iterator[Output]:
    """The outputs of this plugin."""
    parts = current_parts(archive, site, context)
    yield from build_archive_file(parts, site)
    yield from build_manifest(archive, parts, site)
    yield from build_schema(archive, site)
    yield from build_markdown_copies(archive, site)
