from __future__ import annotations

import pytest

from plugins.explainers.markdown.limits import MOST

LONG = "x" * 20_001


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (f"a\n\n{LONG}\n", 3, "20,001 characters"),
        ("a\n\n" + "word\n" * 10_000, 3, "paragraph has"),
        ("a\n\n" + "> " * 30 + "b\n", 3, "nested more than"),
        ("a\n\n" + "- " * 30 + "b\n", 3, "nested more than"),
        ("\n".join("  " * depth + "- a" for depth in range(250)), 21, "nested more than"),
        ("a\n\n" + "[" * 1_500, 3, "brackets"),
        ("a\n\n" + "*a **b " * 1_000, 3, "emphasis marks"),
        ("a\n\n" + "`a " * 900, 3, "backticks"),
        ("a\n\n" + "<a " * 900, 3, "angle brackets"),
        ("\n".join(f"[r{n}]: /x/" for n in range(2_001)), 2_001, "link definitions"),
        ("\n".join(f"[^{n}]: x" for n in range(501)), 501, "footnotes"),
        ("a\n\n" + "a|" * 60 + "\n" + "-|" * 60 + "\n", 3, "columns"),
        ("a|b\n-|-\n" + "1|2\n" * 5_001, 5_002, "table cells"),
        ("## a\n" * 1_001, 1_001, "headings"),
        ("[a](b) " * 250 + ("\n\n" + "[a](b) " * 250) * 12, 1, "links"),
        ("x\n\n" * 12_001, 24_001, "blocks"),
        ("a" + "\n" * 60_001, 60_001, "lines"),
    ],
)
def test_beyond_a_limit_is_one_problem_at_its_line(render, text, line, words):
    rendered = render(text)

    (problem,) = rendered.problems
    assert (problem.code, problem.line) == ("markdown/limit", line)
    assert words in problem.message
    assert problem.hint
    assert [part.html for part in rendered.parts] == [""]


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
