from __future__ import annotations

from dataclasses import replace

from plugins.archive_pages import build_home_pages
from plugins.explainers.archive import Archive
from plugins.site_outputs.output import Output
from tests.theme.rendering import (
    SITE,
    PageContext,
    changed_paths,
    make_archive,
    make_explainer,
    make_series,
    words_of,
)


def outputs_of(archive: Archive, *, size: int = 20) -> list[Output]:
    return list(build_home_pages(archive, replace(SITE, page_size=size)))


def test_front_page_shows_the_newest_first():
    html = PageContext().html(outputs_of(make_archive(make_series(30)))[0])

    links = [str(link["href"]) for link in html.select(".card-title a")]
    assert links[0] == "/archive/explainers/number-029/"
    assert len(links) == 20


def test_pages_behind_it_are_numbered_from_the_oldest():
    outputs = outputs_of(make_archive(make_series(5)), size=2)

    assert [output.path for output in outputs] == [
        "index.html",
        "page/1/index.html",
        "page/2/index.html",
    ]
    assert [card.title for card in outputs[1].inputs.cards] == [
        "About number-001",
        "About number-000",
    ]


def test_new_explainer_changes_the_front_page_alone():
    series = make_series(46)

    before, after = outputs_of(make_archive(series[:45])), outputs_of(make_archive(series))

    assert changed_paths(before, after) == {"index.html"}


def test_renamed_explainer_changes_the_page_that_holds_it():
    series = make_series(45)
    renamed = [replace(series[0], title="Renamed"), *series[1:]]

    before, after = outputs_of(make_archive(series)), outputs_of(make_archive(renamed))

    assert changed_paths(before, after) == {"page/1/index.html"}


def test_card_shows_label_date_summary_and_tags():
    html = PageContext().html(outputs_of(make_archive([make_explainer()]))[0])

    card = html.select_one(".card")
    assert card is not None
    assert " ".join(card.get_text(" ").split()) == (
        "About caches 23 November 2026 AI Generated Content What caches are for. AI"
    )


def test_card_in_another_language_says_which():
    html = PageContext().html(outputs_of(make_archive([make_explainer(lang="he")]))[0])

    marked = [(tag.name, str(tag["lang"]), str(tag["dir"])) for tag in html.select("main [lang]")]
    assert marked == [("h2", "he", "rtl"), ("p", "he", "rtl")]


def test_empty_archive_has_a_front_page():
    (output,) = outputs_of(make_archive())

    assert "Nothing has been published here yet." in words_of(PageContext().html(output))


def test_front_page_is_titled_with_the_sites_name_once():
    html = PageContext().html(outputs_of(make_archive([make_explainer()]))[0])

    assert html.title is not None
    assert html.title.get_text() == "The Background"


def test_front_page_names_the_running_stories_and_numbered_pages_do_not():
    stories = [
        make_explainer(f"n{index}", date=f"2026-01-{index + 1:02}T00:00:00Z", story=story)
        for index, story in enumerate(("Old", "Old", "Alone", "New", "New", "New"))
    ]
    outputs = outputs_of(make_archive(stories), size=4)

    front, numbered = (PageContext().html(output) for output in outputs)

    entries = [words_of(entry) for entry in front.select(".story-entry")]
    assert entries == [
        "New 6 January 2026 About n5 AI 3 explainers",
        "Old 2 January 2026 About n1 AI 2 explainers",
    ]
    assert numbered.select(".story-entry") == []


def test_front_page_names_only_a_handful_of_stories():
    explainers = [
        make_explainer(f"n{index}", date=f"2026-01-{index + 1:02}T00:00:00Z", story=f"S{index % 8}")
        for index in range(16)
    ]

    front = outputs_of(make_archive(explainers))[0].inputs

    assert [story.label for story in front.stories] == ["S7", "S6", "S5", "S4", "S3"]


def test_front_page_announces_the_feed_in_every_format():
    html = PageContext().html(outputs_of(make_archive(make_series(1)))[0])

    announced = [str(link["href"]) for link in html.select('link[rel="alternate"]')]
    assert announced == ["/archive/feed.xml", "/archive/feed.atom", "/archive/feed.json"]
