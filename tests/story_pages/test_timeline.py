from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from msgspec import structs

from plugins.explainers.archive import Archive
from plugins.explainers.model import Expectation
from plugins.site_outputs.output import Output
from plugins.story_pages import build_story_pages, build_timeline
from tests.theme.rendering import (
    SITE,
    PageContext,
    changed_paths,
    make_archive,
    make_explainer,
    make_series,
    words_of,
)


def outputs_of(archive: Archive) -> list[Output]:
    return [page for story in archive.stories for page in build_timeline(archive, SITE, story)]


def html_of(archive: Archive) -> BeautifulSoup:
    return PageContext().html(outputs_of(archive)[0])


def told(slug: str, date: str, *expectations: Expectation):
    return make_explainer(
        slug, date=f"{date}T00:00:00Z", story="The long one", expectations=expectations
    )


SETTLED = Expectation("It will rain.", outcome="happened", resolved="2026-02-10", due="2026-03")
OPEN = Expectation("It will snow.", due="2027-01")


def test_each_story_has_a_page():
    archive = make_archive(
        [told("one", "2026-01-01"), make_explainer("other", story="C++ in court")]
    )

    assert sorted(output.path for output in outputs_of(archive)) == [
        "stories/cplusplus-in-court/index.html",
        "stories/the-long-one/index.html",
    ]


def test_explainers_stand_from_oldest_to_newest():
    html = html_of(make_archive(make_series(3, story="The long one")))

    titles = [link.get_text() for link in html.select(".timeline .card-title")]
    assert titles == ["About number-000", "About number-001", "About number-002"]


def test_outcome_stands_where_it_became_known():
    archive = make_archive(
        [
            told("first", "2026-01-01", SETTLED),
            told("second", "2026-02-10"),
            told("x", "2026-03-01"),
        ]
    )

    points = [" ".join(li.get_text(" ").split()) for li in html_of(archive).select(".moment")]

    assert points[2] == (
        "Happened on 10 February 2026 Expected by March 2026 It will rain."
        " Expected in About first AI"
    )
    assert "About second" in points[1]
    assert "About x" in points[3]


def test_outcome_without_a_day_stands_where_it_was_due():
    undated = structs.replace(SETTLED, resolved="")
    archive = make_archive([told("first", "2026-01-01", undated), told("second", "2026-02-10")])

    points = [li.get_text(" ") for li in html_of(archive).select(".moment")]

    assert "It will rain." in points[2]


@pytest.mark.parametrize("due", ["2026", "2026-02"])
def test_outcome_within_a_year_or_month_stands_at_its_end(due: str):
    undated = structs.replace(SETTLED, resolved="", due=due)
    archive = make_archive([told("first", "2026-01-05", undated), told("second", "2026-02-27")])

    points = [li.get_text(" ") for li in html_of(archive).select(".moment")]

    assert "It will rain." in points[2]


def test_nothing_comes_of_an_expectation_before_it_is_told():
    earlier = structs.replace(SETTLED, resolved="", due="2025")
    archive = make_archive([told("first", "2026-01-05", earlier), told("second", "2026-02-27")])

    html = html_of(archive)

    points = [li.get_text(" ") for li in html.select(".moment")]
    assert "It will rain." in points[1]
    assert [heading.get_text() for heading in html.select(".moment-year")] == ["2026"]


def test_days_are_those_of_the_sites_time_zone():
    site = replace(SITE, timezone="America/New_York")
    first = told("first", "2025-12-01", structs.replace(SETTLED, resolved="", due="2025-12-31"))
    # In New York it is the evening of 31 December, and explainers open a day.
    second = make_explainer("second", date="2026-01-01T03:00:00Z", story="The long one")

    archive = make_archive([first, second])

    (output,) = build_timeline(archive, site, archive.stories[0])
    html = PageContext(site).html(output)

    assert [heading.get_text() for heading in html.select(".moment-year")] == ["2025"]
    assert [bool(li.select_one(".card-title")) for li in html.select(".moment")] == [
        True,
        True,
        False,
    ]


def test_open_ones_due_within_a_year_come_after_those_due_in_its_months():
    some = [
        structs.replace(OPEN, due=due, text=due) for due in ("2027", "2027-03", "2027-03-01", "")
    ]

    html = html_of(make_archive([told("first", "2026-01-01", *some)]))

    texts = [p.get_text() for p in html.select("section.apparatus .expectation-text")]
    assert texts == ["2027-03-01", "2027-03", "2027", ""]


def test_what_is_still_open_stands_at_the_end_by_when_it_is_due():
    sooner, whenever = (
        structs.replace(OPEN, due="2026-12", text="Hail."),
        structs.replace(OPEN, due="", text="Fog."),
    )
    archive = make_archive(
        [told("first", "2026-01-01", whenever, OPEN), told("second", "2026-02-10", sooner)]
    )

    html = html_of(archive)

    texts = [p.get_text() for p in html.select("section.apparatus .expectation-text")]
    assert texts == ["Hail.", "It will snow.", "Fog."]
    assert len(html.select(".moment")) == 2


