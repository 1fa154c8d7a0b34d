from __future__ import annotations

import pytest

from plugins.explainers.front_matter import (
    FrontMatterText,
    read_front_matter,
    split_front_matter,
)
from plugins.explainers.problems import Problem
from plugins.explainers.source_text import SourceText
from plugins.explainers.yaml_nodes import ListNode, MappingNode, TextNode
from plugins.explainers.yaml_reader import YamlReading


def read(yaml: str) -> YamlReading:
    source = SourceText("caches.md", f"---\n{yaml}---\n")
    span = split_front_matter(source)
    assert isinstance(span, FrontMatterText)
    return read_front_matter(source, span)


def mapping_of(yaml: str) -> MappingNode:
    reading = read(yaml)
    assert reading.problems == ()
    assert reading.mapping is not None
    return reading.mapping


def only_problem(yaml: str) -> Problem:
    reading = read(yaml)
    assert len(reading.problems) == 1
    return reading.problems[0]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_front_matter_stands_between_two_lines_whatever_ends_them(end: str) -> None:
    text = end.join(["---  ", "title: Caches", "---\t", "Body"])

    span = split_front_matter(SourceText("caches.md", text))

    assert isinstance(span, FrontMatterText)
    assert text[span.start : span.end] == f"title: Caches{end}"
    assert text[span.body_start :] == "Body"


def test_front_matter_may_be_empty_and_end_the_file() -> None:
    span = split_front_matter(SourceText("caches.md", "---\n---"))

    assert span == FrontMatterText(4, 4, 7)


@pytest.mark.parametrize(
    "text", ["", "Caches\n", "--- x\n---\n", " ---\ntitle: x\n---\n", "----\n"]
)
def test_file_without_front_matter_is_a_problem_on_line_1(text: str) -> None:
    (problem,) = split_front_matter(SourceText("caches.md", text)) or ()

    assert (problem.code, problem.line) == ("front-matter/missing", 1)


def test_blank_lines_above_front_matter_are_named_as_the_mistake() -> None:
    (problem,) = split_front_matter(SourceText("caches.md", "\n---\ntitle: x\n---\n")) or ()

    assert problem.hint == "delete them"


@pytest.mark.parametrize("line", ["----", " ---", "—", "--", "- - -"])
def test_line_that_nearly_closes_the_front_matter_is_pointed_at(line: str) -> None:
    text = f"---\ntitle: Caches\n{line}\nBody\n"

    (problem,) = split_front_matter(SourceText("caches.md", text)) or ()

    assert (problem.code, problem.line) == ("front-matter/unclosed", 3)


def test_front_matter_that_is_never_closed_is_pointed_at_where_it_opens() -> None:
    (problem,) = split_front_matter(SourceText("caches.md", "---\ntitle: Caches\n")) or ()

    assert (problem.code, problem.line, problem.column) == ("front-matter/unclosed", 1, 1)


@pytest.mark.parametrize("written", ["no", "1.10", "12:30", "2026", "~", "null", "0x1F", "on"])
def test_scalars_stay_the_authors_text(written: str) -> None:
    (entry,) = mapping_of(f"title: {written}\n").entries

    assert entry.value == TextNode(11, written, plain=True)


def test_value_that_is_not_there_differs_from_one_in_empty_quotes() -> None:
    nothing, quotes = mapping_of('title:\nsummary: ""\n').entries

    assert isinstance(nothing.value, TextNode)
    assert isinstance(quotes.value, TextNode)
    assert (nothing.value.plain, quotes.value.plain) == (True, False)


def test_keys_and_values_know_where_they_stand_in_the_file() -> None:
    text = "---\r\ntitle: Ca\u0301ché 𝄞\r\ntags:\r\n  - Web\r\n---\r\n"
    source = SourceText("caches.md", text)
    span = split_front_matter(source)
    assert isinstance(span, FrontMatterText)

    mapping = read_front_matter(source, span).mapping

    assert mapping is not None
    title, tags = mapping.entries
    assert text[title.value.index :].startswith("Ca")
    assert text[tags.key_index :].startswith("tags")
    assert isinstance(tags.value, ListNode)
    assert text[tags.value.items[0].index :].startswith("Web")


@pytest.mark.parametrize("yaml", ["", "\n", "# nothing yet\n", "   \n"])
def test_empty_front_matter_is_a_mapping_without_entries(yaml: str) -> None:
    assert mapping_of(yaml).entries == ()


def test_key_that_is_set_twice_quotes_the_line_of_the_first() -> None:
    problem = only_problem("title: a\ntitle: b\n")

    assert (problem.line, problem.column) == (3, 1)
    assert problem.message == "'title' is set twice, first on line 2"
    assert problem.hint == "keep one"


def test_key_that_is_set_twice_within_a_list_entry_is_a_problem() -> None:
    assert only_problem("sources:\n  - url: a\n    url: b\n").code == "front-matter/duplicate"


@pytest.mark.parametrize(
    ("yaml", "place"),
    [
        ("title: &name x\n", (2, 8)),
        ("title: *name\n", (2, 8)),
        ("id: !!str 7\n", (2, 5)),
        ("id: !own x\n", (2, 5)),
        ("tags: !!seq [a]\n", (2, 7)),
        ("review:\n  <<: {by: x}\n", (3, 3)),
    ],
)
def test_indirection_is_a_problem_where_it_stands(yaml: str, place: tuple[int, int]) -> None:
    problem = only_problem(yaml)

    assert problem.code == "front-matter/indirection"
    assert (problem.line, problem.column) == place


