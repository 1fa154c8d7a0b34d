from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.parse import parse_file
from plugins.explainers.sections import DEFAULT_SECTIONS
from plugins.explainers.site import ParseSettings
from plugins.importing.document import Draft, SourceDocument
from plugins.importing.draft import DraftRequest, make_draft
from plugins.importing.html_page import read_html
from plugins.importing.markdown_text import read_markdown
from plugins.importing.plain_text import read_plain_text
from plugins.importing.sorting import sort_source
from plugins.importing.write_markdown import write_markdown
from tests.support.import_samples import EXPLAINER

SETTINGS = ParseSettings(DEFAULT_SECTIONS)
LINES = st.sampled_from(
    [
        *EXPLAINER.splitlines(),
        "",
        "# Title",
        "## What's Next?",
        "---",
        "===",
        "```",
        "> quoted *text*",
        "- item",
        "1. item",
        "| a | b |",
        "[a]: b",
        "<b>bold</b> &amp; <!-- x -->",
        "By Ada Poe",
        "4 March 2026",
        "Updated 1 March 2026",
        "Tags: no, Rivers, ??",
        "title: [x",
        "Yes",
        "    deep",
        "\ttab",
        "語 の 文。",
    ]
)


def draft_of(document: SourceDocument, **values: str) -> Draft:
    request = DraftRequest(today="2026-03-04", stem="a-file", **values)  # type: ignore[arg-type]
    return make_draft(sort_source(document, DEFAULT_SECTIONS), request)


def errors(draft: Draft) -> list[str]:
    result = parse_file(write_markdown(draft).encode(), "2026/a.md", SETTINGS)
    return [problem.message for problem in result.problems if problem.severity == "error"]


@given(st.lists(LINES, max_size=14))
def test_any_plain_text_makes_a_file_without_errors(lines: list[str]) -> None:
    document = read_plain_text("\n".join(lines), DEFAULT_SECTIONS)

    draft = draft_of(document, status="published")

    assert errors(draft) == []


@given(st.lists(LINES, max_size=10))
def test_any_page_of_plain_paragraphs_makes_a_file_without_errors(lines: list[str]) -> None:
    paragraphs = "".join(f"<p>{line.replace('<', '&lt;')}</p>" for line in lines)

    draft = draft_of(read_html(f"<article>{paragraphs}</article>", DEFAULT_SECTIONS))

    assert errors(draft) == []


def test_title_falls_back_to_the_file_name() -> None:
    draft = draft_of(read_plain_text("What's Next?\n", DEFAULT_SECTIONS))

    assert draft.title.value == "A file"


def test_published_is_not_granted_without_tags() -> None:
    text = "What's Happening?\nIt rained.\nWhy it's important\nIt was wet.\nWhat's next\nSun.\n"

    draft = draft_of(read_plain_text(text, DEFAULT_SECTIONS), status="published")

    assert draft.status == "draft"
    assert draft.missing == ("tags (give `--tags`)",)


@pytest.mark.parametrize("modified", ["2026-03-03", "2026-03-04"])
def test_change_that_is_not_after_the_date_is_dropped(modified: str) -> None:
    text = f"---\ndate: 2026-03-04\nupdated: {modified}\n---\nIt rained.\n"

    draft = draft_of(read_markdown(text, DEFAULT_SECTIONS))

    assert "modified" not in write_markdown(draft)


def test_summary_that_repeats_the_text_is_dropped() -> None:
    text = "---\nsummary: It rained.\n---\nIt rained. It stopped.\n"

    draft = draft_of(read_markdown(text, DEFAULT_SECTIONS))

    assert draft.metadata.summary == ""
