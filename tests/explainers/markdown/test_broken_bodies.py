"""The folders in tests/broken whose problems lie in a body or in an image."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.explainers.parse import parse_file
from plugins.explainers.problems import format_problems
from plugins.explainers.svg_images import image_problems, svg_problems
from tests.support.explainer_texts import SETTINGS

BROKEN = Path(__file__).parents[2] / "broken"
CODES = [
    *("markdown/limit", "html/removed", "link/scheme", "link/outside"),
    *("image/remote", "image/alt", "image/kind", "image/active"),
]


def problems_of(content):
    for file in sorted(path for path in content.rglob("*") if path.is_file()):
        path, data = file.relative_to(content).as_posix(), file.read_bytes()
        if path.endswith(".md"):
            yield from parse_file(data, path, SETTINGS).problems
        elif path.endswith(".svg"):
            yield from svg_problems(data, path)
        else:
            yield from image_problems(data, path)


@pytest.mark.parametrize("code", CODES)
def test_broken_body_is_reported_word_for_word(code):
    folder = BROKEN / code.replace("/", "-")

    problems = list(problems_of(folder / "content"))

    assert {problem.code for problem in problems} == {code}
    assert format_problems(problems) + "\n" == (folder / "expected.txt").read_text("utf-8")
