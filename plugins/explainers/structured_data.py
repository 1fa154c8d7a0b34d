"""What a page says to machines: schema.org's types as JSON-LD, in one script block.

A *node* is a dictionary in JSON-LD's words. Builders of pages put nodes together when a page is
rendered, from what the page shows; `structured_script` makes them a text for the template. The
block is data that no browser runs, so the policy of the pages lets it be.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from markupsafe import Markup

from plugins.explainers.site import Site
from plugins.explainers.views import PageMeta

__all__ = [
    "Node",
    "breadcrumb_list",
    "collection_page",
    "dataset",
    "node",
    "publisher",
    "structured_script",
    "terms",
    "web_page",
    "website",
    "website_reference",
]

Node = dict[str, Any]
Trail = Sequence[tuple[str, str]]  # labels and addresses, without the front page

_SEARCH_ADDRESS = "/search/"
_DATA_ADDRESS = "/archive.jsonl.gz"  # see docs/data.md
# The free pages that say how a site works, the one that says most first.
_PRINCIPLES = ("/how-we-use-ai/", "/about/")
# With these no text can end its block, open a comment in it, or end a line of a script.
_ESCAPES = (
    (b"<", b"\\u003c"),
    (b">", b"\\u003e"),
    (b"&", b"\\u0026"),
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
)
_encode = msgspec.json.Encoder().encode


def structured_script(*nodes: Node) -> Markup:
    """The text of a page's script block. It holds no character that HTML knows."""
    data = _encode({"@context": "https://schema.org", "@graph": nodes})
    for written, escaped in _ESCAPES:
        data = data.replace(written, escaped)
    return Markup(data.decode())


def node(kind: str, **properties: Any) -> Node:
    """A node of a type; properties that are empty are left out."""
    return {"@type": kind, **{name: value for name, value in properties.items() if value}}


def publisher(site: Site) -> Node:
    """Who publishes the site."""
    logo = node("ImageObject", url=site.absolute(site.logo.address)) if site.logo else None
    home = site.absolute("/")
    described = node("Organization", name=site.name, url=home, logo=logo)
    return {"@id": f"{home}#publisher", **described}


def website(site: Site) -> Node:
    """The site as a whole, with the address under which it can be searched."""
    template = f"{site.absolute(_SEARCH_ADDRESS)}?q={{search_term_string}}"
    search = node("SearchAction", target=node("EntryPoint", urlTemplate=template))
    search["query-input"] = "required name=search_term_string"
    described = node(
        "WebSite",
        url=site.absolute("/"),
        name=site.name,
        description=site.description,
        inLanguage=site.lang,
        publisher=publisher(site),
        potentialAction=search,
        **terms(site),
    )
    return {**website_reference(site), **described}


def website_reference(site: Site) -> Node:
    """The site, for pages that are a part of it."""
    return {"@id": f"{site.absolute('/')}#website"}


def dataset(site: Site) -> Node:
    """The whole archive as a file, so that programs find it."""
    file = node(
        "DataDownload", contentUrl=site.absolute(_DATA_ADDRESS), encodingFormat="application/gzip"
    )
    return node(
        "Dataset",
        name=site.name,
        description=site.description or site.name,
        url=site.absolute("/archive/"),
        creator=publisher(site),
        isAccessibleForFree=True,
        distribution=file,
        **terms(site),
    )


def terms(site: Site) -> Node:
    """`publishingPrinciples` and `license`, as far as the site has them."""
    page = next((address for address in _PRINCIPLES if address in site.pages), "")
    said: Node = {}
    if page:
        said["publishingPrinciples"] = site.absolute(page)
    if site.licence:
        said["license"] = site.licence.url
    return said


def breadcrumb_list(site: Site, trail: Trail) -> Node:
    """The way from the front page to a page, which is the last of the trail."""
    steps = ((site.gettext("Home"), "/"), *trail)
    return node("BreadcrumbList", itemListElement=_list_items(steps, site, key="item"))


def collection_page(
    page: PageMeta, site: Site, *, trail: Trail, items: Iterable[tuple[str, str]] = ()
) -> Node:
    """A page that lists others: titles and addresses, in the order in which it shows them."""
    shown = _list_items(items, site, key="url")
    return web_page(
        page,
        site,
        kind="CollectionPage",
        trail=trail,
        mainEntity=node("ItemList", itemListElement=shown) if shown else None,
    )


def web_page(
    page: PageMeta, site: Site, *, trail: Trail, kind: str = "WebPage", **more: Any
) -> Node:
    """A page and the way to it; the trail is without the page itself."""
    return node(
        kind,
        url=site.absolute(page.address),
        name=page.title,
        description=page.description,
        inLanguage=page.lang or site.lang,
        isPartOf=website_reference(site),
        breadcrumb=breadcrumb_list(site, (*trail, (page.title, page.address))),
        **more,
    )


def _list_items(items: Iterable[tuple[str, str]], site: Site, *, key: str) -> list[Node]:
    return [
        {"@type": "ListItem", "position": place, "name": name, key: site.absolute(address)}
        for place, (name, address) in enumerate(items, start=1)
    ]
