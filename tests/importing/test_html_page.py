from __future__ import annotations

import pytest

from plugins.explainers.sections import DEFAULT_SECTIONS
from plugins.importing.document import SortedSource, SourceDocument
from plugins.importing.html_page import read_html
from plugins.importing.sorting import sort_source

PAGE = """\
<!doctype html>
<html lang="en-GB">
<head>
<title>Rivers rise again | The Daily Bank</title>
<meta property="og:site_name" content="The Daily Bank">
<meta name="description" content="Why the valley floods more often.">
<meta property="article:published_time" content="2026-03-04T10:30:00+01:00">
<meta property="article:tag" content="Floods"><meta property="article:tag" content="Rivers">
<link rel="canonical" href="https://bank.example/news/rivers">
<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Ada Poe"}}</script>
<script>alert("a script's words")</script>
</head>
<body>
<header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>
<main><article>
<h1>Rivers rise again</h1>
<p>The lead has a <a href="/maps?x=1">map</a>, a <a href="#below">jump</a> and
<a href="javascript:alert(1)">a trap</a>.</p>
<figure><img src="/flood.jpg" alt="A flooded lane"><figcaption>Photo: Ben Roe</figcaption></figure>
<h2>What&rsquo;s Happening?</h2>
<p>The river <em>rose</em> by <strong>two metres</strong>.<br>It fell on Friday.</p>
<ul><li>First item</li><li>Second item</li></ul>
<aside>Read our river guide before you go.</aside>
<h2>Why It&rsquo;s Important?</h2>
<p>1. is no list here, and a_b * c &lt; d &amp;amp; e.</p>
<table><tr><th>Day</th><th>Level</th></tr><tr><td>Monday</td><td>2 m</td></tr></table>
<h2>What&rsquo;s Next?</h2>
<p>More rain, says <a href="https://weather.example/a_(b)">the office</a>. CO<sub>2</sub> too.</p>
<iframe src="https://video.example/1"></iframe>
<p>AI-Assisted Content</p>
<form><button>Yes</button></form>
</article></main>
<footer><p>The Daily Bank has been printed in the valley since 1881.</p></footer>
</body></html>
"""


def read(page: str) -> SourceDocument:
    return read_html(page, DEFAULT_SECTIONS)


def sort_page(page: str) -> SortedSource:
    return sort_source(read(page), DEFAULT_SECTIONS)


def body(source: SortedSource) -> str:
    return "\n\n".join("\n".join(line.markdown for line in part.lines) for part in source.parts)


def test_page_metadata_is_found() -> None:
    metadata = sort_page(PAGE).metadata

    assert metadata.title.value == "Rivers rise again"
    assert metadata.date.value == "2026-03-04T09:30:00Z"
    assert metadata.authors == ("Ada Poe",)
    assert metadata.tags == ("Floods", "Rivers")
    assert metadata.summary == "Why the valley floods more often."
    assert metadata.lang == "en-GB"
    assert metadata.ai_extent == "assisted"


def test_article_is_split_into_its_sections() -> None:
    source = sort_page(PAGE)

    assert [part.heading for part in source.parts] == [
        "",
        "What's Happening?",
        "Why It's Important?",
        "What's Next?",
    ]
    assert source.missing == ()


def test_text_keeps_its_emphasis_lists_and_tables() -> None:
    text = body(sort_page(PAGE))

    assert "The river *rose* by **two metres**." in text
    assert "- First item\n- Second item" in text
    assert "| Monday | 2 m |" in text
    assert "CO<sub>2</sub>" in text


def test_what_markdown_would_act_upon_is_escaped() -> None:
    assert r"1\. is no list here, and a_b * c < d &amp;amp; e." in body(sort_page(PAGE))


def test_links_are_absolute_or_become_their_text() -> None:
    text = body(sort_page(PAGE))

    assert "[map](https://bank.example/maps?x=1)" in text
    assert "[the office](https://weather.example/a_%28b%29)" in text
    assert "a jump and a trap." in text
    assert "javascript" not in text


def test_relative_link_without_a_canonical_address_is_unlinked_and_said() -> None:
    document = read('<article><p>See the <a href="/maps">map</a> of the valley.</p></article>')

    assert document.lines[0].markdown == "See the map of the valley."
    assert [item.text for item in document.left_out] == ["/maps"]


def test_images_embeds_and_frame_are_left_out_and_said() -> None:
    left_out = {item.text: item.reason for item in sort_page(PAGE).left_out}

    assert left_out["/flood.jpg"] == "an image; it shows: A flooded lane"
    assert "caption" in left_out["Photo: Ben Roe"]
    assert "https://video.example/1" in left_out
    assert "Read our river guide before you go." in left_out
    around = left_out["The Daily Bank has been printed in the valley since 1881."]
    assert around == "outside the article"
    assert not any('alert("' in text or "words" in text for text in left_out)


def test_article_is_found_by_its_headings_where_nothing_marks_it() -> None:
    page = (
        "<body><div><p>Menu of many words that is longer than the text below it by far, "
        "as menus on such pages often are.</p></div><div id=x><p><b>What's Happening?</b></p>"
        "<p>The river rose.</p><p><b>What's Next?</b></p><p>It falls.</p></div></body>"
    )

    source = sort_page(page)

    assert [part.plain for part in source.parts] == ["The river rose.", "It falls."]


def test_site_name_is_taken_off_a_title() -> None:
    page = "<title>How caches work – Example Site</title><body><p>They keep copies of things.</p>"

    assert read(page).metadata.title.value == "How caches work"


def test_broken_markup_and_metadata_do_no_harm() -> None:
    page = (
        '<script type="application/ld+json">{broken</script><meta name=date content="soon">'
        '<p>One <b>two <a href="http://[x">three</p><table><tr><td>four'
    )

    document = read(page)

    words = " ".join(line.plain for line in document.lines)
    assert all(word in words for word in ("One", "two", "three", "four"))


@pytest.mark.parametrize(
    "page", ["page.html", "https://example.org/a", "<?xml version='1.0'?><a>b</a>"]
)
def test_odd_page_is_read_without_a_warning(page: str) -> None:
    assert any(line.plain for line in read(page).lines)
