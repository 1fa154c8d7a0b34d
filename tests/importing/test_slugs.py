from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.slugs import is_slug
from plugins.importing.slugs import slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("What's next for Llama 4.X?", "whats-next-for-llama-4-x"),
        ("Élections: où en est-on", "elections-ou-en-est-on"),
        ("Война и мир", "voina-i-mir"),
        ("🎉", "explainer"),
    ],
)
def test_title_gives_a_slug_in_latin_letters(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_long_slug_is_cut_at_a_word() -> None:
    slug = slug_of("word " * 40)

    assert len(slug) <= 100
    assert set(slug.split("-")) == {"word"}


@given(st.text(max_size=300))
def test_every_title_gives_a_slug_that_addresses_can_have(title: str) -> None:
    assert is_slug(slug_of(title))
