"""Each folder of tests/broken is an archive with a mistake, and the exact report of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.command_line.opening import open_site
from plugins.explainers.markdown import ENGINES, render
from plugins.explainers.markdown.cost_limit import CostReached
from plugins.explainers.problems import CODES, format_problems
from plugins.site_outputs.store_use import store_of

BROKEN = Path(__file__).parent / "broken"
FOLDERS = sorted(path for path in BROKEN.iterdir() if path.is_dir())
# What a folder under version control cannot hold on every machine, or what is
# not about content at all; each has a test of its own.
ELSEWHERE = {
    "markdown/cost": "tests/explainers/markdown/test_cost_limit.py",  # no text is known for it
    "file/kind": "tests/site/test_build.py",
    "file/name": "tests/site_outputs/test_content_files.py",
    "file/unreadable": "tests/site_outputs/test_content_files.py",
    "file/too-large": "tests/site_outputs/test_content_files.py",
    "id/changed": "tests/site/test_published_record.py",  # these two need an earlier build
    "address/gone": "tests/site/test_published_record.py",
    "settings/unknown": "tests/site_outputs/test_settings.py",
    "settings/value": "tests/site_outputs/test_settings.py",
    "settings/translation": "tests/site_outputs/test_translations.py",
    "answers/syntax": "tests/reader_answers/test_reading.py",
    "answers/value": "tests/reader_answers/test_reading.py",
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_broken_archive_gives_its_report(
    folder: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if folder.name == "markdown-cost":
        # No text is known that takes too long within the limits, so there is no time at all.
        monkeypatch.setattr(render, "cpu_limit", _stop_at_once)
    site = open_site(content=folder / "content", FRESH_BUILD=True, MARKDOWN_ENGINE=engine)

    with store_of(site.project) as store, site.project.workers() as workers:
        plan = site.plan(store, workers)

    expected = (folder / "expected.txt").read_text(encoding="utf-8")
    assert format_problems(plan.problems) + "\n" == expected


def _stop_at_once(_seconds: float) -> None:
    raise CostReached


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_a_broken_archive(code: str) -> None:
    if code in ELSEWHERE:
        assert code in (BROKEN.parents[1] / ELSEWHERE[code]).read_text(encoding="utf-8")
    else:
        expected = (BROKEN / code.replace("/", "-") / "expected.txt").read_text(encoding="utf-8")
        assert f"[{code}]" in expected
