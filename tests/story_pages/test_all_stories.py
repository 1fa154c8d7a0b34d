from __future__ import annotations

from plugins.explainers.archive import Archive
from plugins.story_pages import build_stories_page
from tests.theme.rendering import SITE, PageContext, make_archive, make_explainer, words_of


def html_of(archive: Archive):
    return PageContext().html(build_stories_page(archive, SITE))


def on(day: str, story: str):
    return make_explainer(f"{story.lower()}-{day}", date=f"{day}T00:00:00Z", story=story)


def test_story_that_was_told_last_comes_first():
    archive = make_archive(
        [on("2026-01-01", "Early"), on("2026-01-02", "Late"), on("2026-01-03", "Early")]
    )

    links = [(a.get_text(), str(a["href"])) for a in html_of(archive).select(".story-name a")]

    assert links == [("Early", "/archive/stories/early/"), ("Late", "/archive/stories/late/")]


def test_story_has_its_newest_explainer_and_a_count():
    archive = make_archive([on("2026-01-01", "Early"), on("2026-01-03", "Early")])

    entry = html_of(archive).select_one(".story-entry")

    assert entry is not None
    assert words_of(entry) == "Early 3 January 2026 About early-2026-01-03 AI 2 explainers"


def test_archive_without_stories_has_a_list_that_says_so():
    assert "There are no running stories yet." in words_of(html_of(make_archive()))
