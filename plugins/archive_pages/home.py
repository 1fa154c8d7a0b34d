"""`/` and the numbered pages behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive
from plugins.explainers.model import Explainer
from plugins.explainers.pagination import ListPage, Pager, paginate
from plugins.explainers.site import Site
from plugins.explainers.views import Card, PageMeta, TagLinks, card
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["HomePage", "build_home_pages", "render_home_page"]


@dataclass(frozen=True, slots=True)
class HomePage:
    """The inputs of the front page (`number` 0) or of a numbered page."""

    page: PageMeta
    number: int
    cards: tuple[Card, ...]
    pager: Pager


def build_home_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """The newest explainers at `/`, all others at `/page/N/`."""
    links = TagLinks(archive)
    for listed in paginate(archive.explainers, "/", site.page_size):
        view = HomePage(
            page=_page_meta(listed, site),
            number=listed.number,
            cards=tuple(card(archive, explainer, links) for explainer in listed.items),
            pager=listed.pager,
        )
        yield Output(output_path(listed.address), render_home_page, view)


def render_home_page(view: HomePage, context: RenderContext) -> bytes:
    """The page's bytes."""
    return context.page("home.html", page=view.page, home=view)


def _page_meta(listed: ListPage[Explainer], site: Site) -> PageMeta:
    return PageMeta(
        title=_title(listed.number, site),
        address=listed.address,
        kind="home",
        description=site.description,
    )


def _title(number: int, site: Site) -> str:
    return site.gettext("Explainers, page %(number)s", number=number) if number else site.name
