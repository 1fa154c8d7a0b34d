"""From the archive to the outputs of the front page and of the archive by year."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.archive_pages.home import build_home_pages
from plugins.archive_pages.years import build_year_pages
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output

__all__ = ["build_archive_pages"]


def build_archive_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """`/` with its numbered pages, `/archive/` and a page for each year."""
    yield from build_home_pages(archive, site)
    yield from build_year_pages(archive, site)
