"""One site of all hostile content that can be published."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.site.hostile_files import hostile_cases
from tests.support.sites import build_in_process, explainer, write_files

__all__ = ["GOOD", "PROBLEM_LINE", "build_all_harmless"]

GOOD = {"good.md": explainer("Good", tags="[Good]")}
PROBLEM_LINE = re.compile(r"(?P<path>.+):\d+:\d+: (?P<severity>error|note): .+ \[[a-z-]+/[a-z-]+\]")
_MOST_ROUNDS = 5


def build_all_harmless(
    content: Path, output: Path, said: pytest.CaptureFixture[str], **settings: object
) -> None:
    """Builds all cases as one site, leaving out file by file what a build refuses."""
    write_files(content, GOOD)
    for case in hostile_cases():
        if not case.alone:
            write_files(content, case.files)
    for _ in range(_MOST_ROUNDS):
        try:
            build_in_process(content, output, **settings)
        except SystemExit:
            for line in said.readouterr().err.splitlines():
                found = PROBLEM_LINE.fullmatch(line)
                if found and found["severity"] == "error":
                    Path(found["path"]).unlink(missing_ok=True)
        else:
            return
    raise AssertionError("files that are left out bring ever new problems")
