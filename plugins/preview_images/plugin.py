"""The preview images as a Pelican plugin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.preview_images import build_previews
from plugins.site_outputs.output import Output
from plugins.site_outputs.signals import outputs_wanted

__all__ = ["preview_outputs", "register"]


def register() -> None:
    """Take part in each build."""
    outputs_wanted.connect(preview_outputs)


def preview_outputs(site: Site, *, archive: Archive, **_: Any) -> Iterable[Output]:
    """The outputs of this plugin."""
    return build_previews(archive, site)
