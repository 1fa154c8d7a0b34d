"""Places of links and problems are places in the file, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.explainers.markdown import ENGINES, render_markdown
from plugins.explainers.model import Place
from plugins.explainers.source_text import SourceText

PIECES = st.sampled_from(
    [
        *(
            "a",
            "b c",
            "é",
            "日本",
            "“",
            "\n",
            "\n\n",
            "\r\n",
            "\r",
            "    ",
            "- ",
            "1. ",
            "> ",
            "# ",
        ),
        *("[x](y.md)", "[x](<y z.md> 't')", "[x][r]", "[r]: q.md\n", "[r]: <q r.md>\n", "](b.md)"),
        *("![i](i.png)", "[^1]", "[^1]: n", "<b x=1>", "<a href='k.md'>", "<u2>", "<div>", "<!--"),
        *(
            "https://x.org/__a__",
            "www.x.org",
            "<me@x.org>",
            "`",
            "``",
            "```\n",
            "~",
            "**",
            "_",
            "[",
        ),
        *(
            "]",
            "(",
            ")",
            "\\",
            "&amp;",
            "&#150;",
            "| a | b |\n| - | - |\n",
            "- [x] ",
            "> [!NOTE]\n",
        ),
    ]
)


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=250, deadline=None)
@given(pieces=st.lists(PIECES, max_size=25), front=st.sampled_from(["", "---\r\nt: é\n---\n"]))
def test_every_place_is_in_the_file(engine, pieces, front):
    source = SourceText("2026/x.md", front + "".join(pieces))

    rendered = render_markdown(source, len(front), section_anchors=frozenset(), engine=engine)

    places = [Place(problem.line, problem.column) for problem in rendered.problems]
    places += [link.place for link in rendered.links] + [part.place for part in rendered.parts]
    for place in places:
        assert 1 <= place.line <= len(source.line_starts)
        assert 1 <= place.column <= len(source.line_text(place.line)) + 1


@settings(max_examples=500, deadline=None)
@given(pieces=st.lists(PIECES, max_size=25), front=st.sampled_from(["", "---\r\nt: é\n---\n"]))
def test_address_stands_where_the_second_engine_says(pieces, front):
    source = SourceText("2026/x.md", front + "".join(pieces))

    rendered = render_markdown(
        source, len(front), section_anchors=frozenset(), engine="pulldown-cmark"
    )

    for link in rendered.links:
        if not link.written.startswith("#fn"):  # nobody wrote those
            line = source.line_text(link.place.line)
            assert line[link.place.column - 1 :].startswith(link.written.partition("\n")[0])


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[later](later) is [later](no.md)", 1, 9),
        ("é “[x](later)”", 1, 8),
        ("a\r\n\r\n> é\r\n> [x](later)\r\n", 4, 7),
        ("a\r\r- b\r  [x](later)", 4, 7),
        ("[![é](../images/later.png)](later)", 1, 29),
        ("[x](later 'ti(t)le')", 1, 5),
        ("[x](<later>)", 1, 6),
        ("[x]\n\n[x]: later", 3, 6),
        ("<a href='later'>x</a>", 1, 10),
    ],
)
def test_link_to_a_slug_is_placed_at_its_address(render, text, line, column):
    rendered = render(text)

    places = [link.place for link in rendered.links if link.written == "later"]
    assert places == [Place(line, column)]
