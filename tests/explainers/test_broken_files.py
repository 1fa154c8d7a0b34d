"""The folders in tests/broken whose problems are those of one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.explainers.parse import parse_file
from plugins.explainers.problems import CODES, Problem, format_problems
from plugins.explainers.tags_file import parse_tags_file
from tests.support.explainer_texts import SETTINGS

BROKEN = Path(__file__).parents[1] / "broken"
OF_ONE_FILE = [
    code
    for code in CODES
    if code.startswith(("front-matter/", "section/", "body/", "tags-file/"))
    or code in {"file/encoding", "file/control-character"}
]


def problems_of(content: Path) -> list[Problem]:
    found: list[Problem] = []
    for file in sorted(content.rglob("*.md")):
        path = file.relative_to(content).as_posix()
        found += parse_file(file.read_bytes(), path, SETTINGS).problems
    if (content / "tags.yaml").exists():
        found += parse_tags_file((content / "tags.yaml").read_bytes())[1]
    return found


@pytest.mark.parametrize("code", OF_ONE_FILE)
def test_broken_archive_is_reported_word_for_word(code: str) -> None:
    folder = BROKEN / code.replace("/", "-")

    problems = problems_of(folder / "content")

    assert code in {problem.code for problem in problems}
    assert format_problems(problems) + "\n" == (folder / "expected.txt").read_text("utf-8")
