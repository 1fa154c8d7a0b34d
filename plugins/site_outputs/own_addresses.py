"""Addresses of the site itself in its settings: whether anything is published there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from plugins.explainers.link_targets import is_published
from plugins.explainers.site import Site
from plugins.site_outputs.known_outputs import KnownOutput
from plugins.site_outputs.output import Output
from plugins.site_outputs.setting_values import Mistake

__all__ = ["unpublished"]

# Comparing takes some microseconds each, and an archive may have a million addresses.
_MOST_COMPARED = 5000
_LEAST_ALIKE = 0.7
_NO_LOGO = "put the picture into the folder images/ or static/ of your content"
_NO_PAGE = "publish a page there, or take the link out"


def unpublished(site: Site, outputs: Iterable[Output | KnownOutput]) -> Iterator[Mistake]:
    """Links of header and foot, and a logo, behind which nothing is published."""
    if not (site.logo or site.navigation or site.footer):
        return
    published = {each.path: each for each in outputs}
    if site.logo and not is_published(site.logo.address, published):
        message = f"SITE_LOGO is '{site.logo.address}', {_whats_wrong(site.logo.address)}"
        yield "SITE_LOGO", message, _hint(site.logo.address, published, _NO_LOGO)
    for setting, links in (("MENUITEMS", site.navigation), ("FOOTER_LINKS", site.footer)):
        for label, address in links:
            path = address.partition("#")[0].partition("?")[0]
            if path.startswith("/") and not is_published(path, published):
                message = f"{setting} leads to '{address}' ('{label}'), {_whats_wrong(path)}"
                yield setting, message, _hint(path, published, _NO_PAGE)


def _whats_wrong(path: str) -> str:
    # Links are encoded where they are written, so that a browser would ask for `%2561bout`.
    is_encoded = unquote(path) != path
    return "which is percent-encoded" if is_encoded else "and nothing is published there"


def _hint(path: str, published: Mapping[str, Any], otherwise: str) -> str:
    plain = unquote(path)
    if plain != path and is_published(plain, published):
        return f"write {plain}"
    parts = plain.rstrip("/").count("/")
    addresses = (_address(each) for each in published)
    alike = [each for each in addresses if each.rstrip("/").count("/") == parts]
    near = difflib.get_close_matches(plain, alike[:_MOST_COMPARED], cutoff=_LEAST_ALIKE)
    return f"near it are {', '.join(near)}" if near else otherwise


def _address(path: str) -> str:
    is_index = path == "index.html" or path.endswith("/index.html")
    return f"/{path.removesuffix('index.html') if is_index else path}"
