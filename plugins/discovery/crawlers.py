"""`/robots.txt`: every crawler is welcome, and told where the sitemap is."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.discovery.sitemap import SITEMAP_ADDRESS
from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["build_robots", "render_robots"]


def build_robots(archive: Archive, site: Site) -> Iterator[Output]:
    """`/robots.txt`; nothing of the archive is in it."""
    yield Output(output_path("/robots.txt"), render_robots, SITEMAP_ADDRESS)


def render_robots(sitemap_address: str, context: RenderContext) -> bytes:
    """The file's text."""
    sitemap = context.site.absolute(sitemap_address)
    return f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()
