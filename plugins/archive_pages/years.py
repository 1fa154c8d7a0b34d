"""`/archive/` and `/archive/2026/`: everything, by the date in the site's time zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

import msgspec

from plugins.explainers.addresses import output_path, year_address
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.explainers.structured_data import collection_page, dataset, structured_script
from plugins.explainers.views import Link, PageMeta, explainer_link
from plugins.site_outputs.output import Output, RenderContext

__all__ = [
    "ArchivePage",
    "Month",
    "MonthCount",
    "Year",
    "YearPage",
    "build_year_pages",
    "render_archive_page",
    "render_year_page",
]

_ADDRESS = "/archive/"


@dataclass(frozen=True, slots=True)
class Month:
    """A month's explainers, newest first. `name` is `2026-11`; `date` one of its days."""

    name: str
    date: str
    links: tuple[Link, ...]


class YearPage(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """The inputs of one year's page; `earlier` and `later` are the years beside it."""

    page: PageMeta
    year: str
    counts: tuple[MonthCount, ...]  # of its twelve months, January first
    months: tuple[Month, ...]
    earlier: str
    later: str


@dataclass(frozen=True, slots=True)
class MonthCount:
    """How many explainers a month has; `name` and `date` as in `Month`."""

    name: str
    date: str
    count: int


@dataclass(frozen=True, slots=True)
class Year:
    """A year in the list of years, with its months, newest first."""

    name: str
    address: str
    count: int
    months: tuple[MonthCount, ...]


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """The inputs of the list of years."""

    page: PageMeta
    years: tuple[Year, ...]


def build_year_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """The list of years, and a page for each of them, newest first."""
    years = _months_of_years(archive, site)
    yield Output(output_path(_ADDRESS), render_archive_page, _archive_view(years, site))
    beside = ["", *years, ""]
    for later, name, earlier in zip(beside, years, beside[2:], strict=False):
        meta = PageMeta(
            title=site.gettext("Archive of %(year)s", year=name),
            address=year_address(name),
            kind="year",
            description=site.gettext("All explainers of %(year)s, by month.", year=name),
        )
        view = YearPage(meta, name, _counts(name, years[name]), years[name], earlier, later)
        yield Output(output_path(meta.address), render_year_page, view)


def render_archive_page(view: ArchivePage, context: RenderContext) -> bytes:
    """The list of years."""
    items = [(year.name, year.address) for year in view.years]
    page = collection_page(view.page, context.site, trail=(), items=items)
    structured = structured_script(page, dataset(context.site))
    return context.page("archive.html", page=view.page, years=view.years, structured=structured)


def render_year_page(view: YearPage, context: RenderContext) -> bytes:
    """A year's page."""
    trail = [(context.site.gettext("Archive"), _ADDRESS)]
    # Without a list: a year has thousands, and the page names them already.
    structured = structured_script(collection_page(view.page, context.site, trail=trail))
    return context.page("year.html", page=view.page, year=view, structured=structured)


def _archive_view(years: dict[str, tuple[Month, ...]], site: Site) -> ArchivePage:
    meta = PageMeta(
        title=site.gettext("Archive"),
        address=_ADDRESS,
        kind="archive",
        description=site.gettext("Everything that was published here, by year."),
    )
    return ArchivePage(meta, tuple(_year(name, months) for name, months in years.items()))


def _year(name: str, months: tuple[Month, ...]) -> Year:
    counts = tuple(MonthCount(each.name, each.date, len(each.links)) for each in months)
    return Year(name, year_address(name), sum(each.count for each in counts), counts)


def _counts(year: str, months: tuple[Month, ...]) -> tuple[MonthCount, ...]:
    held = {month.name: len(month.links) for month in months}
    names = [f"{year}-{number:02}" for number in range(1, 13)]
    return tuple(MonthCount(name, f"{name}-01", held.get(name, 0)) for name in names)


def _months_of_years(archive: Archive, site: Site) -> dict[str, tuple[Month, ...]]:
    """The months of each year, both newest first."""
    zone = ZoneInfo(site.timezone)
    dated = [
        (_month_of(explainer.date, zone), explainer_link(explainer, site))
        for explainer in reversed(archive.explainers)
    ]
    # Where a month opens with the clocks set back, its first hour comes twice.
    dated.sort(key=lambda pair: pair[0], reverse=True)
    months = [
        _month(name, tuple(link for _, link in members))
        for name, members in groupby(dated, key=lambda pair: pair[0])
    ]
    return {
        year: tuple(members) for year, members in groupby(months, key=lambda month: month.name[:4])
    }


def _month(name: str, links: tuple[Link, ...]) -> Month:
    # The oldest, so that it stays the same when the month grows.
    return Month(name, links[-1].date, links)


def _month_of(date: str, zone: ZoneInfo) -> str:
    """The month, as `2026-11`, of a moment in UTC where the site is at home."""
    # No zone is a day away from UTC, so within a month it is the same everywhere.
    if "02" <= date[8:10] <= "27":
        return date[:7]
    moment = datetime.fromisoformat(date).replace(tzinfo=UTC)
    return moment.astimezone(zone).isoformat()[:7]
