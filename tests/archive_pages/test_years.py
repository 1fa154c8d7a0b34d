from __future__ import annotations

from dataclasses import replace

from plugins.archive_pages import build_year_pages
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output
from tests.theme.rendering import (
    SITE,
    PageContext,
    changed_paths,
    make_archive,
    make_explainer,
    words_of,
)


def outputs_of(archive: Archive, site: Site = SITE) -> list[Output]:
    return list(build_year_pages(archive, site))


def archive_of(*dates: str) -> Archive:
    return make_archive(
        make_explainer(f"on-{date}".lower().replace(":", "-"), date=date) for date in dates
    )


MIXED = archive_of(
    "2024-05-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-03-04T00:00:00Z", "2026-03-05T00:00:00Z"
)


def test_each_year_with_an_explainer_has_a_page_newest_first():
    paths = [output.path for output in outputs_of(MIXED)]

    assert paths == ["archive/index.html", "archive/2026/index.html", "archive/2024/index.html"]


def test_archive_lists_years_and_months_with_counts():
    text = words_of(PageContext().html(outputs_of(MIXED)[0]))

    assert (
        "2026 3 explainers March 2026 explainers: 2 January 2026 explainers: 1"
        " 2024 1 explainer May 2024 explainers: 1" in text
    )


def test_links_to_months_lead_to_their_headings():
    index, year, _ = (PageContext().html(output) for output in outputs_of(MIXED))

    links = [str(link["href"]) for link in index.select(".year-months a")][:2]
    assert links == [f"/archive/archive/2026/#{h['id']}" for h in year.select("main h2")]


def test_year_page_lists_all_of_the_year_by_month_newest_first():
    html = PageContext().html(outputs_of(MIXED)[1])

    days = [str(time["datetime"]) for time in html.select(".line time")]
    months = [heading.get_text() for heading in html.select("main h2")]
    assert days == ["2026-03-05", "2026-03-04", "2026-01-02"]
    assert months == ["March 2026 explainers: 2", "January 2026 explainers: 1"]


def test_years_beside_it_are_linked_over_a_gap():
    html = PageContext().html(outputs_of(MIXED)[1])

    links = [(link.get_text(), str(link["href"])) for link in html.select(".pager a")]
    assert links == [("2024", "/archive/archive/2024/")]


def test_year_and_month_are_those_of_the_sites_time_zone():
    # Midnight of New Year's Day in Berlin is still December in UTC.
    archive = archive_of("2025-12-31T23:00:00Z")
    berlin = replace(SITE, timezone="Europe/Berlin")

    in_berlin, in_utc = outputs_of(archive, berlin), outputs_of(archive)

    assert in_berlin[1].path == "archive/2026/index.html"
    assert in_berlin[1].inputs.months[0].name == "2026-01"
    assert in_utc[1].path == "archive/2025/index.html"


def test_month_whose_first_hour_comes_twice_is_one_month():
    # On 1 November 2015 Havana went from 01:00 back to 00:00.
    archive = archive_of("2015-11-01T04:30:00Z", "2015-11-01T05:30:00Z", "2015-10-31T12:00:00Z")
    havana = replace(SITE, timezone="America/Havana")

    year = outputs_of(archive, havana)[1].inputs

    assert [(month.name, len(month.links)) for month in year.months] == [
        ("2015-11", 2),
        ("2015-10", 1),
    ]


def test_new_explainer_changes_its_year_and_the_list_of_years():
    grown = make_archive([*MIXED.explainers, make_explainer("newest", date="2026-04-01T00:00:00Z")])

    changed = changed_paths(outputs_of(MIXED), outputs_of(grown))

    assert changed == {"archive/index.html", "archive/2026/index.html"}


def test_empty_archive_has_a_list_of_years_that_says_so():
    (output,) = outputs_of(make_archive())

    assert "Nothing has been published here yet." in words_of(PageContext().html(output))


def test_chart_has_a_bar_and_a_number_for_each_month_that_has_an_explainer():
    html = PageContext().html(outputs_of(MIXED)[1])

    chart = html.select_one("svg.chart")
    assert chart is not None
    assert chart["role"] == "img"
    assert "2026" in str(chart["aria-label"])
    assert [number.get_text() for number in chart.select(".chart-number")] == ["1", "2"]
    assert [bar["height"] for bar in chart.select(".chart-bar")] == ["32", "64"]
    assert [month.get_text() for month in chart.select(".chart-month")][:3] == ["Jan", "Feb", "Mar"]


def test_chart_never_cuts_the_names_of_months_and_sets_long_ones_in_two_rows():
    site = replace(SITE, lang="hu")
    html = PageContext(site).html(outputs_of(MIXED, site)[1])

    months = [(month.get_text(), str(month["y"])) for month in html.select(".chart-month")]
    assert months[8] == ("szept.", "99")
    assert months[9:] == [("okt.", "111"), ("nov.", "99"), ("dec.", "111")]
    assert html.select("svg.chart[viewBox='0 0 312 116']")
