"""The Nu HTML checker, which knows what the standard allows, over a site with every page type."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from tests.browser.conftest import Served
from tests.support.sites import PROJECT

pytestmark = pytest.mark.browser

CHECKER = PROJECT / "tests/node_modules/vnu-jar/build/dist/vnu.jar"


def test_checker_finds_no_error_in_any_page(everything: Served) -> None:
    java = shutil.which("java")
    assert java is not None
    # In a folder nothing is of a page's own host; the browser's tests hold the policy.
    options = ["--filterpattern", ".*violates Content Security Policy.*"]
    options += ["--skip-non-html", "--format", "json", "--exit-zero-always"]

    ran = subprocess.run(
        [java, "-Xss8m", "-jar", str(CHECKER), *options, str(everything.folder)],
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
    # Each page has notes: `role="list"`, without which some readers hear no list, is one.
    assert len(messages) > len(everything.addresses())
    assert errors == []
