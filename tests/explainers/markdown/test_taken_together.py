"""Parts are made safe and read as text together; what comes out is as for each by itself."""

from __future__ import annotations

import random

import pytest

from plugins.explainers.markdown.plain_text import plain_text, plain_texts
from plugins.explainers.markdown.safe_html import make_pieces_safe, make_safe

CLOSED = (
    *("<p>Text</p>\n", "", '<p>A <a href="https://example.org/?a=1&amp;b">link</a></p>\n'),
    *("<p>no-break\u00a0blank</p>\n", "<p>&copy; &#169; &#5; &amp; &lt;</p>\n", "<hr>\n", "\n"),
    *("<ul><li>one</li>\n<li>two</li>\n</ul>\n", "<table><tr><td>cell</td></tr></table>"),
    '<p>Mark<sup class="footnote-mark" id="fnref:1"><a href="#">1</a></sup></p>',
    '<a href="#">a<sup><a href="#">b</a></sup></a>',
    *("<p>é — 日本\u3000語</p>", '<h3 id="x">X</h3>', "<p>two  blanks</p>"),
)
OPEN = ('<a href="#">open', "<b>open", "</b>", "<td>lost</td>", "<script>x</script>", "<!-- c -->")


@pytest.mark.parametrize("may_be_open", [False, True])
def test_pieces_are_made_safe_as_each_by_itself(may_be_open):
    chance = random.Random(3)
    for _ in range(2_000):
        # What an engine writes leaves nothing open; what authors write may.
        htmls = chance.choices((*CLOSED, *OPEN) if may_be_open else CLOSED, k=4)

        found = make_pieces_safe(htmls, may_be_open=may_be_open)

        assert found == [*map(make_safe, htmls)], htmls


def test_what_was_taken_out_is_known_by_its_piece():
    found = make_pieces_safe(["<p>a</p>", "<p><td>b</td></p>", "<p>c</p>"], may_be_open=False)

    assert [lost for _, lost in found] == [False, True, False]


def test_texts_of_pieces_are_those_of_each_by_itself():
    chance = random.Random(4)
    for _ in range(2_000):
        htmls = [html for html, _ in map(make_safe, chance.choices((*CLOSED, *OPEN), k=4))]

        assert plain_texts(htmls) == list(map(plain_text, htmls))
