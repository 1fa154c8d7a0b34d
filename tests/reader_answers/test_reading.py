from __future__ import annotations

import csv
import json

import pytest
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
        (3, "answers/syntax", "this is no object"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        b"explainer,useful\na,yes\nb\xff,yes\nc,no\n",
        b'{"explainer": "a", "useful": 1}\n{"explainer": "b\xff"}\n\n'
        b'{"explainer": "c", "useful": 0}\n',
        b'[{"explainer": "a", "useful": 1},\n\n{"explainer": "b\xff"},\n'
        b'{"explainer": "c", "useful": 0}]',
    ],
    ids=["csv", "json-lines", "json-list"],
)
def test_bytes_that_are_not_utf8_are_named_by_their_line_and_hide_no_other(text: bytes) -> None:
    answers, problems = read_answers(text, "answers.csv")

    assert answers == [Answer("a", True), Answer("c", False)]
    assert [each.message for each in problems] == ["the line is not UTF-8"]
    assert problems[0].line == text[: text.index(b"\xff")].count(b"\n") + 1


def test_json_list_is_read_entry_by_entry() -> None:
    rows = [{"explainer": "caches", "useful": True}, {"explainer": "dns", "useful": "no"}]

    answers, problems = read_answers(json.dumps(rows, indent=2).encode(), "answers.json")

    assert answers == [Answer("caches", True), Answer("dns", False)]
    assert problems == []


def test_json_list_counts_up_to_the_line_of_a_mistake() -> None:
    text = '[\n{"explainer": "a", "useful": "yes"},\n7,\n{"explainer": \n]'

    answers, _ = read_answers(text.encode(), "answers.json")

    assert answers == [Answer("a", True)]
    assert problems_of(text) == [
        (3, "answers/syntax", "this is no object"),
        (4, "answers/syntax", "from here on the list is not JSON"),
    ]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_spreadsheet_may_part_columns_by_other_characters(delimiter: str) -> None:
    rows = [("explainer", "useful", "words"), ("a", "yes", '"x, y"'), ("b", "no", "")]
    text = "\n".join(delimiter.join(row) for row in rows)

    answers, problems = read_answers(text.encode(), "answers.csv")

    assert answers == [Answer("a", True), Answer("b", False)]
    assert problems == []


def test_long_text_in_a_column_that_is_passed_over_is_no_mistake() -> None:
    before = csv.field_size_limit()
    text = f"explainer,useful,words\na,yes,{'x' * 200_000}\nb,no,\n"

    answers, problems = read_answers(text.encode(), "answers.csv")

    assert answers == [Answer("a", True), Answer("b", False)]
    assert problems == []
    assert csv.field_size_limit() == before


def test_quotation_mark_that_is_never_closed_hides_no_other_line() -> None:
    text = 'explainer,useful\n"a,yes\nb,no\nc,yes\n'

    answers, _ = read_answers(text.encode(), "answers.csv")

    assert answers == [Answer("b", False), Answer("c", True)]
    assert problems_of(text) == [
        (2, "answers/syntax", "a quotation mark in this record is never closed")
    ]


def test_lines_within_one_answer_are_never_answers() -> None:
    words = "x\n" * 2_000 + "caches,no,\n" * 50
    text = "explainer,useful,words\n" + "caches,yes,\n" * 15 + f'caches,no,"{words}"\n'

    answers, problems = read_answers(text.encode(), "answers.csv")

    assert answers == [Answer("caches", True)] * 15 + [Answer("caches", False)]
    assert problems == []


def test_lines_within_a_field_that_closes_in_a_bad_record_are_no_answers() -> None:
    words = "x\n" + "caches,no,\n" * 50
    text = f'explainer,useful,words\ncaches,yes,"{words}" y\ndns,yes,\n'

    answers, _ = read_answers(text.encode(), "answers.csv")

    assert answers == [Answer("dns", True)]
    assert [(line, code) for line, code, _ in problems_of(text)] == [(2, "answers/syntax")]


def test_text_without_an_end_is_one_problem_however_many_lines_it_has() -> None:
    text = 'explainer,useful,words\ncaches,yes,"' + 'x, ""y""\n' * 5_000 + "caches,no,\n"

    answers, _ = read_answers(text.encode(), "answers.csv")

    assert answers == [Answer("caches", False)]
    assert [line for line, _, _ in problems_of(text)] == [2]


def test_object_over_several_lines_is_one_problem() -> None:
    rows = [{"explainer": "a", "useful": "yes"}, {"explainer": "b", "useful": "no"}]
    text = "\n".join(json.dumps(row, indent=2) for row in rows)

    assert problems_of(text) == [(1, "answers/syntax", "an object goes over several lines")]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("explainer", "caches\x1b]0;owned\x07"),
        ("explainer", "caches\u202e"),
        ("explainer", "\ud800"),
        ("section", "whats-next\x1b[2J"),
        ("section", "a\nb"),
        ("useful", "yes\x1b[2J"),
    ],
)
def test_answer_that_would_move_the_terminal_is_refused(field: str, value: str) -> None:
    row = {"explainer": "caches", "useful": "yes", "section": "", field: value}

    answers, problems = read_answers(json.dumps(row).encode(), "answers.jsonl")

    assert answers == []
    assert [(each.line, each.code) for each in problems] == [(1, "answers/value")]
    assert problems[0].message == f"'{field}' is {value!r}"


@given(
    st.binary(max_size=200) | st.text(alphabet='{}[]",;\n\r:aeyesno', max_size=80).map(str.encode)
)
def test_any_file_is_read_and_each_problem_lies_within_it(data: bytes) -> None:
    _, problems = read_answers(data, "answers.csv")

    assert all(
        1 <= problem.line <= data.count(b"\n") + data.count(b"\r") + 1 for problem in problems
    )
