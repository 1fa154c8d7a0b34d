from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.archive import Archive
from plugins.explainers.related import RelatedExplainers
from tests.theme.rendering import make_archive, make_explainer, make_series

TAGS = ("AI", "Courts", "Chips", "Europe", "Sport")


def related(archive: Archive, *, most: int = 4) -> dict[str, list[str]]:
    related = RelatedExplainers(archive)
    return {
        explainer.slug: [other.slug for other in related.of(place, most=most)]
        for place, explainer in enumerate(archive.explainers)
    }


def archive_of(tags: list[set[str]], links: list[int]) -> Archive:
    """One explainer a day with these tags; the n-th links to the one at `links[n]`, if any."""
    series = make_series(len(tags))
    explainers = [
        replace(each, tags=tuple(sorted(own)), story="One story" if "Sport" in own else "")
        for each, own in zip(series, tags, strict=True)
    ]
    addresses = {
        each.path: (f"/explainers/number-{links[index] % len(tags):03}/#whats-next",)
        for index, each in enumerate(explainers)
        if index < len(links)
    }
    return replace(make_archive(explainers), link_addresses=addresses)


archives = st.builds(
    archive_of,
    st.lists(st.sets(st.sampled_from(TAGS), min_size=1), min_size=1, max_size=25),
    st.lists(st.integers(0, 24), max_size=25),
)


@given(archives, st.integers(0, 6))
def test_others_are_few_and_each_is_named_once_and_never_itself(archive: Archive, most: int):
    for slug, others in related(archive, most=most).items():
        assert len(others) <= most
        assert len(others) == len(set(others))
        assert slug not in others


@given(archives)
def test_what_the_page_names_anyway_is_left_out(archive: Archive):
    slugs = [each.slug for each in archive.explainers]
    stories = {each.slug: each.story for each in archive.explainers}

    for slug, others in related(archive).items():
        place = slugs.index(slug)
        assert not {*slugs[max(0, place - 1) : place + 2]} & {*others}
        assert not stories[slug] or stories[slug] not in {stories[other] for other in others}


@given(archives)
def test_others_share_a_tag_or_a_link(archive: Archive):
    tags = {each.slug: set(each.tags) for each in archive.explainers}
    linked = {
        (each.slug, address.split("/")[2])
        for each in archive.explainers
        for address in archive.link_addresses.get(each.path, ())
    }

    for slug, others in related(archive).items():
        for other in others:
            assert tags[slug] & tags[other] or {(slug, other), (other, slug)} & linked


@given(archives)
def test_drafts_are_not_named(archive: Archive):
    drafts = {each.path: "draft" for each in archive.explainers[::3]}
    slugs = {each.slug for each in archive.explainers[::3]}

    named = related(replace(archive, unpublished=drafts))

    assert not slugs & {other for others in named.values() for other in others}


@given(archives)
def test_new_text_changes_nothing(archive: Archive):
    edited = [replace(each, body_digest="other", word_count=9) for each in archive.explainers]

    after = replace(make_archive(edited), link_addresses=archive.link_addresses)

    assert related(after) == related(archive)


def test_withdrawn_explainer_is_not_named():
    series = make_series(6)
    gone = make_explainer("gone", date="2020-01-03T12:00:00Z", status="withdrawn")

    named = related(make_archive(series, withdrawn=(gone,)))

    assert "gone" not in {other for others in named.values() for other in others}


def test_two_shared_tags_come_before_one_and_a_nearer_one_before_a_farther_one():
    tags = [{"AI", "Chips"}, {"Chips"}, {"AI"}, {"Europe"}, {"AI", "Chips"}, {"Courts"}, {"AI"}]

    named = related(archive_of(tags, []))

    assert named["number-004"] == ["number-000", "number-006", "number-002", "number-001"]


def test_link_counts_for_both_of_its_ends():
    tags = [{"AI"}, {"Courts"}, {"Chips"}, {"Europe"}]

    named = related(archive_of(tags, [0, 1, 0]))

    assert named["number-000"] == ["number-002"]
    assert named["number-002"] == ["number-000"]


def test_one_more_explainer_changes_what_few_others_name():
    tags = [{TAGS[index % 4], TAGS[index * 7 % 4]} for index in range(400)]

    before, after = related(archive_of(tags[:-1], [])), related(archive_of(tags, []))

    changed = [slug for slug in before if before[slug] != after[slug]]
    assert len(changed) <= 8


def test_page_that_all_link_to_is_named_by_few():
    tags = [{f"Tag {index}"} for index in range(100)]

    named = related(archive_of(tags, [50] * 100))

    assert sum("number-050" in others for others in named.values()) <= 8
