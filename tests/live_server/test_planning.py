"""What is looked at anew after a save, and what is known to be as it was."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from plugins.command_line.opening import open_site
from plugins.live_server.planning import CannotPlan, Planner
from tests.support.sites import explainer, write_files

# What was saved just before a plan is looked at again in any case.
_SETTLED_SECONDS = 0.2


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write_files(tmp_path / "content", _stories("Story", 3))
    return tmp_path / "content"


@pytest.fixture
def planner(content: Path, tmp_path: Path) -> Planner:
    site = open_site(content=content, output=tmp_path / "site")
    return Planner(site.project, site.plan, tmp_path / "store.sqlite")


def _stories(title: str, count: int) -> dict[str, str]:
    """Explainers of different months: of one month all are read for the archive as data."""
    return {
        f"story-{number}.md": explainer(f"{title} {number}", date=f"2025-0{number + 1}-04")
        for number in range(count)
    }


def titles(planner: Planner, *saved: Path) -> set[str]:
    plan = planner.plan(frozenset(saved)).plan
    return {each.title for each in plan.archive.explainers}


def test_saved_text_is_planned_and_nothing_else_is_looked_for(
    planner: Planner, content: Path
) -> None:
    time.sleep(_SETTLED_SECONDS)
    planner.plan()
    write_files(content, _stories("Changed", 2))

    told_of_one = titles(planner, content / "story-1.md")
    has_missed = planner.has_missed_a_save()
    told_of_all = titles(planner, content / "story-0.md")

    assert told_of_one == {"Story 0", "Changed 1", "Story 2"}
    assert told_of_all == {"Changed 0", "Changed 1", "Story 2"}
    assert (has_missed, planner.has_missed_a_save()) == (True, False)


def test_new_and_removed_texts_are_found(planner: Planner, content: Path) -> None:
    planner.plan()
    write_files(content, {"new.md": explainer("New")})
    with_the_new = titles(planner, content / "new.md")
    (content / "story-0.md").unlink()

    without_the_old = titles(planner, content / "story-0.md")

    assert with_the_new == {"New", "Story 0", "Story 1", "Story 2"}
    assert without_the_old == {"New", "Story 1", "Story 2"}


def test_save_of_which_no_plan_came_is_in_the_next_one(planner: Planner, content: Path) -> None:
    planner.plan()
    write_files(content, {"story-0.md": explainer("Changed")})
    aside = content.rename(content.with_name("aside"))
    with pytest.raises(CannotPlan):
        planner.plan(frozenset({content / "story-0.md"}))
    shutil.copytree(aside, content)

    assert "Changed" in titles(planner)


def test_other_code_is_looked_for_unless_only_texts_were_saved(
    planner: Planner, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner.plan()
    monkeypatch.setattr("plugins.live_server.planning.code_salt", lambda *_: b"other code")

    assert len(titles(planner, content / "story-0.md")) == 3
    with pytest.raises(CannotPlan):
        planner.plan(frozenset({content / "story-0.md", content.parent / "plugins" / "x.py"}))
