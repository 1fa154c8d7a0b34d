"""The tag pages as a Pelican plugin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.explainers.site import Site
from plugins.site_outputs.output import Deferred, PlanContext
from plugins.site_outputs.signals import outputs_wanted
from plugins.tag_pages import defer_tag_pages

__all__ = ["register", "tag_page_outputs"]


def register() -> None:
    """Take part in each build."""
    outputs_wanted.connect(tag_page_outputs)


def tag_page_outputs(site: Site, *, context: PlanContext, **_: Any) -> Iterable[Deferred]:
    """The outputs of this plugin, all of which are lists."""
    return defer_tag_pages(context.listing, site)
