"""The search page and the files of its index as outputs."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.explainers.views import PageMeta
from plugins.search_index.index_shelf import current_index, shelf_name
from plugins.search_index.script_texts import script_texts
from plugins.site_outputs.output import Output, PlanContext, RenderContext

__all__ = ["INDEX_ADDRESS", "SEARCH_ADDRESS", "build_search", "render_file", "render_page"]

SEARCH_ADDRESS = "/search/"
INDEX_ADDRESS = "/search/index.bin"


def build_search(archive: Archive, site: Site, context: PlanContext) -> Iterator[Output]:
    """`/search/` and the files that its script loads; of listed explainers only."""
    page = PageMeta(
        title=site.gettext("Search"),
        address=SEARCH_ADDRESS,
        kind="search",
        description=site.gettext("Search the explainers of %(site)s.", site=site.name),
        hidden=True,
    )
    yield Output(output_path(SEARCH_ADDRESS), render_page, page)
    index = current_index(archive, site, context)
    shelf = shelf_name(site)
    yield Output(output_path(INDEX_ADDRESS), render_file, (shelf, index.head))
    for key in sorted(set(index.files())):
        yield Output(f"search/{key}.bin", render_file, (shelf, key))


def render_page(page: PageMeta, context: RenderContext) -> bytes:
    """The search page."""
    texts = script_texts(context.site)
    return context.page("search.html", page=page, index_address=INDEX_ADDRESS, texts=texts)


def render_file(file: tuple[str, str], context: RenderContext) -> bytes:
    """A file of the index: the name of a shelf and the key that it lies under."""
    return context.kept(*file)
