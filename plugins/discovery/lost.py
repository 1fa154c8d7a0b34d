"""`/404.html`: what hosts show for an address that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.explainers.views import PageMeta
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["build_missing_page", "render_missing_page"]

_ADDRESS = "/404.html"


def build_missing_page(archive: Archive, site: Site) -> Iterator[Output]:
    """`/404.html`; nothing of the archive is in it."""
    title = site.gettext("Page not found")
    page = PageMeta(title=title, address=_ADDRESS, kind="missing", hidden=True)
    yield Output(output_path(_ADDRESS), render_missing_page, page)


def render_missing_page(page: PageMeta, context: RenderContext) -> bytes:
    """The page, from the theme's template."""
    return context.page("404.html", page=page)