def test_each_year_is_named_once():
    archive = make_archive(
        [told("a", "2024-05-01"), told("b", "2026-01-01"), told("c", "2026-02-01")]
    )

    years = [heading.get_text() for heading in html_of(archive).select(".moment-year")]

    assert years == ["2024", "2026"]


def test_page_says_how_many_and_from_when_to_when():
    text = words_of(html_of(make_archive(make_series(3, story="The long one"))))

    assert "The long one 3 explainers From 1 January 2020 to 3 January 2020 , oldest first" in text


def test_new_text_of_an_explainer_changes_no_timeline():
    series = make_series(3, story="The long one")
    edited = [replace(series[0], body_digest="other", word_count=9), *series[1:]]

    before, after = outputs_of(make_archive(series)), outputs_of(make_archive(edited))

    assert changed_paths(before, after) == set()


def test_new_explainer_changes_its_story_and_the_list():
    series = make_series(3, story="The long one")
    other = make_explainer("other", story="Another")

    before = build_story_pages(make_archive([*series[:2], other]), SITE)
    after = build_story_pages(make_archive([*series, other]), SITE)

    assert changed_paths(before, after) == {
        "stories/index.html",
        "stories/the-long-one/index.html",
    }


def test_hostile_story_is_only_text():
    label = '<img src=x onerror="alert(1)">'

    html = html_of(make_archive([make_explainer(story=label)]))

    assert html.img is None
    assert html.h1 is not None
    assert html.h1.get_text() == label


def long_story(count: int):
    return make_series(count, story="The long one")


def test_long_story_goes_on_at_numbered_pages_from_the_oldest():
    pages = outputs_of(make_archive(long_story(101)))

    assert [page.path for page in pages] == [
        "stories/the-long-one/index.html",
        "stories/the-long-one/page/2/index.html",
        "stories/the-long-one/page/3/index.html",
    ]
    titles = [
        [link.get_text() for link in PageContext().html(page).select(".timeline .card-title")]
        for page in pages
    ]
    numbers = [f"About number-{index:03}" for index in range(101)]
    assert titles == [numbers[:50], numbers[50:100], numbers[100:]]


def test_story_that_fills_its_page_has_no_other():
    html = html_of(make_archive(long_story(50)))

    assert len(outputs_of(make_archive(long_story(50)))) == 1
    assert html.select(".pager") == []


def test_pages_of_a_story_lead_to_each_other():
    first = "/archive/stories/the-long-one/"

    links = [
        {link.get_text(): str(link["href"]) for link in PageContext().html(page).select(".pager a")}
        for page in outputs_of(make_archive(long_story(151)))
    ]

    assert links == [
        {"Newer": f"{first}page/2/", "Newest": f"{first}page/4/"},
        {"Older": first, "Newer": f"{first}page/3/"},
        {"Oldest": first, "Older": f"{first}page/2/", "Newer": f"{first}page/4/"},
        {"Oldest": first, "Older": f"{first}page/3/"},
    ]


def test_numbered_page_says_where_in_the_story_it_is():
    page = outputs_of(make_archive(long_story(60)))[1]

    html = PageContext().html(page)

    text = words_of(html)
    assert "The long one, page 2 From 23 February 2020 to 4 March 2020 , oldest first" in text
    crumbs = [str(link["href"]) for link in html.select(".breadcrumbs a")]
    assert crumbs[-1] == "/archive/stories/the-long-one/"
    assert html.title is not None
    assert html.title.get_text().startswith("The long one, page 2")


def test_each_page_has_what_its_own_explainers_still_expect():
    series = long_story(60)
    series[3] = replace(series[3], expectations=(structs.replace(OPEN, text="Early."),))
    series[55] = replace(series[55], expectations=(structs.replace(OPEN, text="Late."),))

    texts = [
        [
            text.get_text()
            for text in PageContext().html(page).select(".apparatus .expectation-text")
        ]
        for page in outputs_of(make_archive(series))
    ]

    assert texts == [["Early."], ["Late."]]


def test_new_explainer_changes_the_first_page_and_the_end_of_a_long_story():
    series = long_story(152)

    before, after = outputs_of(make_archive(series[:-1])), outputs_of(make_archive(series))

    assert changed_paths(before, after) == {
        "stories/the-long-one/index.html",
        "stories/the-long-one/page/4/index.html",
    }


def test_page_announces_the_feed_of_its_story_and_links_to_it():
    html = html_of(make_archive([make_explainer(story="The models")]))

    announced = [str(link["href"]) for link in html.select('link[rel="alternate"]')]
    assert announced == ["/archive/stories/the-models/feed.xml", "/archive/feed.xml"]
    assert html.select_one('main a[href="/archive/stories/the-models/feed.xml"]')
