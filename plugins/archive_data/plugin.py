"""The archive as data, as a Pelican plugin."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from plugins.archive_data import (
    build_archive_file,
    build_manifest,
    build_markdown_copies,
    build_schema,
)
from plugins.archive_data.parts import Part, keep_parts, key_of_parts, parts_of
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.output import Deferred, Output, PlanContext
from plugins.site_outputs.signals import outputs_wanted

__all__ = ["archive_data_outputs", "register"]


def register() -> None:
    """Take part in each build."""
    outputs_wanted.connect(archive_data_outputs)


def archive_data_outputs(
    site: Site, *, archive: Archive, context: PlanContext, **_: Any
) -> Iterator[Output | Deferred]:
    """The outputs of this plugin."""
    parts = parts_of(archive, site, context)
    # What takes long comes after others have begun what takes longer.
    yield Deferred(key_of_parts(parts), partial(_archive_file, parts, archive, site, context))
    yield from build_manifest(archive, parts, site)
    yield from build_schema(archive, site)
    yield from build_markdown_copies(archive, site)


def _archive_file(
    parts: tuple[Part, ...], archive: Archive, site: Site, context: PlanContext
) -> Iterator[Output]:
    with context:
        keep_parts(parts, archive, site, context)
    yield from build_archive_file(parts, site)
