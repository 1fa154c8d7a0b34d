from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.model import Place
from plugins.explainers.tags_file import TagSettings, parse_tags_file


def tags_of(text: str) -> tuple[TagSettings, ...]:
    tags, problems = parse_tags_file(text.encode())
    assert problems == ()
    return tags


def report(text: str) -> list[str]:
    tags, problems = parse_tags_file(text.encode())
    assert tags == ()
    return [
        f"{each.line}:{each.column} {each.code}: {each.message} / {each.hint}" for each in problems
    ]


def test_tags_are_read_with_all_their_fields() -> None:
    text = """\
# Our tags
AI:
  slug: artificial-intelligence
  description: Machines that
    learn.
  aliases: [Artificial Intelligence, KI]
  parent: technology
Technology:
"""

    assert tags_of(text) == (
        TagSettings(
            "AI",
            "artificial-intelligence",
            "Machines that learn.",
            ("Artificial Intelligence", "KI"),
            "Technology",
            Place(2, 1),
        ),
        TagSettings("Technology", place=Place(8, 1)),
    )


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "{}\n"])
def test_empty_file_has_no_tags(text: str) -> None:
    assert tags_of(text) == ()


@pytest.mark.parametrize("label", ["no", "2026", "1.10", "C++", "'a: b'"])
def test_label_is_the_authors_text(label: str) -> None:
    assert tags_of(f"{label}:\n")[0].label == label.strip("'")


def test_parent_may_be_named_by_an_alias() -> None:
    assert tags_of("AI: {parent: tech}\nTechnology: {aliases: [Tech]}\n")[0].parent == "Technology"


def test_parent_that_is_not_listed_is_a_problem_where_it_stands() -> None:
    assert report("Web:\nBrowsers:\n  parent: Wbe\n") == [
        "3:11 tags-file/unknown-tag: parent 'Wbe' is not listed in this file / did you mean 'Web'?"
    ]


def test_parents_that_lead_back_are_one_problem() -> None:
    assert report("A: {parent: B}\nB: {parent: C}\nC: {parent: B}\nD: {parent: D}\n") == [
        "2:13 tags-file/parent-loop: 'B' is part of itself: 'B' in 'C' in 'B'"
        " / delete one `parent:` of these",
        "4:13 tags-file/parent-loop: 'D' is part of itself: 'D' in 'D'"
        " / delete one `parent:` of these",
    ]


def test_name_of_two_tags_is_a_problem_at_the_second() -> None:
    assert report("AI: {aliases: [KI]}\nNetworks: {aliases: [Nets, ki]}\n") == [
        "2:28 tags-file/shared-name: 'ki' is the same name as 'KI' on line 1 / keep one of the two"
    ]


def test_labels_that_differ_in_case_only_share_a_name() -> None:
    (line,) = report("AI:\nai:\n")

    assert line.startswith("2:1 tags-file/shared-name")


def test_alias_that_repeats_its_own_label_is_harmless() -> None:
    assert tags_of("AI: {aliases: [ai]}\n")[0].aliases == ("ai",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("AI: {slug: A I}\n", "front-matter/slug"),
        (f"AI: {{slug: {'ü' * 201}}}\n", "front-matter/slug"),
        ("AI: {descripton: x}\n", "front-matter/unknown"),
        ("AI: {aliases: x}\n", "front-matter/type"),
        ("AI: text\n", "front-matter/type"),
        ("AI: [x]\n", "front-matter/type"),
        ("AI: {slug: }\n", "front-matter/empty"),
        ("AI:\nAI:\n", "front-matter/duplicate"),
        ("- AI\n", "front-matter/not-mapping"),
        ("AI: *x\n", "front-matter/indirection"),
        ("AI: {\n", "front-matter/syntax"),
        (f"{'x' * 101}:\n", "front-matter/too-long"),
        ("AI: {aliases: [[[x]]]}\n", "front-matter/too-deep"),
    ],
)
def test_mistake_is_one_problem(text: str, code: str) -> None:
    (line,) = report(text)

    assert f" {code}: " in line


def test_slug_may_be_of_any_script() -> None:
    assert tags_of("中文: {slug: 中文}\n")[0].slug == "中文"


def test_file_of_other_bytes_is_a_problem() -> None:
    assert [each.code for each in parse_tags_file(b"\xff")[1]] == ["file/encoding"]


@given(st.text(alphabet="Aab:- \n{}[],'\"&*!#|>parentlis", max_size=200))
def test_no_text_makes_parsing_raise(text: str) -> None:
    tags, problems = parse_tags_file(text.encode())

    assert not tags or all(each.severity == "note" for each in problems)
    assert all(each.line <= text.count("\n") + 1 for each in problems)


def test_long_chain_of_parents_is_no_loop_and_takes_no_time() -> None:
    text = "".join(f"t{n}: {{parent: t{n + 1}}}\n" for n in range(5_000)) + "t5000:\n"

    assert len(tags_of(text)) == 5_001
