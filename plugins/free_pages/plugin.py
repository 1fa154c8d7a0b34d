"""The free pages as a Pelican plugin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.free_pages import build_free_pages
from plugins.site_outputs.output import Output
from plugins.site_outputs.signals import outputs_wanted

__all__ = ["register"]


def register() -> None:
    """Take part in each build."""
    outputs_wanted.connect(_outputs)


def _outputs(site: Site, *, archive: Archive, **_: Any) -> Iterable[Output]:
    return build_free_pages(archive, site)
