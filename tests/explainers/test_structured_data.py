from __future__ import annotations

import json
from dataclasses import replace

import pytest

from plugins.explainers.site import Logo, Site
from plugins.explainers.structured_data import (
    collection_page,
    dataset,
    node,
    publisher,
    structured_script,
    terms,
    website,
)
from plugins.explainers.views import PageMeta
from tests.theme.rendering import german_site, site_with

SITE = Site(name="The Background", url="https://example.org/archive", description="Explained")
TAG = PageMeta(title="AI", address="/tags/ai/", kind="tag", description="About AI")


@pytest.mark.parametrize(
    "text", ["</script>", "<!--<script>", "]]>", "a & b", "a\u2028b\u2029c", '"\\', "\x7f é 中"]
)
def test_no_text_can_leave_its_block(text: str) -> None:
    script = structured_script(node("Thing", name=text))

    assert not set(script) & set("<>&\u2028\u2029\n")
    assert json.loads(script)["@graph"] == [{"@type": "Thing", "name": text}]


def test_what_is_not_known_is_not_said() -> None:
    assert node("Thing", name="x", url="", image=None, keywords=[]) == {
        "@type": "Thing",
        "name": "x",
    }


def test_site_says_where_it_can_be_searched() -> None:
    said = website(SITE)

    assert said["url"] == "https://example.org/archive/"
    assert said["potentialAction"] == {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": "https://example.org/archive/search/?q={search_term_string}",
        },
        "query-input": "required name=search_term_string",
    }


def test_publisher_has_the_logo_of_the_site() -> None:
    logo = Logo("/images/logo.svg", 10, 10)

    assert "logo" not in publisher(SITE)
    assert publisher(replace(SITE, logo=logo))["logo"]["url"] == (
        "https://example.org/archive/images/logo.svg"
    )


@pytest.mark.parametrize(
    ("pages", "named"),
    [
        (["about", "how-we-use-ai"], "https://example.org/archive/how-we-use-ai/"),
        (["about"], "https://example.org/archive/about/"),
        (["contact"], None),
    ],
)
def test_principles_are_the_page_that_says_most(pages: list[str], named: str | None) -> None:
    assert terms(site_with(pages)).get("publishingPrinciples") == named


def test_list_names_what_it_shows_and_the_way_to_it() -> None:
    trail = [("Tags", "/tags/")]
    items = [("First", "/explainers/first/"), ("Second", "/explainers/second/")]

    said = collection_page(TAG, SITE, trail=trail, items=items)

    ways = [(each["position"], each["name"]) for each in said["breadcrumb"]["itemListElement"]]
    listed = [(each["name"], each["url"]) for each in said["mainEntity"]["itemListElement"]]
    assert ways == [(1, "Home"), (2, "Tags"), (3, "AI")]
    assert listed == [
        ("First", "https://example.org/archive/explainers/first/"),
        ("Second", "https://example.org/archive/explainers/second/"),
    ]


def test_archive_says_where_it_is_as_data() -> None:
    said = dataset(SITE)

    assert said["url"] == "https://example.org/archive/archive/"
    assert said["distribution"]["contentUrl"] == "https://example.org/archive/archive.jsonl.gz"
    assert said["description"] == "Explained"


def test_way_is_named_in_the_language_of_the_site() -> None:
    said = collection_page(TAG, german_site(), trail=())

    assert said["inLanguage"] == "de"
    assert said["breadcrumb"]["itemListElement"][0]["name"] == "Startseite"
