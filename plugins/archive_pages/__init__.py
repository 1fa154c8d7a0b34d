"""The front page with the newest explainers, and the archive by year."""

from plugins.archive_pages.home import HomePage, build_home_pages
from plugins.archive_pages.pages import build_archive_pages, defer_archive_pages
from plugins.archive_pages.years import ArchivePage, YearPage, build_year_pages

__all__ = [
    "ArchivePage",
    "HomePage",
    "YearPage",
    "build_archive_pages",
    "build_home_pages",
    "build_year_pages",
    "defer_archive_pages",
]
