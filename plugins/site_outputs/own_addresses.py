"""Addresses of the site itself in its settings: whether anything is published there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plugins.explainers.link_targets import is_published
from plugins.explainers.site import Site
from plugins.site_outputs.known_outputs import KnownOutput
from plugins.site_outputs.output import Output
from plugins.site_outputs.setting_values import Mistake

__all__ = ["unpublished"]

# Comparing takes some microseconds each, and an archive may have a million addresses.
_MOST_COMPARED = 5000
_LEAST_ALIKE = 0.7


def unpublished(site: Site, outputs: Iterable[Output | KnownOutput]) -> Iterator[Mistake]:
    """Links of header and foot, and a logo, behind which nothing is published."""
    if not (site.logo or site.navigation or site.footer):
        return
    published = {each.path: each for each in outputs}
    if site.logo and not is_published(site.logo.address, published):
        message = f"SITE_LOGO is '{site.logo.address}', and nothing is published there"
        hint = "put the picture into the folder images/ or static/ of your content"
        yield "SITE_LOGO", message, hint
    for setting, links in (("MENUITEMS", site.navigation), ("FOOTER_LINKS", site.footer)):
        for label, address in links:
            path = address.partition("#")[0].partition("?")[0]
            if path.startswith("/") and not is_published(path, published):
                message = f"{setting} leads to '{address}' ('{label}'), and nothing is published"
                yield setting, f"{message} there", _hint(path, published)


def _hint(path: str, published: Mapping[str, Any]) -> str:
    parts = path.rstrip("/").count("/")
    addresses = (_address(each) for each in published)
    alike = [each for each in addresses if each.rstrip("/").count("/") == parts]
    near = difflib.get_close_matches(path, alike[:_MOST_COMPARED], cutoff=_LEAST_ALIKE)
    if near:
        return f"near it are {', '.join(near)}"
    return "publish a page there, or take the link out"


def _address(path: str) -> str:
    is_index = path == "index.html" or path.endswith("/index.html")
    return f"/{path.removesuffix('index.html') if is_index else path}"
