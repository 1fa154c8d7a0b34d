"""The archive pages as a Pelican plugin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.archive_pages import defer_archive_pages
from plugins.explainers.site import Site
from plugins.site_outputs.output import Deferred, PlanContext
from plugins.site_outputs.signals import outputs_wanted

__all__ = ["archive_page_outputs", "register"]


def register() -> None:
    """Take part in each build."""
    outputs_wanted.connect(archive_page_outputs)


def archive_page_outputs(site: Site, *, context: PlanContext, **_: Any) -> Iterable[Deferred]:
    """The outputs of this plugin, all of which are lists."""
    return defer_archive_pages(context.listing, site)
