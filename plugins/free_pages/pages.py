"""From the archive to the outputs of the free pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from plugins.explainers.addresses import output_path, page_address
from plugins.explainers.archive import Archive
from plugins.explainers.body_images import ShownSize, sizes_of_images
from plugins.explainers.feed_links import CORRECTIONS_PAGE, corrections_feed_link
from plugins.explainers.model import FreePage
from plugins.explainers.site import Site
from plugins.explainers.structured_data import structured_script, web_page
from plugins.explainers.views import PageMeta, body_markup, foreign_lang
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["FreePageView", "build_free_pages", "render_free_page"]


@dataclass(frozen=True, slots=True)
class FreePageView:
    """The inputs of one page. A withdrawn one has no body."""

    page: PageMeta
    withdrawn: bool
    state: str  # "draft", only while serving
    body_digest: str
    links: tuple[str, ...]  # the address for each link slot of the body
    image_sizes: tuple[ShownSize, ...] = ()


@dataclass(frozen=True, slots=True)
class PageSection:
    """The lead (`anchor` empty) or one section, ready for the template."""

    anchor: str
    heading: str
    html: Markup


def build_free_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """A page at `/NAME/` for each free page."""
    for page in archive.pages:
        view = _page_view(archive, page, site)
        place = page.place_of("slug")
        origin = (page.path, place.line, place.column)
        yield Output(output_path(view.page.address), render_free_page, view, origin=origin)


def _page_view(archive: Archive, page: FreePage, site: Site) -> FreePageView:
    withdrawn = page.status == "withdrawn"
    address = page_address(page.slug)
    meta = PageMeta(
        title=page.title,
        address=address,
        kind="page",
        description="" if withdrawn else page.summary,
        lang=foreign_lang(page.lang, site),
        feeds=(corrections_feed_link(site),) if address == CORRECTIONS_PAGE else (),
        hidden=withdrawn,
    )
    return FreePageView(
        page=meta,
        withdrawn=withdrawn,
        state=archive.unpublished.get(page.path, "draft" if page.status == "draft" else ""),
        body_digest="" if withdrawn else page.body_digest,
        links=() if withdrawn else archive.link_addresses.get(page.path, ()),
        image_sizes=() if withdrawn else sizes_of_images(archive, page),
    )


def render_free_page(view: FreePageView, context: RenderContext) -> bytes:
    """The page's bytes."""
    sections: tuple[PageSection, ...] = ()
    footnotes = Markup()
    if not view.withdrawn:
        body = context.body(view.body_digest)
        sections = tuple(
            PageSection(
                part.anchor,
                part.heading,
                body_markup(part.html, view.links, context.site, view.image_sizes),
            )
            for part in body.parts
            if part.heading or part.html.strip()
        )
        footnotes = body_markup(body.footnotes, view.links, context.site, view.image_sizes)
    kind = "AboutPage" if view.page.address == "/about/" else "WebPage"
    described = web_page(view.page, context.site, kind=kind, trail=())
    return context.page(
        "page.html",
        page=view.page,
        structured=None if view.withdrawn else structured_script(described),
        free_page=view,
        sections=sections,
        footnotes=footnotes,
    )
