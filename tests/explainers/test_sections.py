from __future__ import annotations

import pytest

from plugins.explainers.model import Body
from plugins.explainers.site import ParseSettings, SectionName
from tests.support.explainer_texts import BODY, explainer_text, parse, report

HEADINGS = ("What's Happening?", "Why It's Important?", "What's Next?")


def body(*headings: str) -> str:
    return "".join(f"\n## {heading}\n\nText.\n" for heading in headings)


def body_of(text: str) -> Body:
    parsed = parse(text)
    assert parsed.problems == ()
    assert parsed.body is not None
    return parsed.body


def test_named_sections_are_marked_and_others_stay_in_place() -> None:
    parts = body_of(explainer_text(body="Lead.\n" + body(*HEADINGS[:2], "Numbers", HEADINGS[2])))

    assert [(part.anchor, part.named) for part in parts.parts] == [
        ("", False),
        ("whats-happening", True),
        ("why-its-important", True),
        ("numbers", False),
        ("whats-next", True),
    ]


@pytest.mark.parametrize(
    "heading",
    ["What’s Happening?", "what's happening", "WHAT`S  HAPPENING ?", "What‘s Happening"],
)
def test_apostrophe_case_and_question_mark_do_not_matter(heading: str) -> None:
    part = body_of(explainer_text(body=body(heading, *HEADINGS[1:]))).parts[0]

    assert (part.anchor, part.heading, part.named) == ("whats-happening", HEADINGS[0], True)


def test_missing_section_is_reported_before_the_one_that_follows_it() -> None:
    assert report(explainer_text(body=body(HEADINGS[0], HEADINGS[2]))) == [
        '11:1 section/missing: section "Why It\'s Important?" is missing'
        " / add `## Why It's Important?` and why it matters"
    ]


def test_missing_last_section_is_reported_at_the_end_of_the_file() -> None:
    assert report(explainer_text(body=body(*HEADINGS[:2]))) == [
        '13:1 section/missing: section "What\'s Next?" is missing'
        " / add `## What's Next?` and what is expected"
    ]


def test_misspelt_section_is_pointed_at() -> None:
    assert report(explainer_text(body=body("Whats Hapening?", *HEADINGS[1:]))) == [
        '7:1 section/missing: section "What\'s Happening?" is missing'
        " / write `## What's Happening?` instead of `## Whats Hapening?`"
    ]


def test_section_at_a_deeper_level_is_pointed_at() -> None:
    text = BODY.replace("## What's Next?", "### What’s next?")
    line = explainer_text(body=text).split("### ")[0].count("\n") + 1

    assert report(explainer_text(body=text)) == [
        f'{line}:1 section/missing: section "What\'s Next?" is missing'
        " / write `## What's Next?` instead of `### What’s next?`"
    ]


def test_required_section_without_text_is_a_problem() -> None:
    (line,) = report(explainer_text(body=BODY.replace("Browsers keep copies of pages.", "")))

    assert line.startswith('7:1 section/empty: section "What\'s Happening?" is empty')


def test_section_with_a_comment_only_is_empty() -> None:
    text = BODY.replace("Browsers keep copies of pages.", "<!-- later -->")

    assert [line.split()[1] for line in report(explainer_text(body=text))] == ["section/empty:"]


def test_section_with_an_image_only_is_not_empty() -> None:
    text = BODY.replace("Browsers keep copies of pages.", "![A cache](cache.png)")

    assert report(explainer_text(body=text)) == []


def test_optional_section_without_text_is_left_out_and_no_link_target() -> None:
    parsed = parse(explainer_text(body=BODY + "\n## Beyond the Headlines\n"))

    assert parsed.problems == ()
    assert parsed.body is not None
    assert parsed.entry is not None
    assert [part.anchor for part in parsed.body.parts][-1] == "whats-next"
    assert "beyond-the-headlines" not in parsed.entry.anchors


def test_section_that_comes_twice_names_the_first() -> None:
    assert report(explainer_text(body=body(*HEADINGS, "whats next", "What’s next"))) == [
        '23:1 section/repeated: section "What\'s Next?" is there twice, first on line 15'
        " / make one section of the two"
    ]


@pytest.mark.parametrize(
    ("order", "hint"),
    [
        ((2, 0, 1), "move it below `## Why It's Important?`"),
        ((1, 2, 0), "move it above `## Why It's Important?`"),
    ],
)
def test_one_section_out_of_order_is_one_problem(order: tuple[int, ...], hint: str) -> None:
    (line,) = report(explainer_text(body=body(*(HEADINGS[index] for index in order))))

    assert " section/order: " in line
    assert line.endswith(hint)


def test_first_level_heading_is_a_problem() -> None:
    (line,) = report(explainer_text(body="\n# Caches\n" + BODY))

    assert line.startswith('7:1 section/top-heading: "Caches" is a heading of the first level')


def test_section_written_as_a_first_level_heading_is_one_problem() -> None:
    text = BODY.replace("## What's Next?", "# What's Next?")

    assert [line.split()[1] for line in report(explainer_text(body=text))] == [
        "section/top-heading:"
    ]


def test_heading_in_a_code_fence_is_no_section() -> None:
    text = BODY + "\n```\n## What's Next?\n```\n"

    assert report(explainer_text(body=text)) == []


def test_sections_of_other_languages_keep_the_anchors_of_the_setting() -> None:
    settings = ParseSettings(sections=(SectionName("Was passiert?", "whats-happening", True),))

    parsed = parse(explainer_text(body="\n## was passiert\n\nText.\n"), settings=settings)

    assert parsed.problems == ()
    assert parsed.body is not None
    assert parsed.entry is not None
    assert parsed.body.parts[0].anchor == "whats-happening"
    assert parsed.entry.anchors == ("whats-happening",)
