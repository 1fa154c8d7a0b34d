from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugins.site_outputs.shown_marks import shown_marks

MARK = b"data-ai-label"
NAMES = ("a", "h2", "p", "li", "div", "span", "details", "summary", "header", "template", "svg")
ATTRIBUTES = ("", " hidden", ' class="visually-hidden"', " open", " href='/'", " data-ai-label")
STARTS = st.builds("<{}{}>".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES))
ENDS = st.sampled_from(NAMES).map("</{}>".format)
WORDS = st.sampled_from(("Caches", " ", "<br>", '<input type="hidden">', "The hidden cost"))
MARKED = st.sampled_from(("<p data-ai-label>By AI</p>", "<span data-ai-label>By AI</span>"))


@given(st.lists(STARTS | ENDS | WORDS | MARKED | MARKED, max_size=12).map("".join))
def test_whatever_a_page_holds_searching_finds_what_parsing_does(text: str) -> None:
    page = text.encode()
    parsed = b"<!-- pages with comments are parsed -->" + page

    assert shown_marks(page, MARK) == shown_marks(parsed, MARK)


def test_page_of_any_depth_shows_its_marks() -> None:
    page = b"<!-- parsed -->" + b"<div>" * 400 + b"<p data-ai-label>By AI</p>"

    assert shown_marks(page, MARK) == [b"By AI"]
