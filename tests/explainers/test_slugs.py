from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.slugs import (
    default_slug,
    default_title,
    file_date,
    is_slug,
    page_slug,
    suggested_path,
)


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("caches.md", "caches"),
        ("2026/caches.md", "caches"),
        ("2026/2026-11-23-Web_Caches and more.md", "web-caches-and-more"),
        ("2026-11-23.md", "2026-11-23"),
        ("2026/caches/index.md", "caches"),
        ("2026/2026-11-23-caches/index.md", "caches"),
        ("index.md", ""),
        ("Café.md", "café"),
    ],
)
def test_default_slug_comes_from_the_files_name(path: str, slug: str) -> None:
    assert default_slug(path) == slug


@pytest.mark.parametrize("text", ["caches", "a-b-c", "2026", "x" * 100])
def test_slug_is_small_letters_digits_and_single_hyphens(text: str) -> None:
    assert is_slug(text)


@pytest.mark.parametrize(
    "text", ["", "Caches", "a--b", "-a", "a-", "a b", "café", "x" * 101, "a\n"]
)
def test_other_text_is_no_slug(text: str) -> None:
    assert not is_slug(text)


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("pages/about.md", "about"),
        ("pages/help/Feeds_and more.md", "help/feeds-and-more"),
        ("pages/help/index.md", "help"),
        ("pages/index.md", ""),
    ],
)
def test_pages_address_comes_from_its_path(path: str, slug: str) -> None:
    assert page_slug(path) == slug


@given(st.text())
def test_suggestion_is_a_slug_or_empty(text: str) -> None:
    suggestion = suggested_path(text)

    assert suggestion == "" or all(is_slug(part) for part in suggestion.split("/"))


def test_title_and_date_of_a_draft_come_from_its_files_name() -> None:
    path = "2026/2026-11-23-web_caches.md"

    assert default_title(path) == "Web caches"
    assert file_date(path) == "2026-11-23"
    assert file_date("caches.md") == ""
