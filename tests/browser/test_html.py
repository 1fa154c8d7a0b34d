"""The Nu HTML checker, which knows what the standard allows, over a site with every page type."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus import write_corpus
from tests.browser.conftest import Served
from tests.support.sites import PROJECT, build_in_process

pytestmark = pytest.mark.browser

CHECKER = PROJECT / "tests/node_modules/vnu-jar/build/dist/vnu.jar"
_SAMPLED = 60  # one page in so many


def test_checker_finds_no_error_in_any_page(everything: Served) -> None:
    messages, errors = _said_of(everything.folder)

    # Each page has notes: `role="list"`, without which some readers hear no list, is one.
    assert len(messages) > len(everything.addresses())
    assert errors == []


def test_checker_finds_no_error_in_a_sample_of_a_generated_archive(tmp_path: Path) -> None:
    write_corpus(tmp_path / "content", count=1_000)
    build_in_process(tmp_path / "content", tmp_path / "built")
    pages = sorted((tmp_path / "built").rglob("*.html"))[::_SAMPLED]
    for page in pages:
        copy = tmp_path / "site" / page.relative_to(tmp_path / "built")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(page.read_bytes())

    messages, errors = _said_of(tmp_path / "site")

    assert len(messages) > len(pages) > 20
    assert errors == []


def _said_of(folder: Path) -> tuple[list[Any], list[str]]:
    """All that the checker says about the pages of a folder, and its errors as lines."""
    java = shutil.which("java")
    assert java is not None
    # In a folder nothing is of a page's own host; the browser's tests hold the policy.
    options = ["--filterpattern", ".*violates Content Security Policy.*"]
    options += ["--skip-non-html", "--format", "json", "--exit-zero-always"]
    ran = subprocess.run(
        [java, "-Xss8m", "-jar", str(CHECKER), *options, str(folder)],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    messages = json.loads(ran.stderr)["messages"]
    errors = [
        f"{said['url'].partition('/site/')[2]}:{said.get('lastLine')}: {said['message']}"
        for said in messages
        if said["type"] != "info"
    ]
    return messages, errors
