"""The story pages as a Pelican plugin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.explainers.site import Site
from plugins.site_outputs.output import Deferred, PlanContext
from plugins.site_outputs.signals import outputs_wanted
from plugins.story_pages import defer_story_pages

__all__ = ["register", "story_page_outputs"]


def register() -> None:
    """Take part in each build."""
    outputs_wanted.connect(story_page_outputs)


def story_page_outputs(site: Site, *, context: PlanContext, **_: Any) -> Iterable[Deferred]:
    """The outputs of this plugin, all of which are lists."""
    return defer_story_pages(context.listing, site)
