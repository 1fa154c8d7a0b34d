"""An explainer in schema.org's words: from the view of its page to a `NewsArticle`."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.explainer_pages.page_views import ExplainerPage
from plugins.explainers.changes import last_change
from plugins.explainers.digital_sources import DIGITAL_SOURCES, IPTC_SOURCE_TYPES
from plugins.explainers.model import Source
from plugins.explainers.site import Site
from plugins.explainers.structured_data import (
    Node,
    breadcrumb_list,
    node,
    publisher,
    terms,
)

__all__ = ["article_data"]

# schema.org's name, and that of IPTC's list from which it comes: readers know the one or the other.
_DIGITAL_SOURCES: dict[str, list[object]] = {
    label: [
        f"https://schema.org/{term[0].upper()}{term[1:]}DigitalSource",
        {"@id": f"{IPTC_SOURCE_TYPES}{term}"},
    ]
    for label, term in DIGITAL_SOURCES.items()
}


def article_data(view: ExplainerPage, site: Site) -> Iterator[Node]:
    """The article, and the way to its page as the page shows it."""
    trail = [(tag.label, tag.address) for tag in view.tags[:1]]
    yield node(
        "NewsArticle",
        mainEntityOfPage=site.absolute(view.page.address),
        headline=view.page.title,
        description=view.summary,
        image=_image(view, site),
        datePublished=view.date,
        dateModified=last_change(view),
        inLanguage=view.page.lang or site.lang,
        # Who publishes what nobody put a name to answers for it.
        author=[_author(name, site) for name in view.authors or (site.name,)],
        publisher=publisher(site),
        digitalSourceType=_DIGITAL_SOURCES.get(view.label),
        isPartOf=_story(view, site),
        keywords=[tag.label for tag in view.tags],
        citation=[_citation(source) for source in view.sources],
        correction=[
            node("CorrectionComment", text=each.text, datePublished=each.date)
            for each in view.corrections
        ],
        isAccessibleForFree=True,
        **_reviewer(view),
        **terms(site),
    )
    yield breadcrumb_list(site, [*trail, (view.page.title, view.page.address)])


def _author(name: str, site: Site) -> Node:
    if name == site.name:
        return node("Organization", name=name, url=site.absolute("/"))
    return node("Person", name=name)


def _reviewer(view: ExplainerPage) -> Node:
    """Who looked through the text, and whether they answer for it."""
    if view.review is None or not view.review.by:
        return {}
    person = node("Person", name=view.review.by)
    return {"editor": person} | ({"accountablePerson": person} if view.review.responsible else {})


def _story(view: ExplainerPage, site: Site) -> Node | None:
    if view.series is None:
        return None
    return node(
        "CreativeWorkSeries", name=view.series.title, url=site.absolute(view.series.address)
    )


def _image(view: ExplainerPage, site: Site) -> str:
    if site.previews:
        return site.absolute(f"{view.page.address}preview.png")
    return site.absolute(view.page.image) if view.page.image else ""


def _citation(source: Source) -> Node:
    return node(
        "CreativeWork",
        name=source.title,
        url=source.url,
        archivedAt=source.archived,
        datePublished=source.date,
        publisher=node("Organization", name=source.publisher) if source.publisher else None,
    )
