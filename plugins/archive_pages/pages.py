"""From the archive to the outputs of the front page and of the archive by year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from plugins.archive_pages.home import defer_home_pages
from plugins.archive_pages.years import build_year_pages
from plugins.explainers.archive import Archive
from plugins.explainers.listing import Listing
from plugins.explainers.site import Site
from plugins.site_outputs.output import Deferred, Output

__all__ = ["build_archive_pages", "defer_archive_pages"]


def build_archive_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """`/` with its numbered pages, `/archive/` and a page for each year."""
    pages = defer_archive_pages(Listing(archive), site)
    return chain.from_iterable(page.build() for page in pages)


def defer_archive_pages(listing: Listing, site: Site) -> Iterator[Deferred]:
    """The same, in parts: an edit leaves those as they are known that do not show it."""
    yield from defer_home_pages(listing, site)
    yield Deferred(listing.key("years"), lambda: build_year_pages(listing.whole, site))
