"""Scripts lose their comments on the way out, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from plugins.assets.builder import FileContent, build_theme_files, render_theme_script

PROJECT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted((PROJECT / "theme" / "static").rglob("*.js"))
TOKENS = Path(__file__).with_name("tokens.mjs")


class Theme:
    """The project's own theme."""

    def theme_file(self, path: str, digest: str) -> bytes:
        return (PROJECT / "theme" / "static" / path).read_bytes()


def published(script: Path) -> str:
    path = script.relative_to(PROJECT / "theme" / "static").as_posix()
    return render_theme_script(FileContent(path, ""), Theme()).decode()


def tokens_of(scripts: list[str]) -> list[list[str]]:
    node = shutil.which("node")
    if node is None or not (PROJECT / "tests" / "node_modules").is_dir():
        pytest.skip("needs node with the packages of tests/package.json")
    ran = subprocess.run(
        [node, str(TOKENS)], input=json.dumps(scripts), capture_output=True, text=True, check=True
    )
    tokens: list[list[str]] = json.loads(ran.stdout)
    return tokens


def test_published_scripts_have_the_tokens_of_what_was_written() -> None:
    written = tokens_of([script.read_text(encoding="utf-8") for script in SCRIPTS])
    shipped = tokens_of([published(script) for script in SCRIPTS])

    assert len(written) == len(SCRIPTS)
    for script, expected, found in zip(SCRIPTS, written, shipped, strict=True):
        assert found == expected, script.name
        assert len(found) > 20, script.name


def test_published_scripts_have_no_comments() -> None:
    for script in SCRIPTS:
        assert "/**" not in published(script), script.name


def test_types_for_editors_are_not_published() -> None:
    outputs = build_theme_files((("js/search/types.d.ts", "a"), ("js/main.js", "b")))

    assert [output.path for output in outputs] == ["theme/js/main.js"]
