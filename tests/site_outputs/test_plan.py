from __future__ import annotations

import pytest

from plugins.site_outputs.output import Output
from plugins.site_outputs.plan import output_problems
from tests.support.text_sites import Text, render_text


def _output(path: str, origin: tuple[str, int, int] | None = None) -> Output:
    return Output(path, render_text, Text(""), origin)


def test_different_paths_are_no_problem() -> None:
    outputs = [_output("a/index.html"), _output("a/b/index.html"), _output("b")]

    assert list(output_problems(outputs)) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a/index.html", "a/index.html"),
        ("tags/index.html", "Tags/index.html"),
        ("caf\u00e9.txt", "cafe\u0301.txt"),
        ("STRASSE", "stra\u00dfe"),
        ("a", "a/index.html"),
        ("a/b/c", "A/B"),
    ],
)
def test_paths_that_some_file_system_takes_for_one_are_a_problem(first: str, second: str) -> None:
    problems = list(output_problems([_output(first), _output(second, ("x.md", 3, 7))]))

    assert [(each.code, each.path, each.line) for each in problems] == [
        ("site/shared-path", "x.md", 3)
    ]


def test_line_that_asks_gives_way_to_a_file_that_is_there() -> None:
    file, alias = _output("a", ("a.md", 1, 1)), _output("a", ("b.md", 5, 3))

    (problem,) = output_problems([alias, file])

    assert (problem.path, problem.message) == ("b.md", "'/a' is already published by a.md:1")


@pytest.mark.parametrize(
    "path", ["", "/a", "a//b", "../a", "a/./b", "a\\b", "a\nb", "a" * 300, "a/"]
)
def test_path_that_no_plugin_may_give_is_a_mistake_of_ours(path: str) -> None:
    with pytest.raises(ValueError, match="a plugin wants"):
        list(output_problems([_output(path)]))
