"""The search page and its index as outputs."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.explainers.addresses import explainer_address, output_path
from plugins.explainers.archive import Archive
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.explainers.views import PageMeta, ai_label
from plugins.search_index.index_file import IndexedExplainer, index_json
from plugins.search_index.terms import BODY_TERMS, read_terms
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["INDEX_ADDRESS", "SEARCH_ADDRESS", "build_search_index", "render_index", "render_page"]

SEARCH_ADDRESS = "/search/"
INDEX_ADDRESS = "/search/index.json"


def build_search_index(archive: Archive, site: Site) -> Iterator[Output]:
    """`/search/` and the index that its script loads; of listed explainers only."""
    page = PageMeta(
        title="Search",
        address=SEARCH_ADDRESS,
        kind="search",
        description=f"Search the explainers of {site.name}.",
        hidden=True,
    )
    documents = tuple(_indexed(archive, explainer) for explainer in archive.explainers)
    yield Output(output_path(SEARCH_ADDRESS), render_page, page)
    yield Output(output_path(INDEX_ADDRESS), render_index, documents)


def render_page(page: PageMeta, context: RenderContext) -> bytes:
    """The search page."""
    return context.page("search.html", page=page, index_address=INDEX_ADDRESS)


def render_index(documents: tuple[IndexedExplainer, ...], context: RenderContext) -> bytes:
    """The index, from what was derived of each body when its file was parsed."""
    bodies = (read_terms(context.derived(BODY_TERMS, each.body_digest)) for each in documents)
    return index_json(zip(documents, bodies, strict=True), context.site)


def _indexed(archive: Archive, explainer: Explainer) -> IndexedExplainer:
    return IndexedExplainer(
        title=explainer.title,
        address=explainer_address(explainer.slug),
        date=explainer.date,
        tags=tuple((tag.label, tag.name) for tag in archive.tags_of(explainer)),
        label=ai_label(explainer),
        lang=explainer.lang,
        summary=explainer.summary,
        body_digest=explainer.body_digest,
    )
