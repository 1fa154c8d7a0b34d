from __future__ import annotations

import pytest

from plugins.explainers.markdown.limits import MOST

LONG = "x" * 20_001
LINKS = "[a](b) " * 250 + ("\n\n" + "[a](b) " * 250) * 12


def assert_is_refused(rendered, line, words):
    (problem,) = rendered.problems
    assert (problem.code, problem.line) == ("markdown/limit", line)
    assert words in problem.message
    assert problem.hint
    assert [part.html for part in rendered.parts] == [""]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (f"a\n\n{LONG}\n", 3, "20,001 characters"),
        ("a\n\n" + "> " * 30 + "b\n", 3, "nested more than"),
        ("a\n\n" + "- " * 30 + "b\n", 3, "nested more than"),
        ("\n".join("  " * depth + "- a" for depth in range(250)), 21, "nested more than"),
        ("\n".join(f"[r{n}]: /x/" for n in range(2_001)), 2_001, "link definitions"),
        ("\n".join(f"[^{n}]: x" for n in range(501)), 501, "footnotes"),
        ("a\n\n" + "a|" * 60 + "\n" + "-|" * 60 + "\n", 3, "columns"),
        ("a|b\n-|-\n" + "1|2\n" * 5_001, 5_002, "table cells"),
        ("## a\n" * 1_001, 1_001, "headings"),
        ("x\n\n" * 12_001, 24_001, "blocks"),
        ("a" + "\n" * 60_001, 60_001, "lines"),
        ("a\n\n```\n" + ("&" * 10_000 + "\n") * 21, 24, "ampersands"),
    ],
)
def test_beyond_a_limit_is_one_problem_at_its_line(render, text, line, words):
    rendered = render(text)

    assert_is_refused(rendered, line, words)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a\n\n" + "word\n" * 10_000, "paragraph has"),
        ("a\n\n" + "[" * 1_500, "brackets"),
        ("a\n\n" + "*a **b " * 1_000, "emphasis marks"),
        ("a\n\n" + "`a " * 900, "backticks"),
        ("a\n\n" + "<a " * 900, "angle brackets"),
    ],
)
def test_only_python_markdown_needs_limits_for_one_paragraph(render, engine, text, words):
    rendered = render(text)

    if engine == "python-markdown":
        assert_is_refused(rendered, 3, words)
    else:
        assert rendered.problems == ()
        assert rendered.parts[0].text.startswith("a ")


def test_too_many_links_are_refused_where_they_are_counted(render, engine):
    rendered = render(LINKS)

    # Python-Markdown's links are counted once all blocks are read.
    assert_is_refused(rendered, 1 if engine == "python-markdown" else 25, "links")


def test_limit_is_reported_at_its_line_in_the_file(render):
    rendered = render(f"---\ntitle: a\n---\na\n{LONG}", start=17)

    assert rendered.problems[0].line == 5


def test_big_file_of_prose_is_within_the_limits(render):
    sentence = "The bank has said that its rates may rise once more before the year is over. "
    link = "A **central** bank *said* that [rates](https://example.org/rates) may `rise`. "
    text = (sentence * 6 + link + "\n\n") * 500 + "- a point\n" * 1_000

    rendered = render(text)

    assert rendered.problems == ()
    assert rendered.parts[0].html.count("<a href") == 500
    assert len(text) > 280_000


def test_wide_and_long_tables_are_within_the_limits(render):
    wide = "a|" * 30 + "\n" + "-|" * 30 + "\n" + ("1|" * 30 + "\n") * 100

    rendered = render(wide)

    assert rendered.problems == ()


def test_every_limit_has_a_name_for_authors():
    assert all(most > 0 and noun for most, noun in MOST.values())
