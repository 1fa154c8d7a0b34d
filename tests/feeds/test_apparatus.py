"""What stands around an explainer's text in its entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from plugins.explainers.archive import Archive
from plugins.explainers.model import (
    Body,
    BodyPart,
    Correction,
    Expectation,
    Explainer,
    Image,
    Source,
)
from plugins.explainers.site import Site
from plugins.feeds.entries import feed_entry
from plugins.feeds.full_text import full_text
from tests.theme.rendering import german_site

Make = Callable[..., Any]

_BODY = Body(
    (
        BodyPart("whats-next", "What's Next?", "<p>A vote.</p>", named=True),
        BodyPart("more", "More", "<p>The end.</p>"),
    ),
    footnotes="<ol><li>A note.</li></ol>",
)


@pytest.fixture
def plain(make_explainer: Make) -> Explainer:
    explainer: Explainer = make_explainer(tags=(), ai_generated=False)
    return explainer


def _text(explainer: Explainer, site: Site, **fields: Any) -> list[str]:
    archive = Archive((explainer,), **fields)
    return full_text(feed_entry(archive, explainer), _BODY, site).split("\n")


def test_order_is_that_of_the_page(plain: Explainer, site: Site) -> None:
    whole = replace(
        plain,
        ai_generated=True,
        image=Image("box.png", "A box"),
        image_file="images/box.png",
        expectations=(Expectation("A result."),),
        corrections=(Correction("2026-04-01T00:00:00Z", "It was four."),),
        sources=(Source("Minutes"),),
    )

    lines = _text(whole, site)

    assert [line for line in lines if line not in {"<ul>", "</ul>", "<ol>", "</ol>"}] == [
        "<p><strong>AI Generated Content</strong></p>",
        '<figure><img src="https://example.org/archive/images/box.png" alt="A box"></figure>',
        "<h2>What's Next?</h2>",
        "<p>A vote.</p>",
        "<li>A result. · <strong>Still open</strong></li>",
        "<h2>More</h2>",
        "<p>The end.</p>",
        "<h2>Corrections</h2>",
        "<li>1 April 2026: It was four.</li>",
        "<h2>Sources</h2>",
        "<li>Minutes</li>",
        "<ol><li>A note.</li></ol>",
    ]


def test_text_without_any_of_it_is_the_body_alone(plain: Explainer, site: Site) -> None:
    assert _text(plain, site) == [
        *("<h2>What's Next?</h2>", "<p>A vote.</p>", "<h2>More</h2>", "<p>The end.</p>"),
        "<ol><li>A note.</li></ol>",
    ]


def test_picture_says_its_size_and_who_made_it(plain: Explainer, site: Site) -> None:
    image = Image("box.png", 'A "box" & more', "Drawn by <A>")
    pictured = replace(plain, image=image, image_file="images/a box.png")

    lines = _text(pictured, site, image_sizes={"/images/a box.png": (640, 360)})

    assert lines[0] == (
        '<figure><img src="https://example.org/archive/images/a%20box.png" '
        'alt="A &quot;box&quot; &amp; more" width="640" height="360">'
        "<figcaption>Drawn by &lt;A&gt;</figcaption></figure>"
    )


def test_expectation_says_what_came_of_it(plain: Explainer, site: Site) -> None:
    expected = replace(
        plain,
        expectations=(
            Expectation(
                "The <board> meets.",
                due="2026-05-01T00:00:00Z",
                outcome="happened",
                resolved="2026-04-30T00:00:00Z",
                source="https://example.com/agenda?a=1&b=2",
            ),
            Expectation("A vote.", outcome="did-not", source="The <paper>"),
        ),
    )

    items = [line for line in _text(expected, site) if line.startswith("<li>")]

    assert items == [
        "<li>The &lt;board&gt; meets. · <strong>Happened</strong> on 30 April 2026 · "
        "Expected by 1 May 2026 · "
        'Source: <a href="https://example.com/agenda?a=1&amp;b=2">example.com</a></li>',
        "<li>A vote. · <strong>Did not happen</strong> · Source: The &lt;paper&gt;</li>",
    ]


def test_expectations_of_a_text_without_that_section_follow_it(
    plain: Explainer, site: Site
) -> None:
    expected = replace(plain, expectations=(Expectation("A result."),))
    body = Body((BodyPart("", "", "<p>Text.</p>"),))

    html = full_text(feed_entry(Archive((expected,)), expected), body, site)

    assert html.startswith("<p>Text.</p>\n<ul>\n<li>A result.")


def test_source_says_all_that_is_known_of_it(plain: Explainer, site: Site) -> None:
    source = Source(
        "Minutes <1>",
        "https://example.com/m?a=1&b=2",
        "The board",
        "2025-05",
        "https://archive.example/m",
    )

    (item,) = [line for line in _text(replace(plain, sources=(source,)), site) if "Minutes" in line]

    assert item == (
        '<li><a href="https://example.com/m?a=1&amp;b=2">Minutes &lt;1&gt;</a> · The board · '
        'May 2025 · <a href="https://archive.example/m">Archived copy</a></li>'
    )


def test_it_speaks_the_sites_language(plain: Explainer) -> None:
    german = replace(german_site(), url="https://example.org")
    corrected = replace(
        plain,
        lang="de",
        ai_generated=True,
        corrections=(Correction("2026-04-01T00:00:00Z", "Es waren vier.", "Ort"),),
    )

    lines = _text(corrected, german)

    assert lines[0] == "<p><strong>KI-generierter Inhalt</strong></p>"
    assert "<h2>Korrekturen</h2>" in lines
    assert "<li>1. April 2026 · In Ort: Es waren vier.</li>" in lines
