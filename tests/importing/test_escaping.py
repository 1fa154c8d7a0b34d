from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.explainers.markdown import ENGINES, render_markdown
from plugins.explainers.source_text import SourceText
from plugins.importing.escaping import escape_inline, escape_paragraph

MEANINGFUL = [
    "# not a heading",
    "1. not a list",
    "2) not one either",
    "- a dash",
    "+ a plus",
    "* a star",
    "> not a quotation",
    "---",
    "***",
    "* * *",
    "===",
    "~~~",
    "```",
    "| not | a table |",
    "*stars* and _lines_ and __two__",
    "a `quoted` word and a lone ` too",
    "[text](https://example.org) and [note] and [^1]",
    "[^1]: not a footnote",
    "[label]: https://example.org",
    "![alt](image.png)",
    "<b>bold</b> and <script>alert(1)</script> and a < b",
    "<!-- said aloud -->",
    "&lt; is written so, and AT&T is not &amp; that",
    "~~struck~~ and H~2~O",
    r"C:\new\*folder and a closing \ ",
    "{: .class }",
    ": not a definition",
    "!!! note",
    "snake_case_name and 2 * 3 * 4",
    "a == b and ==marked== and C++ and ++more++",
    "- [ ] not a task",
    "me@example.org wrote",
    ":smile: stays",
]


def rendered_text(markdown: str, engine: str) -> str:
    source = SourceText("a.md", markdown)
    rendered = render_markdown(source, 0, section_anchors=frozenset(), engine=engine)
    assert rendered.problems == ()
    return " ".join(" ".join(part.text for part in rendered.parts).split())


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text", MEANINGFUL)
def test_text_that_means_something_in_markdown_reads_the_same(text: str, engine: str) -> None:
    escaped = escape_paragraph(text)

    assert rendered_text(escaped, engine) == " ".join(text.split())


@pytest.mark.parametrize(
    "text", ["An ordinary sentence, with (all) marks: it's 5-3!", "a_b in C#."]
)
def test_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert escape_paragraph(text) == text


@pytest.mark.parametrize("engine", ENGINES)
@given(text=st.text(alphabet="ab1 .#*_[]()<>&;`~|\\-+=!:^{}/?\"'", min_size=1, max_size=24))
@settings(max_examples=300, deadline=None)
def test_any_line_reads_the_same(engine: str, text: str) -> None:
    wanted = " ".join(text.split())

    got = rendered_text(escape_paragraph(f"{text} end"), engine)

    assert got == f"{wanted} end".strip()


def test_web_address_links_to_itself_without_its_full_stop() -> None:
    escaped = escape_inline("See https://example.org/a_b_c?x=1&y=2.")

    assert escaped == "See <https://example.org/a_b_c?x=1&y=2>."


def test_leading_blanks_make_no_code_block() -> None:
    assert escape_paragraph("        deep") == "deep"
