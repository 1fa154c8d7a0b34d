from __future__ import annotations

from dataclasses import fields, replace

import pytest

from plugins.explainers.archive import Archive, AssetFile, Tag
from plugins.explainers.listing import Listing
from plugins.explainers.model import Explainer, LinkReference, Place
from tests.theme.rendering import make_archive, make_explainer, make_series

# What an edit of a body changes, each to something else.
BODY = {
    "body_digest": "another",
    "links": (LinkReference("slug", "caches", "", Place(9, 1), "caches"),),
    "anchors": ("whats-next",),
    "word_count": 999,
    "comments": ((80, 97),),
    "places": {"title": Place(7, 7)},
}


def archive_of(*explainers: Explainer) -> Archive:
    return make_archive(list(explainers))


def with_body_changed(explainer: Explainer) -> Explainer:
    return replace(explainer, **BODY)  # type: ignore[arg-type]


def test_edit_of_a_body_leaves_the_listing_as_it_was():
    series = make_series(3)
    before = Listing(archive_of(*series))
    after = Listing(archive_of(series[0], with_body_changed(series[1]), series[2]))

    assert after.digest == before.digest
    assert after.entry_digests == before.entry_digests


@pytest.mark.parametrize(
    "field", [each.name for each in fields(Explainer) if each.name not in BODY]
)
def test_every_other_field_changes_the_listing(field: str):
    explainer = make_explainer(story="One")
    value = getattr(explainer, field)
    other = not value if isinstance(value, bool) else ("other" if value != "other" else "third")
    if field in ("tags", "authors", "aliases"):
        other = ("other",)

    changed = Listing(
        replace(archive_of(explainer), explainers=(replace(explainer, **{field: other}),))
    )

    assert changed.digest != Listing(archive_of(explainer)).digest


@pytest.mark.parametrize(
    "change",
    [
        {"unpublished": {"caches.md": "draft"}},
        {"link_addresses": {"caches.md": ("/x/",)}},
        {"image_sizes": {"/images/a.png": (1, 2)}},
        {"files": (AssetFile("images/a.png", "/images/a.png", "0"),)},
        {"withdrawn": (make_explainer(slug="gone"),)},
        {"tags": ()},
        {"tag_of_key": {}},
    ],
)
def test_every_other_part_of_the_archive_changes_the_listing(change: dict[str, object]):
    archive = archive_of(make_explainer())

    assert Listing(replace(archive, **change)).digest != Listing(archive).digest  # type: ignore[arg-type]


def test_digest_of_an_entry_stands_for_it_alone():
    series = make_series(3)
    before = Listing(archive_of(*series)).entry_digests
    after = Listing(archive_of(series[0], replace(series[1], title="Another"), series[2]))

    changed = {path for path, digest in after.entry_digests.items() if digest != before[path]}

    assert changed == {series[1].path}


def test_digest_of_what_is_shown_tells_how_a_tag_is_called():
    explainers = [make_explainer(tags=("AI",)), make_explainer("two", tags=("Courts",))]
    renamed = {"AI": Tag("AI", "artificial-intelligence", ())}
    before = Listing(make_archive(explainers)).shown_digests
    after = Listing(make_archive(explainers, tags=renamed)).shown_digests

    changed = {path for path, digest in after.items() if digest != before[path]}

    assert changed == {explainers[0].path}


def test_keys_tell_their_parts_apart():
    listing = Listing(archive_of(make_explainer()))

    assert len({listing.key("a"), listing.key("b"), listing.key("a", "b"), listing.key("ab")}) == 4
