from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from plugins.explainers.assemble import Assembly, Material, assemble_archive
from plugins.explainers.listing import Listing
from plugins.explainers.model import Explainer, FreePage, LinkReference, Place
from plugins.explainers.reassemble import reassembled
from tests.theme.rendering import make_explainer, make_series

NOW = "2026-12-01T00:00:00Z"
LINK = LinkReference("slug", "number-000", "", Place(9, 1), "number-000")


def assembled(*entries: Explainer | FreePage, now: str = NOW) -> Assembly:
    return assemble_archive(Material(entries), now=now, show_unpublished=True)


def after(before: list[Explainer], edited: dict[int, Explainer]) -> list[Explainer]:
    return [edited.get(place, each) for place, each in enumerate(before)]


EDITS = {
    "text": {"body_digest": "new", "word_count": 9},
    "places": {"places": {"title": Place(9, 9)}},
    "links": {"links": (LINK,)},
    "moved link": {"links": (structs.replace(LINK, place=Place(20, 4)),)},
    "anchors": {"anchors": ("a", "b")},
    "summary": {"summary": "Another."},
    "title": {"title": "Another"},
    "tags": {"tags": ("Courts",)},
    "story": {"story": "A story"},
    "draft": {"status": "draft"},
    "withdrawn": {"status": "withdrawn"},
    "slug": {"slug": "elsewhere"},
    "future": {"date": "2027-01-01T00:00:00Z"},
    "broken link": {"links": (structs.replace(LINK, target="nowhere"),)},
    "way out": {"links": (LinkReference("address", "/feed.xml", "", Place(3, 3), "/feed.xml"),)},
}
_kinds = st.sampled_from(sorted(EDITS))


def apply(kinds: list[tuple[int, str]], explainers: list[Explainer]) -> list[Explainer]:
    for place, kind in kinds:
        explainers[place] = replace(explainers[place], **EDITS[kind])  # type: ignore[arg-type]
    return explainers


_places = st.integers(0, 4)
_steps = st.lists(st.tuples(_places, _kinds), max_size=4)


@given(first=_steps, second=_steps)
def test_what_is_taken_over_is_what_would_be_assembled(
    first: list[tuple[int, str]], second: list[tuple[int, str]]
):
    old = apply(first, make_series(5))
    new = apply(second, list(old))
    changed = [(a, b) for a, b in zip(old, new, strict=True) if a is not b]

    found = reassembled(assembled(*old), changed, now=NOW)

    if found is not None:
        assert found == assembled(*new)
        listing = Listing(assembled(*old).archive).after_edits_of_bodies(found.archive)
        anew = Listing(assembled(*new).archive)
        assert (listing.digest, listing.shown_digests) == (anew.digest, anew.shown_digests)


@pytest.mark.parametrize("kind", ["text", "places"])
def test_edit_of_a_text_is_taken_over(kind: str):
    old = make_series(5)
    new = apply([(2, kind)], list(old))

    assert reassembled(assembled(*old), [(old[2], new[2])], now=NOW) == assembled(*new)


def test_moved_link_within_the_archive_is_taken_over():
    old = apply([(2, "links")], make_series(5))
    new = apply([(2, "moved link")], list(old))

    assert reassembled(assembled(*old), [(old[2], new[2])], now=NOW) == assembled(*new)


@pytest.mark.parametrize(
    "kind", ["links", "anchors", "summary", "title", "tags", "draft", "slug", "broken link"]
)
def test_other_edits_are_assembled_anew(kind: str):
    old = make_series(5)
    new = apply([(2, kind)], list(old))

    assert reassembled(assembled(*old), [(old[2], new[2])], now=NOW) is None


def test_archive_with_problems_is_assembled_anew():
    old = apply([(1, "broken link")], make_series(5))
    new = apply([(2, "text")], list(old))

    assert reassembled(assembled(*old), [(old[2], new[2])], now=NOW) is None


def test_due_explainer_is_not_missed():
    old = [*make_series(2), make_explainer(slug="later", date="2026-12-24T00:00:00Z")]
    before = assembled(*old)

    assert reassembled(before, [], now="2026-12-23T00:00:00Z") is not None
    assert reassembled(before, [], now="2026-12-24T00:00:00Z") is None


def test_edited_line_of_a_link_that_leads_out_is_kept_right():
    old = apply([(1, "way out")], make_series(5))
    new = [
        replace(each, body_digest="new") if place == 1 else each for place, each in enumerate(old)
    ]

    assert reassembled(assembled(*old), [(old[1], new[1])], now=NOW) is None
    assert reassembled(assembled(*old), [(old[0], old[0])], now=NOW) is not None
