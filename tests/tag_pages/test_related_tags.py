from __future__ import annotations

from plugins.explainers.archive import Archive, Tag
from plugins.tag_pages import build_pages_of_tags
from plugins.tag_pages.related_tags import RelatedTags
from tests.theme.rendering import SITE, PageContext, make_archive, make_explainer, words_of


def archive_of(*tags: tuple[str, ...], **fields: object) -> Archive:
    return make_archive(
        [
            make_explainer(f"n{index}", date=f"2026-01-{index + 1:02}T00:00:00Z", tags=own)
            for index, own in enumerate(tags)
        ],
        **fields,
    )


def labels(archive: Archive, name: str, *, most: int = 6) -> list[str]:
    (tag,) = [each for each in archive.tags if each.name == name]
    return [each.label for each in RelatedTags(archive).of(tag, most=most)]


def test_tags_on_the_same_explainers_belong_together():
    archive = archive_of(("AI", "Chips"), ("AI", "Chips"), ("AI", "Courts"), ("Sport",))

    assert labels(archive, "ai") == ["Chips", "Courts"]
    assert labels(archive, "sport") == []


def test_tag_on_everything_is_not_the_closest():
    archive = archive_of(*[("AI", "Chips", "Export")] * 2, ("AI", "Chips"), *[("AI",)] * 20)

    assert labels(archive, "chips") == ["Export", "AI"]


def test_equally_close_ones_stand_in_the_order_of_their_names():
    assert labels(archive_of(("AI", "Zoos", "Bees")), "ai", most=1) == ["Bees"]


def test_parent_and_children_are_left_out():
    tags = {"AI": Tag("AI", "ai", ()), "Llama": Tag("Llama", "llama", (), parent="AI")}
    archive = archive_of(("AI", "Llama", "Meta"), tags=tags)

    assert labels(archive, "ai") == ["Meta"]
    assert labels(archive, "llama") == ["Meta"]


def test_page_of_a_tag_links_to_related_ones():
    output = next(iter(build_pages_of_tags(archive_of(("AI", "Chips")), SITE)))

    html = PageContext().html(output)

    assert "Related: Chips" in words_of(html)
    assert html.select_one('.facts a[href="/archive/tags/chips/"]') is not None
