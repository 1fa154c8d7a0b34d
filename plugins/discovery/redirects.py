"""Pages at old addresses that send readers to the new ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from plugins.explainers.addresses import (
    address_name,
    explainer_address,
    old_addresses,
    output_path,
    page_address,
    tag_address,
)
from plugins.explainers.archive import Archive, Tag
from plugins.explainers.model import Explainer, FreePage
from plugins.explainers.site import Site
from plugins.explainers.views import PageMeta
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["Redirect", "build_redirects", "render_redirect"]

Origin = tuple[str, int, int]  # file, line, column


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address, and the title and address of what is found elsewhere now."""

    address: str
    title: str
    target: str
    lang: str = ""


def build_redirects(archive: Archive, site: Site) -> Iterator[Output]:
    """A page for each alias of an explainer, a free page or a tag.

    Withdrawn explainers keep theirs. Two things with one alias make two outputs
    with one path, which the build reports.
    """
    for redirect, origin in _redirects(archive):
        yield Output(output_path(redirect.address), render_redirect, redirect, origin=origin)


def render_redirect(redirect: Redirect, context: RenderContext) -> bytes:
    """The page, from the theme's template; `target` is an address, not yet a link."""
    page = PageMeta(
        title=redirect.title,
        address=redirect.address,
        kind="redirect",
        lang=redirect.lang,
        hidden=True,
    )
    return context.page("redirect.html", page=page, target=redirect.target)


def _redirects(archive: Archive) -> Iterator[tuple[Redirect, Origin]]:
    for explainer in chain(archive.explainers, archive.withdrawn):
        if not explainer.aliases:  # as most have none
            continue
        target = explainer_address(explainer.slug)
        for address in old_addresses(explainer.aliases):
            redirect = Redirect(address, explainer.title, target, explainer.lang)
            yield redirect, _origin(explainer)
    for page in archive.pages:
        for address in old_addresses(page.aliases):
            redirect = Redirect(address, page.title, page_address(page.slug), page.lang)
            yield redirect, _origin(page)
    yield from _tag_redirects(archive.tags)


def _origin(entry: Explainer | FreePage) -> Origin:
    place = entry.place_of("aliases")
    return entry.path, place.line, place.column


def _tag_redirects(tags: tuple[Tag, ...]) -> Iterator[tuple[Redirect, Origin]]:
    taken = {tag.name for tag in tags}
    for tag in tags:
        for alias in tag.aliases:
            name = address_name(alias)
            if name and name not in taken:
                taken.add(name)
                redirect = Redirect(tag_address(name), tag.label, tag_address(tag.name))
                yield redirect, ("tags.yaml", 1, 1)
