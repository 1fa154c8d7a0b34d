from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from plugins.feeds.identity import entry_id

# RFC 4151, section 2.1: pchar, "/" and "?" in the specific part.
_SPECIFIC = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-F]{2})*")


def test_id_is_a_tag_uri_of_authority_and_id() -> None:
    assert entry_id("example.org,2026", "caches") == "tag:example.org,2026:caches"


def test_characters_that_a_tag_uri_cannot_hold_are_percent_encoded() -> None:
    assert entry_id("example.org,2026", "a b#ü%") == "tag:example.org,2026:a%20b%23%C3%BC%25"


@given(st.text())
def test_any_id_becomes_a_tag_uri(explainer_id: str) -> None:
    specific = entry_id("example.org,2026", explainer_id).removeprefix("tag:example.org,2026:")

    assert _SPECIFIC.fullmatch(specific)
