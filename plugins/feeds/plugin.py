"""Connects the feeds to the build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from plugins.explainers.site import Site
from plugins.feeds.builder import defer_feeds, feed_image
from plugins.site_outputs.output import Deferred, PlanContext
from plugins.site_outputs.signals import outputs_wanted

__all__ = ["feed_outputs", "register"]


def feed_outputs(
    site: Site, *, context: PlanContext, settings: Mapping[str, Any], **_: Any
) -> Iterable[Deferred]:
    """All feeds. At the top level, because signals forget receivers that nobody else holds."""
    return defer_feeds(context.listing, site, image=feed_image(site, settings["THEME_FILES"]))


def register() -> None:
    """Take part in every build from now on."""
    outputs_wanted.connect(feed_outputs)
