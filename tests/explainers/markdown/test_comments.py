"""Comments are found where they stand, so that the archive's data leaves out them alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.explainers.markdown import ENGINES, render_markdown
from plugins.explainers.source_text import SourceText

_EXACT = "pulldown-cmark"
PIECES = st.sampled_from(
    [
        *("<!-- secret -->", "<!-- secret\nsecret -->", "<!-- secret", "-->", "<!---> ", "<!-->"),
        *("` ", "\n```\n", "\\", "\n\n", "\n", "\r\n", "> ", "- ", "1. ", "\n    ", "| "),
        *("a ", "é", "**", "\n# ", "\n---\n", "<b>", "</b>", "\n<div>\n"),
    ]
)


def without_comments(text: str, engine: str) -> tuple[str, str]:
    """A text without its comments, and the HTML that pages show of it."""
    source = SourceText("2026/x.md", text)
    rendered = render_markdown(source, 0, section_anchors=frozenset(), engine=engine)
    pieces, end = list[str](), 0
    for first, last in rendered.comments:
        pieces.append(text[end:first])
        end = last
    html = "".join(f"{part.heading}{part.html}" for part in rendered.parts)
    return "".join([*pieces, text[end:]]), html + rendered.footnotes


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a <!-- secret --> b", "a  b"),
        ("> a\n> <!-- secret\n> secret -->\n> b", "> a\n> \n> b"),
        ("1. a\n\n   <!-- secret\n\n   secret -->\n   b", "1. a\n\n   \n   b"),
        ("- a\n  <!-- secret -->\n- b", "- a\n  \n- b"),
        ("a\r\n<!-- secret\r\né -->\r\nb", "a\r\n\r\nb"),
        ("a[^1]\n\n[^1]: b <!-- secret --> é <!-- secret -->", "a[^1]\n\n[^1]: b  é "),
        ("<!-- <b> secret --> <b>a</b> <!-- secret -->", " <b>a</b> "),
        ("a `<!-- b -->` <!-- secret -->", "a `<!-- b -->` "),
        (
            "```html\n<!-- a -->\n\n<!-- b -->\n```\n<!-- secret -->",
            "```html\n<!-- a -->\n\n<!-- b -->\n```\n",
        ),
        ("    <!-- a -->\n\n<!-- secret -->", "    <!-- a -->\n\n"),
        ("a\n\n<!-- secret", "a\n\n"),
    ],
)
def test_comments_are_left_out_and_code_stays(engine: str, written: str, kept: str) -> None:
    assert without_comments(written, engine)[0] == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('[a](https://e.org/ "<!-- b -->") <!-- secret -->', '[a](https://e.org/ "<!-- b -->") '),
        ("\\<!-- a --> <!-- secret -->", "\\<!-- a --> "),
        ("> <!-- secret\n\na -->", "> \n\na -->"),
        ("<div>\n<!-- secret\n\na --> b\n</div>", "<div>\n\n\na --> b\n</div>"),
        ("a <!--> b --> c", "a  b --> c"),
        ("a <!---> b", "a  b"),
    ],
)
def test_what_only_looks_like_a_comment_stays_where_the_engine_knows(
    written: str, kept: str
) -> None:
    assert without_comments(written, _EXACT)[0] == kept


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_what_no_page_shows_is_in_no_data(engine: str, text: str) -> None:
    kept, html = without_comments(text, engine)

    assert "secret" not in kept or "secret" in html
