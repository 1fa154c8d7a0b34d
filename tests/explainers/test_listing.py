from __future__ import annotations

from dataclasses import fields, replace

import pytest

from plugins.explainers.archive import Archive, AssetFile
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
    assert after.archive == before.archive


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


def test_listed_archive_holds_nothing_of_bodies():
    listed = Listing(
        archive_of(with_body_changed(make_explainer(story="One")), make_explainer(slug="two"))
    ).archive

    members = [each for group in (*listed.tags, *listed.stories) for each in group.members]
    assert members
    for each in (*listed.explainers, *members):
        assert (each.body_digest, each.links, each.anchors, each.word_count) == ("", (), (), 0)


def test_tags_of_the_listed_archive_are_found_as_before():
    archive = archive_of(make_explainer(tags=("AI", "Courts")), make_explainer(slug="two"))

    listed = Listing(archive).archive

    for mine, others in zip(listed.explainers, archive.explainers, strict=True):
        assert [tag.name for tag in listed.tags_of(mine)] == [
            tag.name for tag in archive.tags_of(others)
        ]
    assert all(member in listed.explainers for tag in listed.tags for member in tag.members)


def test_keys_tell_their_parts_apart():
    listing = Listing(archive_of(make_explainer()))

    assert len({listing.key("a"), listing.key("b"), listing.key("a", "b"), listing.key("ab")}) == 4