def test_quoted_merge_sign_is_a_key_like_any_other() -> None:
    assert mapping_of("'<<': x\n").entries[0].key == "<<"


@pytest.mark.parametrize("yaml", ["a: x\n...\nb: y\n", "a: x\n--- b\n", "a: x\n...\n"])
def test_second_document_is_a_problem(yaml: str) -> None:
    assert only_problem(yaml).code == "front-matter/syntax"


@pytest.mark.parametrize("yaml", ["- a\n- b\n", "just text\n", "title:no blank\n", "''\n"])
def test_what_is_no_mapping_is_a_problem(yaml: str) -> None:
    assert only_problem(yaml).code == "front-matter/not-mapping"


@pytest.mark.parametrize("yaml", ["a: " + "[" * 30_000, "- " * 30_000, "? " * 20_000 + "\n"])
def test_deep_nesting_is_a_problem_and_no_crash(yaml: str) -> None:
    assert only_problem(yaml + "\n").code == "front-matter/too-deep"


@pytest.mark.parametrize("yaml", [f"a: {'x' * 70_000}\n", f"a: [{'x,' * 3_000}]\n"])
def test_large_front_matter_is_a_problem(yaml: str) -> None:
    assert only_problem(yaml).code == "front-matter/too-long"


def test_escape_cannot_bring_in_a_character_that_pages_cannot_carry() -> None:
    problem = only_problem('title: "a\\x02b"\n')

    assert (problem.code, problem.line, problem.column) == ("file/control-character", 2, 8)


def test_words_lost_to_a_comment_are_a_note() -> None:
    problem = only_problem("title: Case #5 is open\n")

    assert (problem.line, problem.column, problem.severity) == (2, 13, "note")


def test_comment_with_a_blank_is_a_comment() -> None:
    assert mapping_of("title: Case # the fifth\n").entries[0].value == TextNode(11, "Case")


@pytest.mark.parametrize(
    ("yaml", "place", "hint"),
    [
        ("title: Meta: a story\n", (2, 12), 'put the value in quotes: title: "Meta: a story"'),
        ("title: @meta\n", (2, 8), 'put the value in quotes: title: "@meta"'),
        ("title: `x`\n", (2, 8), 'put the value in quotes: title: "`x`"'),
        ("title: *x* y\n", (2, 8), 'put the value in quotes: title: "*x* y"'),
        ("title: [New] x\n", (2, 14), 'put the value in quotes: title: "[New] x"'),
        ('title: "A" b\n', (2, 12), "put the whole value in quotes: title: '\"A\" b'"),
        ("title: 'It's here'\n", (2, 12), "put the whole value in quotes"),
        ('title: "A\ndate: x\n', (2, 8), 'close it with `"`'),
        ("tags: [a, b\ndate: x\n", (2, 7), "close it with `]`"),
        ("ai: {model: x\n", (2, 5), "close it with `}`"),
        ("tags: [\n", (2, 7), "close its bracket or quote, or put the whole value in quotes"),
        ("sources:\n\t- title: x\n", (3, 1), "indent with blanks"),
        ("ai:\n  model: x\n\tnote: y\n", (4, 1), "indent with blanks"),
        ("title\ndate: x\n", (2, 1), "write a colon and a blank after the key"),
        ("http://a.b\ndate: x\n", (2, 1), "write a colon and a blank after the key"),
        ("title:Why\ndate: x\n", (2, 7), "write `title: Why`"),
        ("title:Why\n\n# Why?\ndate: x\n", (2, 7), "write `title: Why`"),
        ("title: x\ntags:[a]\nid: y\n", (3, 6), "write `tags: [a]`"),
        ("tags: [???, b]\n", (2, 8), 'put the value in quotes: tags: ["???", b]'),
        ("tags: [a, @b c, d]\n", (2, 11), 'put the value in quotes: tags: [a, "@b c", d]'),
        ("tags: [a, &, b]\n", (2, 11), 'put the value in quotes: tags: [a, "&", b]'),
        ("ai: {model: @x}\n", (2, 13), 'put the value in quotes: ai: {model: "@x"}'),
        (f"tags: [{'a, ' * 30}@b]\n", (2, 98), 'put the value in quotes: "@b"'),
        (
            'title: "\\q"\n',
            (2, 9),
            "write `\\\\` for a backslash, or put the value in single quotes",
        ),
        ("title: a\n  date: x\n", (3, 3), "start it in the same column as the lines it belongs to"),
        ("  title: a\ndate: x\n", (3, 1), "start every field in the first column"),
    ],
)
def test_common_slip_is_found_at_its_place_with_a_step_to_mend_it(
    yaml: str, place: tuple[int, int], hint: str
) -> None:
    problem = only_problem(yaml)

    assert problem.code == "front-matter/syntax"
    assert (problem.line, problem.column) == place
    assert problem.hint == hint


def test_blank_that_is_missing_after_a_colon_is_named() -> None:
    source = SourceText("a.md", "---\ntitle:Why it rains\ndate: 2026-11-23\n---\n")

    span = split_front_matter(source)
    assert isinstance(span, FrontMatterText)
    (problem,) = read_front_matter(source, span).problems

    assert (problem.line, problem.column) == (2, 7)
    assert problem.message == "a blank is missing after 'title:'"
    assert problem.hint == "write `title: Why it rains`"
