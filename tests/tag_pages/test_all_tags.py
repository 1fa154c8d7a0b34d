from __future__ import annotations

from plugins.explainers.archive import Tag
from plugins.tag_pages.all_tags import build_tags_page, group_tags
from tests.theme.rendering import SITE, PageContext, changed_paths, make_archive, make_explainer


def groups_of(*labels: str) -> list[tuple[str, list[str]]]:
    tags = [Tag(label, label, ()) for label in labels]
    return [(group.initial, [tag.label for tag in group.tags]) for group in group_tags(tags)]


def test_tags_are_grouped_by_first_letter_whatever_their_case():
    assert groups_of("beta", "Alpha", "Beta blocker", "archive") == [
        ("A", ["Alpha", "archive"]),
        ("B", ["beta", "Beta blocker"]),
    ]


def test_letter_with_a_mark_stands_under_its_bare_letter():
    assert groups_of("Élysée", "Europe", "Economy") == [("E", ["Economy", "Élysée", "Europe"])]


def test_digits_come_first_and_scripts_without_case_last():
    assert groups_of("日本", "Яндекс", "5G", "Chips", ".NET") == [
        ("0–9", ["5G"]),
        ("C", ["Chips"]),
        ("Я", ["Яндекс"]),
        ("…", [".NET", "日本"]),
    ]


def test_sharp_s_and_ligatures_stand_under_one_letter():
    assert [initial for initial, _ in groups_of("ßharp", "ﬁnance", "Sand")] == ["F", "S"]


def test_each_tag_is_listed_once_with_its_count():
    archive = make_archive([make_explainer("a", tags=("AI", "Chips")), make_explainer("b")])

    html = PageContext().html(build_tags_page(archive, SITE))

    shown = [" ".join(item.get_text(" ").split()) for item in html.select(".tag-counts li")]
    assert shown == ["AI explainers: 2", "Chips explainers: 1"]


def test_jump_list_leads_to_every_group():
    archive = make_archive([make_explainer(tags=("AI", "Chips", "日本"))])

    html = PageContext().html(build_tags_page(archive, SITE))

    targets = [str(link["href"]) for link in html.select(".jump a")]
    assert targets == [f"#{heading['id']}" for heading in html.select("main h2")]
    assert len(targets) == 3


def test_archive_without_tags_says_so():
    html = PageContext().html(build_tags_page(make_archive(), SITE))

    assert html.main is not None
    assert "There are no tags yet." in html.main.get_text()


def test_page_changes_only_when_a_count_or_name_does():
    before = make_archive([make_explainer()])
    renamed = make_archive([make_explainer(title="Another title")])
    grown = make_archive([make_explainer(), make_explainer("second")])

    assert changed_paths([build_tags_page(before, SITE)], [build_tags_page(renamed, SITE)]) == set()
    assert changed_paths([build_tags_page(before, SITE)], [build_tags_page(grown, SITE)]) == {
        "tags/index.html"
    }


def test_tags_used_most_come_first_where_there_are_many():
    many = [make_explainer(f"n{index}", tags=(f"Tag {index:02}",)) for index in range(70)]
    twice = make_explainer("twice", tags=("Tag 33",))

    html = PageContext().html(build_tags_page(make_archive([*many, twice]), SITE))

    groups = html.select(".tag-group")
    assert "Most used" in groups[0].get_text()
    assert [a.get_text() for a in groups[0].select("a")][:2] == ["Tag 33", "Tag 00"]
    assert len(groups[0].select("a")) == 12
