from __future__ import annotations

import pytest

from plugins.explainers.sections import DEFAULT_SECTIONS
from plugins.importing.document import SortedSource
from plugins.importing.markdown_text import read_markdown
from plugins.importing.plain_text import read_plain_text
from plugins.importing.sorting import sort_source
from tests.support.import_samples import EXPLAINER


def sort_text(text: str) -> SortedSource:
    return sort_source(read_plain_text(text, DEFAULT_SECTIONS), DEFAULT_SECTIONS)


def sort_markdown(text: str) -> SortedSource:
    return sort_source(read_markdown(text, DEFAULT_SECTIONS), DEFAULT_SECTIONS)


def headings(source: SortedSource) -> list[str]:
    return [part.heading for part in source.parts]


def markdown(source: SortedSource, heading: str) -> str:
    (part,) = [part for part in source.parts if part.heading == heading]
    return "\n".join(line.markdown for line in part.lines)


def test_bare_headings_are_told_from_text() -> None:
    source = sort_text(EXPLAINER)

    assert headings(source) == [
        "What's Happening?",
        "Why It's Important?",
        "What's Next?",
        "Beyond the Headlines",
    ]
    assert source.missing == ()


def test_empty_first_heading_and_furniture_are_left_out_and_said() -> None:
    source = sort_text(EXPLAINER)

    assert [item.text for item in source.left_out] == [
        "What is the story about?",
        "AI Generated Content",
        "Do you find this article useful?",
    ]
    assert source.metadata.ai_extent == "generated"


@pytest.mark.parametrize(
    "spelling",
    [
        "What’s Happening?",
        "WHAT'S HAPPENING",
        "whats happening:",
        "## What's happening",
        "**What's Happening?**",
        "2. What is happening?",
        "  What`s  Happening ?  ",
    ],
)
def test_named_section_is_known_in_any_spelling(spelling: str) -> None:
    source = sort_text(f"{spelling}\nThe river rose.\nWhy it's important\nIt floods.\n")

    assert markdown(source, "What's Happening?") == "The river rose."


def test_text_before_the_first_heading_is_title_and_lead() -> None:
    text = (
        "Rivers rise again\nBy Ada Poe\n4 March 2026\n\nThis is the lead.\n\n"
        "What's Happening?\nRain.\n"
    )

    source = sort_text(text)

    assert source.metadata.title.value == "Rivers rise again"
    assert source.metadata.authors == ("Ada Poe",)
    assert source.metadata.date.value == "2026-03-04"
    assert markdown(source, "") == "This is the lead."


def test_first_sentence_is_no_title() -> None:
    source = sort_text("The river rose on Monday.\n\nIt fell on Friday.\n\nWhat's Next?\nRain.\n")

    assert source.metadata.title.value == ""
    assert markdown(source, "") == "The river rose on Monday.\n\nIt fell on Friday."


def test_text_with_no_headings_is_all_under_the_first_required_section() -> None:
    source = sort_text("The river rose.\nIt fell again.\n")

    assert headings(source) == ["What's Happening?"]
    assert source.missing == ("Why It's Important?", "What's Next?")
    assert "none of the sections' headings" in source.remarks[0]


def test_misplaced_and_repeated_sections_are_put_in_order_and_said() -> None:
    text = "What's Next?\nMore rain.\nWhat's Happening?\nRain.\nWhat's Next?\nSun.\n"

    source = sort_text(text)

    assert headings(source) == ["What's Happening?", "What's Next?"]
    assert markdown(source, "What's Next?") == "More rain.\n\nSun."
    assert len(source.remarks) == 2


def test_question_in_the_text_is_no_heading() -> None:
    source = sort_text("What's Happening?\nAsked what's next? He did not say.\n")

    assert headings(source) == ["What's Happening?"]


def test_yes_and_no_are_left_out_only_after_the_question() -> None:
    source = sort_text(
        "What's Happening?\nWill it rain?\nNo\nIt is dry.\n"
        "Do you find this article useful?\nYes\nNo\n"
    )

    assert [item.text for item in source.left_out] == [
        "Do you find this article useful?",
        "Yes",
        "No",
    ]
    assert markdown(source, "What's Happening?") == "Will it rain?\n\nNo\n\nIt is dry."


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "What's Happening?\nThe river rose so quickly that nobody had\nthe time to close the\n"
        "gates. It fell again.\n\nA second paragraph.\n"
    )

    source = sort_text(text)

    assert markdown(source, "What's Happening?") == (
        "The river rose so quickly that nobody had the time to close the gates. It fell again."
        "\n\nA second paragraph."
    )


def test_markdown_is_kept_as_it_is() -> None:
    text = (
        "# Rivers\n\nLead with **bold**.\n\n## What's Happening?\n\n- one\n- two\n\n"
        "```\n## What's Next?\n```\n\n### Detail\n\n[link](https://example.org)\n"
    )

    source = sort_markdown(text)

    assert source.metadata.title.value == "Rivers"
    assert headings(source) == ["", "What's Happening?"]
    assert markdown(source, "What's Happening?").startswith(
        "- one\n- two\n\n```\n## What's Next?\n```"
    )
    assert "[link](https://example.org)" in markdown(source, "What's Happening?")


def test_underlined_and_bold_markdown_headings_are_known() -> None:
    text = "Rivers\n======\n\nWhat's Happening?\n---\n\nRain.\n\n**What's Next?** Sun.\n"

    source = sort_markdown(text)

    assert source.metadata.title.value == "Rivers"
    assert markdown(source, "What's Happening?") == "Rain."
    assert markdown(source, "What's Next?") == "Sun."


def test_second_top_heading_is_lowered() -> None:
    source = sort_markdown("# Rivers\n\n## What's Happening?\n\nRain.\n\n# Aside\n\nMore.\n")

    assert "## Aside" in markdown(source, "What's Happening?").split("\n")


def test_front_matter_of_the_source_is_taken_over_or_said() -> None:
    text = (
        "---\ntitle: 'Rivers: a view'\ndate: 2026-03-04\nauthor: Ada Poe\ntags: [Rivers, no]\n"
        "layout: post\n---\n\n## What's Happening?\n\nRain.\n"
    )

    source = sort_markdown(text)

    assert source.metadata.title.value == "Rivers: a view"
    assert source.metadata.date.value == "2026-03-04"
    assert source.metadata.authors == ("Ada Poe",)
    assert source.metadata.tags == ("Rivers", "no")
    assert [item.text for item in source.left_out] == ["layout: post"]
