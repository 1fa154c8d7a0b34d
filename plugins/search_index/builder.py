"""The search page and the files of its index as outputs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plugins.explainers.addresses import output_path
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.explainers.views import PageMeta
from plugins.search_index.index import IndexState
from plugins.search_index.index_shelf import begin_index
from plugins.search_index.kept_index import shelf_name
from plugins.search_index.script_texts import script_texts
from plugins.site_outputs.kept_files import render_kept
from plugins.site_outputs.output import Deferred, Output, PlanContext, RenderContext

__all__ = [
    "INDEX_ADDRESS",
    "SEARCH_ADDRESS",
    "build_search",
    "defer_search",
    "render_page",
]

SEARCH_ADDRESS = "/search/"
INDEX_ADDRESS = "/search/index.bin"


def build_search(archive: Archive, site: Site, context: PlanContext) -> Iterator[Output]:
    """`/search/` and the files that its script loads; of listed explainers only."""
    yield _page(site)
    yield from _IndexFiles(archive, site, context).outputs()


def defer_search(archive: Archive, site: Site, context: PlanContext) -> Iterator[Output | Deferred]:
    """The same; the index is looked at when something in the archive has changed."""
    yield _page(site)
    bodies = [each.body_digest for each in (*archive.explainers, *archive.withdrawn)]
    key = context.listing.key("search", site.sections, context.is_broken, bodies)
    files = _IndexFiles(archive, site, context)
    under = SEARCH_ADDRESS.removeprefix("/")
    yield Deferred(key, files.outputs, under, begin=files.begin)


def _page(site: Site) -> Output:
    page = PageMeta(
        title=site.gettext("Search"),
        address=SEARCH_ADDRESS,
        kind="search",
        description=site.gettext("Search the explainers of %(site)s.", site=site.name),
        hidden=True,
    )
    return Output(output_path(SEARCH_ADDRESS), render_page, page)


class _IndexFiles:
    """The files of the index. They can be begun, to be made beside other work."""

    def __init__(self, archive: Archive, site: Site, context: PlanContext) -> None:
        self._archive = archive
        self._site = site
        self._context = context
        self._begun: Callable[[], IndexState] | None = None

    def begin(self) -> None:
        """Begins what takes long."""
        self._begun = begin_index(self._archive, self._site, self._context)

    def outputs(self) -> Iterator[Output]:
        """Its head, and all other files by their names."""
        with self._context:
            if self._begun is None:
                self.begin()
            assert self._begun is not None
            index = self._begun()
        self._begun = None  # asked again, it is looked at again
        shelf = shelf_name(self._site)
        yield Output(output_path(INDEX_ADDRESS), render_kept, (shelf, index.head))
        for key in sorted(set(index.files())):
            yield Output(f"search/{key}.bin", render_kept, (shelf, key))


def render_page(page: PageMeta, context: RenderContext) -> bytes:
    """The search page."""
    texts = script_texts(context.site)
    return context.page("search.html", page=page, index_address=INDEX_ADDRESS, texts=texts)
