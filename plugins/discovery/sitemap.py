"""`/sitemap.xml`: every page that search engines may list, and when what it shows last changed.

Numbered pages of lists (`/tags/ai/page/3/`) are not in it: nobody looks for them, and all that
they name is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
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
from plugins.explainers.changes import last_change
from plugins.explainers.listing import Listing, finer_key
from plugins.explainers.model import Explainer
from plugins.explainers.site import Site
from plugins.site_outputs.output import Deferred, Output, RenderContext

__all__ = [
    "SITEMAP_ADDRESS",
    "Location",
    "build_sitemap",
    "defer_sitemap",
    "render_index",
    "render_sitemap",
]

SITEMAP_ADDRESS = "/sitemap.xml"

# sitemaps.org: 50,000 addresses a file at most (and 50 MB, which these stay far below).
_MOST_LOCATIONS = 50_000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@dataclass(frozen=True, slots=True)
class Location:
    """An address and when its page last changed, or empty; unprefixed and unencoded."""

    address: str
    changed: str = ""


def defer_sitemap(listing: Listing, site: Site) -> Iterator[Deferred]:
    """The sitemap, worked out when something changed that is not in a body."""
    archive = listing.whole
    # Of free pages, for which a listing does not stand, it shows only where they are.
    pages = [(page.slug, page.status) for page in archive.pages]
    yield Deferred(
        listing.key("sitemap", pages),
        lambda: build_sitemap(archive, site),
        finer=lambda: finer_key("sitemap", pages, _facts(archive)),
    )


def _facts(archive: Archive) -> tuple[object, ...]:
    """Plain data that stands for what of explainers, tags and stories the sitemap shows."""
    return (
        list(map(_shown, _published(archive, archive.explainers))),
        [(each.name, [member.path for member in each.members]) for each in archive.tags],
        [(each.name, [member.path for member in each.members]) for each in archive.stories],
    )


_shown = attrgetter("path", "slug", "date", "modified", "corrections", "expectations")


def build_sitemap(archive: Archive, site: Site, *, most: int = _MOST_LOCATIONS) -> Iterator[Output]:
    """The sitemap; with more than `most` addresses an index, and its parts beside it."""
    explainers = tuple(_explainer_locations(archive))
    others = tuple(_other_locations(archive, site))
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
        yield Location(explainer_address(explainer.slug), last_change(explainer))


def _other_locations(archive: Archive, site: Site) -> Iterator[Location]:
    published = tuple(_published(archive, archive.explainers))
    stories = {
        story_address(each.name): tuple(_published(archive, each.members))
        for each in archive.stories
    }
    tags = {
        tag_address(each.name): tuple(_published(archive, each.members)) for each in archive.tags
    }
    newest = max((each.date for each in published), default="")
    yield Location("/", _newest_change(published[-site.page_size :]))
    yield Location("/archive/", newest)
    yield Location("/stories/", _newest_change(each[-1] for each in stories.values() if each))
    yield Location("/subscribe/")
    yield Location("/tags/", newest)
    yield from map(Location, map(page_address, _page_slugs(archive)))
    yield from _year_locations(published, ZoneInfo(site.timezone))
    yield from (Location(at, _newest_change(each)) for at, each in stories.items() if each)
    # The first page of a tag shows the newest; a change of an older one is not seen there.
    shown = {at: each[-site.page_size :] for at, each in tags.items()}
    yield from (Location(at, _newest_change(each)) for at, each in shown.items() if each)


def _year_locations(published: Iterable[Explainer], zone: ZoneInfo) -> Iterator[Location]:
    changes: dict[str, str] = {}
    for explainer in published:
        year = _year(explainer.date, zone)
        changes[year] = max(changes.get(year, ""), last_change(explainer))
    for year in sorted(changes, reverse=True):
        yield Location(year_address(year), changes[year])


def _newest_change(explainers: Iterable[Explainer]) -> str:
    return max(map(last_change, explainers), default="")


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
