"""Connects files that are published as they are to the build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.assets.builder import build_content_files, build_site_tokens, build_theme_files
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output
from plugins.site_outputs.signals import outputs_wanted

__all__ = ["asset_outputs", "register"]


def asset_outputs(
    site: Site, archive: Archive, settings: Mapping[str, Any], **_: Any
) -> Iterator[Output]:
    """All files. At the top level, because signals forget receivers that nobody else holds."""
    yield from build_content_files(archive, site)
    yield from build_theme_files(settings["THEME_FILES"])
    yield from build_site_tokens(site)


def register() -> None:
    """Take part in every build from now on."""
    outputs_wanted.connect(asset_outputs)
