"""`/404.html`: what hosts show for an address that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.explainers.views import PageMeta
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["build_missing_page", "render_missing_page"]

_PAGE = PageMeta(title="Page not found", address="/404.html", kind="missing", hidden=True)


def build_missing_page(archive: Archive, site: Site) -> Iterator[Output]:
    """`/404.html`; nothing of the archive is in it."""
    yield Output(output_path(_PAGE.address), render_missing_page, _PAGE)


def render_missing_page(page: PageMeta, context: RenderContext) -> bytes:
    """The page, from the theme's template."""
    return context.page("404.html", page=page)
