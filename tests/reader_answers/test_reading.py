from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from plugins.reader_answers import Answer, read_answers


def problems_of(text: str) -> list[tuple[int, str, str]]:
    _, problems = read_answers(text.encode(), "answers.csv")
    return [(problem.line, problem.code, problem.message) for problem in problems]


def test_csv_is_read_by_its_header_whatever_else_it_holds() -> None:
    rows = ("date,useful,explainer,section,words", "2026,yes,caches,,")
    text = "\n".join((*rows, '2026,No,caches,#whats-next,"a\nb"\n'))

    answers, problems = read_answers(text.encode(), "answers.csv")

    assert answers == [Answer("caches", True), Answer("caches", False, "whats-next")]
    assert problems == []


def test_json_lines_are_read_with_words_and_with_truth_values() -> None:
    rows = [{"explainer": "caches", "useful": True}, {"explainer": "dns", "useful": "no"}]
    text = "\n".join(map(json.dumps, rows)) + "\n\n"

    answers, problems = read_answers(text.encode(), "answers.jsonl")

    assert answers == [Answer("caches", True), Answer("dns", False)]
    assert problems == []


def test_line_that_holds_no_answer_is_named_and_the_others_count() -> None:
    text = 'explainer,useful,words\na,yes,"two\nlines"\na,perhaps,\n,yes,\na,no\na,no,\n'

    answers, _ = read_answers(text.encode(), "answers.csv")

    assert answers == [Answer("a", True), Answer("a", False)]
    assert problems_of(text) == [
        (4, "answers/value", "'useful' is 'perhaps'"),
        (5, "answers/value", "no 'explainer' is named"),
        (6, "answers/syntax", "the line has 2 fields"),
    ]


def test_column_that_is_missing_is_one_problem() -> None:
    assert problems_of("explainer,helpful\na,yes\nb,no\n") == [
        (1, "answers/syntax", "the header has no column 'useful'")
    ]


def test_line_that_is_not_json_is_named() -> None:
    assert problems_of('{"explainer": "a", "useful": "yes"}\n{"explainer": \n[1]\n') == [
        (2, "answers/syntax", "the line is not JSON"),
        (3, "answers/syntax", "the line is no object"),
    ]


def test_bytes_that_are_not_utf8_are_named_by_their_line() -> None:
    _, problems = read_answers(b"explainer,useful\na,y\xffs\n", "answers.csv")

    assert [(each.line, each.message) for each in problems] == [(2, "the file is not UTF-8")]


@given(st.binary(max_size=200) | st.text(alphabet='{}",\n\r:aeyesno', max_size=80).map(str.encode))
def test_any_file_is_read_and_each_problem_lies_within_it(data: bytes) -> None:
    _, problems = read_answers(data, "answers.csv")

    assert all(
        1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 1 for problem in problems
    )
