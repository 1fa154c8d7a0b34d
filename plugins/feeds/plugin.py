"""Connects the feeds to the build."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.feeds.builder import build_feeds
from plugins.site_outputs.output import Output
from plugins.site_outputs.signals import outputs_wanted

__all__ = ["feed_outputs", "register"]


def feed_outputs(site: Site, archive: Archive, **_: Any) -> Iterable[Output]:
    """All feeds. At the top level, because signals forget receivers that nobody else holds."""
    return build_feeds(archive, site)


def register() -> None:
    """Take part in every build from now on."""
    outputs_wanted.connect(feed_outputs)
