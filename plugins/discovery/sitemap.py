"""`/sitemap.xml`: every page that search engines may list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from plugins.explainers.addresses import (
    explainer_address,
    output_path,
    page_address,
    story_address,
    tag_address,
    year_address,
)
from plugins.explainers.archive import Archive
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["SITEMAP_ADDRESS", "Location", "build_sitemap", "render_index", "render_sitemap"]

SITEMAP_ADDRESS = "/sitemap.xml"

# sitemaps.org: 50,000 addresses a file at most (and 50 MB, which these stay far below).
_MOST_LOCATIONS = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Location:
    """An address and when its page last changed, or empty; unprefixed and unencoded."""

    address: str
    changed: str = ""


def build_sitemap(archive: Archive, site: Site, *, most: int = _MOST_LOCATIONS) -> Iterator[Output]:
    """The sitemap; with more than `most` addresses an index, and its parts beside it."""
    explainers = tuple(_explainer_locations(archive))
    others = tuple(_other_locations(archive, ZoneInfo(site.timezone)))
    if len(explainers) + len(others) <= most:
        yield _output(SITEMAP_ADDRESS, (*others, *explainers))
        return
    # Explainers first and oldest first: a new one changes the last part of them and no other.
    parts = (*_split(explainers, most), *_split(others, most))
    numbered = {f"/sitemap-{number}.xml": part for number, part in enumerate(parts, start=1)}
    for address, part in numbered.items():
        yield _output(address, part)
    index = tuple(Location(address, _last_change(part)) for address, part in numbered.items())
    yield Output(output_path(SITEMAP_ADDRESS), render_index, index)


def render_sitemap(locations: tuple[Location, ...], context: RenderContext) -> bytes:
    """The XML of a sitemap, or of a part."""
    return _document("urlset", "url", locations, context.site)


def render_index(parts: tuple[Location, ...], context: RenderContext) -> bytes:
    """The XML of the index of all parts."""
    return _document("sitemapindex", "sitemap", parts, context.site)


def _output(address: str, locations: tuple[Location, ...]) -> Output:
    return Output(output_path(address), render_sitemap, locations)


def _split(locations: tuple[Location, ...], most: int) -> Iterator[tuple[Location, ...]]:
    for start in range(0, len(locations), most):
        yield locations[start : start + most]


def _last_change(locations: tuple[Location, ...]) -> str:
    return max(location.changed for location in locations)


def _explainer_locations(archive: Archive) -> Iterator[Location]:
    for explainer in _published(archive, archive.explainers):
        changed = explainer.modified or explainer.date
        yield Location(explainer_address(explainer.slug), changed)


def _other_locations(archive: Archive, zone: ZoneInfo) -> Iterator[Location]:
    published = _published(archive, archive.explainers)
    years = sorted({_year(explainer.date, zone) for explainer in published}, reverse=True)
    stories = [each.name for each in archive.stories if any(_published(archive, each.members))]
    tags = [tag.name for tag in archive.tags if any(_published(archive, tag.members))]
    addresses = chain(
        ("/", "/archive/", "/stories/", "/tags/"),
        map(page_address, _page_slugs(archive)),
        map(year_address, years),
        map(story_address, stories),
        map(tag_address, tags),
    )
    return map(Location, addresses)


def _year(date: str, zone: ZoneInfo) -> str:
    """The year, where the site is at home, of a moment in UTC."""
    # No zone is a day away from UTC, so on all other days the year is the same.
    if date[5:10] not in {"12-31", "01-01"}:
        return date[:4]
    return datetime.fromisoformat(date).astimezone(zone).isoformat()[:4]


def _page_slugs(archive: Archive) -> Iterator[str]:
    for page in archive.pages:
        if page.status == "published" and page.path not in archive.unpublished:
            yield page.slug


def _published(archive: Archive, explainers: Iterable[Explainer]) -> Iterator[Explainer]:
    return (each for each in explainers if each.path not in archive.unpublished)


def _document(root: str, element: str, locations: Iterable[Location], site: Site) -> bytes:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<{root} xmlns="{_NAMESPACE}">',
        *(_element(element, location, site) for location in locations),
        f"</{root}>\n",
    ]
    return "\n".join(lines).encode()


def _element(name: str, location: Location, site: Site) -> str:
    changed = f"<lastmod>{location.changed}</lastmod>" if location.changed else ""
    return f"<{name}><loc>{escape(site.absolute(location.address))}</loc>{changed}</{name}>"
