"""Connects what helps to find things to the build."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plugins.discovery.crawlers import build_robots
from plugins.discovery.lost import build_missing_page
from plugins.discovery.redirects import build_redirects
from plugins.discovery.sitemap import defer_sitemap
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.output import Deferred, Output, PlanContext
from plugins.site_outputs.signals import outputs_wanted

__all__ = ["discovery_outputs", "register"]


def discovery_outputs(
    site: Site, archive: Archive, *, context: PlanContext, **_: Any
) -> Iterator[Output | Deferred]:
    """All of them. At the top level, because signals forget receivers that nobody else holds."""
    yield from defer_sitemap(context.listing, site)
    yield from build_robots(archive, site)
    yield from build_missing_page(archive, site)
    yield from build_redirects(archive, site)


def register() -> None:
    """Take part in every build from now on."""
    outputs_wanted.connect(discovery_outputs)
