"""The Markdown engine is a setting like others: what it shapes is made anew when it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.explainers.markdown import ENGINES
from tests.support.sites import build_in_process, bytes_of, explainer, write_files

# What the two show in different ways.
TEXT = "One ~tilde~ on both sides, and [a link](story-1)."
FILES = {
    f"2025/story-{number}.md": explainer(f"Story {number}", body=TEXT) for number in range(100)
}
PAGE = "explainers/story-0/index.html"


def built(folder: Path, **settings: object) -> dict[str, bytes]:
    output = folder / "site"
    build_in_process(folder / "content", output, **settings)
    return bytes_of(output)


def test_change_of_the_engine_parses_anew_and_back(tmp_path: Path) -> None:
    write_files(tmp_path / "content", dict([*FILES.items()][:2]))

    sites = [
        built(tmp_path, BUILD_JOBS=1, MARKDOWN_ENGINE=engine) for engine in (*ENGINES, ENGINES[0])
    ]

    assert b"~tilde~" in sites[0][PAGE]
    assert b"<del>tilde</del>" in sites[1][PAGE]
    assert sites[2] == sites[0]


@pytest.mark.parametrize("jobs", [2, 3])
def test_number_of_processes_does_not_show_with_the_second_engine(
    tmp_path: Path, jobs: int
) -> None:
    trees = []
    for name, number in (("one", 1), ("several", jobs)):
        write_files(tmp_path / name / "content", FILES)
        trees.append(built(tmp_path / name, BUILD_JOBS=number, MARKDOWN_ENGINE="pulldown-cmark"))

    assert b"<del>tilde</del>" in trees[1][PAGE]
    assert trees[1] == trees[0]
