from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from plugins.explainer_pages import build_explainer_pages
from plugins.explainers.model import AiUse, Correction, Explainer, Image, Review, Source
from plugins.explainers.site import Site
from tests.support.schema_types import nodes_of, structured_data_of
from tests.theme.rendering import SITE, PageContext, make_archive, make_body, make_explainer

ROOT = "https://example.org/archive"


def article_of(explainer: Explainer, site: Site = SITE) -> Any:
    return nodes_of(page_of(explainer, site))["NewsArticle"]


def page_of(explainer: Explainer, site: Site = SITE) -> bytes:
    (output,) = build_explainer_pages(make_archive([explainer]), site)
    return output.render(output.inputs, PageContext(site, {"body": make_body()}))


def test_article_says_what_the_page_shows() -> None:
    article = article_of(make_explainer(authors=("A. Author", "The Background"), story="Caches"))

    assert article["headline"] == "About caches"
    assert article["description"] == "What caches are for."
    assert article["mainEntityOfPage"] == f"{ROOT}/explainers/caches/"
    assert article["keywords"] == ["AI"]
    assert article["author"] == [
        {"@type": "Person", "name": "A. Author"},
        {"@type": "Organization", "name": "The Background", "url": f"{ROOT}/"},
    ]
    assert article["isPartOf"] == {
        "@type": "CreativeWorkSeries",
        "name": "Caches",
        "url": f"{ROOT}/stories/caches/",
    }


def test_text_without_authors_is_by_who_publishes_it() -> None:
    (author,) = article_of(make_explainer(authors=()))["author"]

    assert author == {"@type": "Organization", "name": "The Background", "url": f"{ROOT}/"}


def test_last_change_is_the_newest_of_all_dates() -> None:
    modified = make_explainer(modified="2026-11-25T00:00:00Z")
    corrected = replace(modified, corrections=(Correction("2026-12-01T00:00:00Z", "It was 7."),))

    dates = [article_of(each)["dateModified"] for each in (make_explainer(), modified, corrected)]

    assert dates == ["2026-11-23T00:00:00Z", "2026-11-25T00:00:00Z", "2026-12-01T00:00:00Z"]
    assert article_of(corrected)["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "It was 7.",
            "datePublished": "2026-12-01T00:00:00Z",
        }
    ]


@pytest.mark.parametrize(
    ("ai", "names"),
    [
        (AiUse(), ("TrainedAlgorithmicMediaDigitalSource", "trainedAlgorithmicMedia")),
        (
            AiUse(extent="assisted"),
            (
                "CompositeWithTrainedAlgorithmicMediaDigitalSource",
                "compositeWithTrainedAlgorithmicMedia",
            ),
        ),
    ],
)
def test_how_ai_took_part_is_said_in_both_vocabularies(ai: AiUse, names: tuple[str, str]) -> None:
    source = article_of(make_explainer(ai=ai))["digitalSourceType"]

    assert source == [
        f"https://schema.org/{names[0]}",
        {"@id": f"http://cv.iptc.org/newscodes/digitalsourcetype/{names[1]}"},
    ]


def test_text_by_hand_claims_no_digital_source() -> None:
    assert "digitalSourceType" not in article_of(make_explainer(ai_generated=False))


def test_sources_are_cited() -> None:
    source = Source("Minutes", "https://example.net/m", "The board", "2025-05", "https://a.example")

    article = article_of(make_explainer(sources=(source, Source("A book"))))

    assert article["citation"] == [
        {
            "@type": "CreativeWork",
            "name": "Minutes",
            "url": "https://example.net/m",
            "archivedAt": "https://a.example",
            "datePublished": "2025-05",
            "publisher": {"@type": "Organization", "name": "The board"},
        },
        {"@type": "CreativeWork", "name": "A book"},
    ]


def test_who_answers_for_the_text_is_named() -> None:
    looked = article_of(make_explainer(review=Review(by="R. Reader")))
    answers = article_of(make_explainer(review=Review(by="R. Reader", responsible=True)))

    assert looked["editor"]["name"] == answers["accountablePerson"]["name"] == "R. Reader"
    assert "accountablePerson" not in looked


def test_picture_is_the_one_that_is_shared() -> None:
    pictured = make_explainer(image=Image("a.png", "A"), image_file="images/a.png")
    drawn = make_explainer(image=Image("a.svg", "A"), image_file="images/a.svg")

    assert article_of(pictured)["image"] == f"{ROOT}/images/a.png"
    assert "image" not in article_of(drawn)
    assert article_of(drawn, replace(SITE, previews=True))["image"] == (
        f"{ROOT}/explainers/caches/preview.png"
    )


def test_hostile_title_stays_in_its_block() -> None:
    title = "</script><script>alert(1)</script><!-- & \u2028"

    page = page_of(make_explainer(title=title))

    assert nodes_of(page)["NewsArticle"]["headline"] == title
    assert b"<script>alert" not in page


def test_withdrawn_explainer_says_nothing_to_machines() -> None:
    archive = make_archive(withdrawn=(make_explainer(status="withdrawn"),))
    (output,) = build_explainer_pages(archive, SITE)

    page = output.render(output.inputs, PageContext())

    assert structured_data_of(page) is None
