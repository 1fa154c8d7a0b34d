"""An entry as readers get it: what RSS, Atom and JSON Feed all say, ready to be written."""

from __future__ import annotations

import msgspec

from plugins.explainers.digital_sources import DIGITAL_SOURCES
from plugins.explainers.site import Site
from plugins.feeds.entries import Entry
from plugins.feeds.full_text import correction_text, full_text, xml_text
from plugins.feeds.identity import correction_id, entry_id
from plugins.site_outputs.output import RenderContext

__all__ = ["Item", "item_of"]


class Item(msgspec.Struct, frozen=True, gc=False):
    """All texts are without characters that XML cannot hold, all addresses absolute.

    `source_type` is a term of IPTC's, or empty where AI took no part; `label` says
    the same in the site's language. `lang` is empty where it is the site's. `image` is an
    address or empty.
    """

    id: str
    title: str
    url: str
    date: str
    updated: str
    lang: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    html: str
    source_type: str
    label: str
    image: str


def item_of(entry: Entry, context: RenderContext) -> Item:
    """An entry with its full text."""
    site = context.site
    # Of the explainer's text: who corrects it is a person.
    label = "" if entry.correction else entry.label
    return Item(
        id=_id(entry, site),
        title=xml_text(entry.title),
        url=site.absolute(entry.address),
        date=entry.date,
        updated=entry.updated,
        lang="" if entry.lang == site.lang else entry.lang,
        authors=tuple(map(xml_text, entry.authors)),
        tags=tuple(map(xml_text, entry.tags)),
        summary=xml_text(entry.summary),
        html=_html(entry, context),
        source_type=DIGITAL_SOURCES.get(label, ""),
        label=site.gettext(label) if label else "",
        image=site.absolute(entry.image.address) if entry.image else "",
    )


def _id(entry: Entry, site: Site) -> str:
    explainer_id = xml_text(entry.id)
    if entry.correction:
        return correction_id(site.authority, explainer_id, entry.correction)
    return entry_id(site.authority, explainer_id)


def _html(entry: Entry, context: RenderContext) -> str:
    if entry.correction:
        return correction_text(entry, context.site)
    return full_text(entry, context.body(entry.body_digest), context.site)
