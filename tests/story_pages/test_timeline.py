from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup

from plugins.explainers.archive import Archive
from plugins.explainers.model import Expectation
from plugins.site_outputs.output import Output
from plugins.story_pages import build_story_pages, build_timelines
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
    return list(build_timelines(archive, SITE))


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
    undated = replace(SETTLED, resolved="")
    archive = make_archive([told("first", "2026-01-01", undated), told("second", "2026-02-10")])

    points = [li.get_text(" ") for li in html_of(archive).select(".moment")]

    assert "It will rain." in points[2]


def test_what_is_still_open_stands_at_the_end_by_when_it_is_due():
    sooner, whenever = (
        replace(OPEN, due="2026-12", text="Hail."),
        replace(OPEN, due="", text="Fog."),
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
