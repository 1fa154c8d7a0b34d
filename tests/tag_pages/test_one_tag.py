from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.archive import Archive, Tag
from plugins.site_outputs.output import Output
from plugins.tag_pages import build_pages_of_tags
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
    return list(build_pages_of_tags(archive, SITE))


def html_of(archive: Archive, path: str):
    output = next(output for output in outputs_of(archive) if output.path == path)
    return PageContext().html(output)


def test_tag_of_50_has_a_first_page_and_two_numbered_ones():
    paths = [output.path for output in outputs_of(make_archive(make_series(50, tags=("C++",))))]

    assert paths == [
        "tags/cplusplus/index.html",
        "tags/cplusplus/page/1/index.html",
        "tags/cplusplus/page/2/index.html",
    ]


@given(st.integers(min_value=1, max_value=70))
def test_tag_pages_show_each_explainer_and_each_page_shows_it_once(count: int):
    outputs = outputs_of(make_archive(make_series(count)))

    titles = [[card.title for card in output.inputs.cards] for output in outputs]

    assert {title for page in titles for title in page} == {
        f"About number-{index:03}" for index in range(count)
    }
    assert all(len(page) == len(set(page)) for page in titles)


def test_new_explainer_changes_the_first_page_of_its_own_tags():
    series = make_series(45, tags=("AI",))
    other = make_explainer("other", tags=("Chips",))
    newest = make_explainer("newest", date="2027-01-01T00:00:00Z", tags=("AI",))

    before = outputs_of(make_archive([*series, other]))
    after = outputs_of(make_archive([*series, other, newest]))

    assert changed_paths(before, after) == {"tags/ai/index.html"}


def test_explainer_that_fills_a_page_adds_it_and_links_it_from_the_one_before():
    series = make_series(41)

    before = outputs_of(make_archive(series[:40]))
    after = outputs_of(make_archive(series))

    assert changed_paths(before, after) == {
        "tags/ai/index.html",
        "tags/ai/page/1/index.html",
        "tags/ai/page/2/index.html",
    }


def test_new_text_of_an_explainer_changes_no_list():
    explainer = make_explainer()
    edited = replace(explainer, body_digest="other", word_count=9)

    before, after = outputs_of(make_archive([explainer])), outputs_of(make_archive([edited]))

    assert changed_paths(before, after) == set()


def test_first_page_tells_about_the_tag():
    tags = {
        "AI": Tag("AI", "ai", (), "Machines that learn."),
        "Llama": Tag("Llama", "llama", (), "A family of models.", parent="ai"),
    }
    archive = make_archive(make_series(2, tags=("AI", "Llama")), tags=tags)

    narrow = words_of(html_of(archive, "tags/llama/index.html"))
    wide = words_of(html_of(archive, "tags/ai/index.html"))

    assert "Llama A family of models. 2 explainers since 1 January 2020 Part of AI" in narrow
    assert "See also Llama" in wide


def test_tag_that_nobody_uses_yet_has_a_page():
    archive = make_archive(tags={"AI": Tag("AI", "ai", ())})

    assert "No explainer yet" in words_of(html_of(archive, "tags/ai/index.html"))


def test_page_announces_the_feed_of_its_tag():
    html = html_of(make_archive([make_explainer()]), "tags/ai/index.html")

    feeds = [str(link["href"]) for link in html.select('link[rel="alternate"]')]
    assert feeds == ["/archive/tags/ai/feed.xml", "/archive/feed.xml"]


def test_numbered_page_says_from_when_to_when():
    html = html_of(make_archive(make_series(21)), "tags/ai/page/1/index.html")

    intro = html.select_one(".intro")
    assert intro is not None
    assert intro.get_text() == "From 1 January 2020 to 20 January 2020, newest first."
    links = [(link.get_text(), str(link["href"])) for link in html.select(".pager a")]
    assert links == [("Newest", "/archive/tags/ai/")]


def test_hostile_tag_is_only_text():
    label = '<img src=x onerror="alert(1)">'
    archive = make_archive([make_explainer(tags=(label,))])

    html = html_of(archive, "tags/img-src-x-onerror-alert-1/index.html")

    assert html.img is None
    assert html.h1 is not None
    assert html.h1.get_text() == label
