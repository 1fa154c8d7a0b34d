"""What a feed reader makes of a feed."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest

from plugins.explainers.model import Body, BodyPart

with warnings.catch_warnings():
    # A release of feedparser may use what the newest Python is about to drop.
    warnings.simplefilter("ignore", DeprecationWarning)
    import feedparser

Make = Callable[..., Any]


@pytest.fixture
def read(rss_of: Make) -> Make:
    def parse(*args: Any, **options: Any) -> Any:
        return feedparser.parse(rss_of(*args, **options))

    return parse


def test_reader_finds_nothing_to_complain_about(
    make_archive: Make, make_explainer: Make, read: Make
) -> None:
    result = read(make_archive(make_explainer(title='A & B <i> "c" 😀')))

    assert not result.bozo
    assert result.version == "rss20"
    assert result.feed.title == "Explained"


def test_reader_of_an_empty_feed_sees_no_entries(make_archive: Make, read: Make) -> None:
    result = read(make_archive())

    assert not result.bozo
    assert result.entries == []


def test_reader_sees_identity_dates_tags_and_authors(
    make_archive: Make, make_explainer: Make, read: Make
) -> None:
    explainer = make_explainer(tags=("AI & Society", "Web"), authors=("Ann",))

    (entry,) = read(make_archive(explainer)).entries

    assert entry.id == "tag:example.org,2026:caches"
    assert not entry.guidislink
    assert entry.link == "https://example.org/archive/explainers/caches/"
    assert entry.published_parsed[:6] == (2026, 3, 1, 12, 0, 0)
    assert [tag.term for tag in entry.tags if not tag.scheme] == ["AI & Society", "Web"]
    assert entry.author == "Ann"


def test_reader_shows_label_and_sections_in_full(
    make_archive: Make, make_explainer: Make, read: Make
) -> None:
    body = Body(
        (
            BodyPart("", "", "<p>Lead &amp; more.</p>"),
            BodyPart("whats-next", "What's Next?", "<p>1 &lt; 2</p>"),
        )
    )

    (entry,) = read(make_archive(make_explainer()), body=body).entries

    assert entry.content[0].value == (
        "<p><strong>AI Generated Content</strong></p>\n<p>Lead &amp; more.</p>\n"
        "<h2>What's Next?</h2>\n<p>1 &lt; 2</p>"
    )


@pytest.mark.parametrize("summary", ["AT&T grew.", "Why 1 < 2.", "The <b> element."])
def test_reader_shows_the_summary_as_it_was_written(
    make_archive: Make, make_explainer: Make, read: Make, summary: str
) -> None:
    (entry,) = read(make_archive(make_explainer(summary=summary))).entries

    assert unescape(entry.summary) == summary
