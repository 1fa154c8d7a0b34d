from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from plugins.explainers.assemble import Material, assemble_archive
from plugins.explainers.site import Site
from plugins.live_server.changes import ANYTHING, Saved
from plugins.live_server.live_site import LiveSite
from plugins.live_server.planning import CannotPlan, Planned, Planner
from plugins.live_server.reports import Report
from plugins.live_server.versions import Versions
from plugins.site_outputs.content_files import FileChanged
from plugins.site_outputs.database import StoreDamaged
from plugins.site_outputs.output import Output
from plugins.site_outputs.plan import SitePlan
from plugins.site_outputs.render import Renderer


class StandInPlanner:
    """Plans a site of one page. `text` is what is on it; `before_plan` runs at the start."""

    def __init__(self) -> None:
        self.text = "one"
        self.report: Report | None = None
        self.plans = 0
        self.discarded = 0
        self.closed = 0
        self.told: list[Saved] = []
        self.misses = False
        self.before_plan: Callable[[], None] = lambda: None
        self.failures: list[Exception] = []  # raised one by one when the page is made

    def plan(self, saved: Saved) -> Planned:
        self.plans += 1
        self.told.append(saved)
        self.before_plan()
        assembly = assemble_archive(Material(entries=()), now="2026-01-01T00:00:00Z")
        output = Output("index.html", self._render, self.text)
        plan = SitePlan(
            assembly.archive, Site("A site", "x:"), assembly.counts, (output,), (), Path(), b""
        )
        return Planned(plan, cast(Renderer, self), self.report)

    def discard_store(self) -> None:
        self.discarded += 1

    def forget(self) -> None:
        """Nothing is remembered."""

    def has_missed_a_save(self) -> bool:
        return self.misses

    def close(self) -> None:
        self.closed += 1

    def render(self, output: Output) -> bytes:
        return output.render(output.inputs, cast(Any, self))

    def _render(self, text: str, _: object) -> bytes:
        if self.failures:
            raise self.failures.pop(0)
        return f"<body>{text}</body>".encode()


class Shown:
    """A live site over a stand-in planner, with what it said."""

    def __init__(self) -> None:
        self.planner = StandInPlanner()
        self.versions = Versions()
        self.said: list[str] = []
        self.site = LiveSite(cast(Planner, self.planner), self.versions, self.said.append)

    def page(self) -> str:
        return self.site.answer("/").body.decode()


@pytest.fixture
def shown() -> Shown:
    return Shown()


def test_first_request_waits_for_the_first_plan(shown: Shown) -> None:
    page = shown.page()

    assert "<body>one<script" in page
    assert f"version={shown.versions.current}" in page
    assert shown.planner.plans == 1


def test_request_after_a_save_never_gets_the_page_of_before(shown: Shown) -> None:
    shown.page()
    shown.planner.text = "two"
    shown.site.note_change()

    assert "<body>two" in shown.page()


def test_many_saves_before_a_rebuild_are_one_rebuild(shown: Shown) -> None:
    for _ in range(5):
        shown.site.note_change()
    for _ in range(5):
        shown.site.refresh()

    assert shown.planner.plans == 1


def test_save_during_a_rebuild_leads_to_another(shown: Shown) -> None:
    def save_once() -> None:
        shown.planner.before_plan = lambda: None
        shown.site.note_change()

    shown.planner.before_plan = save_once

    shown.site.refresh()

    assert shown.planner.plans == 2


def test_plan_is_told_what_was_saved_since_the_one_before(shown: Shown) -> None:
    first, second = Path("first.md"), Path("second.md")

    shown.site.refresh()
    shown.site.note_change(frozenset({first}))
    shown.site.note_change(frozenset({second}))
    shown.site.refresh()
    shown.site.note_change(frozenset({first}))
    shown.site.note_change()
    shown.site.refresh()

    assert shown.planner.told == [ANYTHING, {first, second}, ANYTHING]


def test_save_that_nobody_told_of_is_found_at_rest(shown: Shown) -> None:
    shown.page()
    shown.planner.text, shown.planner.misses = "two", True
    before = shown.versions.current

    shown.site.at_rest()

    assert shown.versions.current != before
    assert shown.planner.told[-1] is ANYTHING
    assert "<body>two" in shown.page()


def test_rest_after_all_was_told_plans_nothing(shown: Shown) -> None:
    shown.page()

    shown.site.at_rest()

    assert shown.planner.plans == 1


def test_save_that_changes_nothing_is_not_told(shown: Shown) -> None:
    shown.page()
    version = shown.versions.current
    said = list(shown.said)

    shown.site.note_change()
    shown.site.refresh()

    assert shown.planner.plans == 2
    assert (shown.versions.current, shown.said) == (version, said)


def test_what_the_pages_of_a_plan_were_read_from_is_closed_with_the_next(shown: Shown) -> None:
    shown.page()
    closed_before = shown.planner.closed

    shown.site.note_change()
    shown.page()

    assert (closed_before, shown.planner.closed) == (0, 1)


def test_failure_before_any_plan_is_a_page_of_its_own(shown: Shown) -> None:
    def fail() -> None:
        raise CannotPlan("The content folder is not there")

    shown.planner.before_plan = fail

    answer = shown.site.answer("/")

    assert answer.status == 500
    assert b"The content folder is not there" in answer.body
    assert b"reload.js" in answer.body


def test_failure_keeps_the_last_plan_under_a_banner_until_it_is_mended(shown: Shown) -> None:
    def fail() -> None:
        raise ValueError("a plugin's mistake")

    shown.page()
    shown.planner.before_plan = fail
    shown.site.note_change()
    failed = shown.page()
    shown.planner.before_plan = lambda: None
    shown.site.note_change()
    mended = shown.page()

    assert "ValueError: a plugin&#x27;s mistake" in failed
    assert ">one" in failed or "\none" in failed
    assert "serve-report" not in mended
    assert any("ValueError" in line for line in shown.said)


def test_problems_are_said_once_and_shown_on_each_page(shown: Shown) -> None:
    shown.planner.report = Report("1 problem in 1 file", "a.md:1:1: error: x")

    first, second = shown.page(), shown.page()

    assert "a.md:1:1: error: x" in first
    assert first == second
    assert shown.said.count("a.md:1:1: error: x") == 1


def test_file_that_changed_while_its_page_was_made_is_planned_again(shown: Shown) -> None:
    shown.planner.failures = [FileChanged("images/a.png")]

    assert "<body>one" in shown.page()
    assert (shown.planner.plans, shown.planner.discarded) == (2, 0)


def test_store_that_stays_damaged_is_thrown_away(shown: Shown) -> None:
    shown.planner.failures = [StoreDamaged("body"), StoreDamaged("body")]

    assert "<body>one" in shown.page()
    assert (shown.planner.plans, shown.planner.discarded) == (3, 1)


def test_page_that_cannot_be_made_says_why_and_leaves_the_others_alone(shown: Shown) -> None:
    shown.planner.failures = [ZeroDivisionError("division by zero")]

    failed, next_one = shown.site.answer("/"), shown.site.answer("/")

    assert (failed.status, next_one.status) == (500, 200)
    assert b"ZeroDivisionError: division by zero" in failed.body


def test_missing_page_reloads_too(shown: Shown) -> None:
    answer = shown.site.answer("/not-yet/")

    assert answer.status == 404
    assert b"reload.js" in answer.body
