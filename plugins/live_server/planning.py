"""Planning a project's site again and again, with the settings and the code of the start."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from plugins.live_server.changes import ANYTHING, NOTHING, Saved, both
from plugins.live_server.reports import Report, report_of_problems
from plugins.site_outputs.build import render_setup
from plugins.site_outputs.fingerprint import code_salt
from plugins.site_outputs.plan import SitePlan
from plugins.site_outputs.plan_memory import PlanMemory
from plugins.site_outputs.project import Project
from plugins.site_outputs.render import Renderer
from plugins.site_outputs.report import shown_path
from plugins.site_outputs.store import discard
from plugins.site_outputs.workers import Workers

__all__ = ["CannotPlan", "Planned", "Planner"]

_SETTINGS = "pelicanconf.py"
_LOCK = "requirements.lock"
_ASK_FOR_RESTART = "Settings or code have changed: end `serve` (Ctrl-C) and start it again"


class CannotPlan(Exception):
    """There is no plan to be had now; the message says why."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A site that can be shown; `outputs` is empty where nothing could be made of the content."""

    plan: SitePlan
    renderer: Renderer
    report: Report | None

    def shows_the_same_as(self, other: Planned) -> bool:
        """Whether every page is the same as the other's."""
        mine, others = self.plan, other.plan
        return (
            (mine.salt, mine.site) == (others.salt, others.site)
            and mine.outputs == others.outputs
            and self.report == other.report
        )


class Planner:
    """Plans the site of a project, drafts and held-back explainers included.

    `plan` is `ArchivePelican.plan`, `store` the parse store that pages are made from.
    """

    def __init__(self, project: Project, plan: Callable[..., SitePlan], store: Path) -> None:
        self._project = project
        self._plan = plan
        self._store = store
        self._code = self._code_now()
        self._memory = PlanMemory()
        self._unplanned: Saved = ANYTHING

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders whose files shape the site; with `settings_files`, all that does."""
        project = self._project
        templates = (Path(folder) for folder in project.template_folders)
        shown = (project.content, project.theme / "static", *templates)
        found = (*shown, *project.translation_folders, project.root / "plugins")
        return tuple(dict.fromkeys(found))

    @property
    def settings_files(self) -> tuple[Path, ...]:
        """The single files that shape the site."""
        return tuple(self._project.root / name for name in (_SETTINGS, _LOCK))

    def plan(self, saved: Saved = ANYTHING) -> Planned:
        """The site as it is now, where this was saved since the last time.

        Raises CannotPlan, OSError.
        """
        # Kept until a plan comes of it: with a mistake in a template there is none.
        self._unplanned = both(self._unplanned, saved)
        texts = self._texts(self._unplanned)
        self._check(is_code_the_same=texts is not None)
        self._memory.saved = texts
        try:
            with self._project.workers() as workers:
                plan = self._plan_with(workers)
        except BrokenProcessPool as error:
            raise CannotPlan("A worker process was ended from outside (out of memory?)") from error
        self._unplanned = NOTHING
        report = report_of_problems(plan.problems, shown_path(self._project.content))
        return Planned(plan, Renderer(render_setup(self._project, plan)), report)

    def discard_store(self) -> None:
        """Throws the parse store away, so that the next plan fills a new one."""
        self.forget()
        discard(self._store)

    def forget(self) -> None:
        """Has the next plan begin with what is in the store, not with what was made last."""
        self._memory = PlanMemory()
        self._unplanned = ANYTHING

    def has_missed_a_save(self) -> bool:
        """Whether there was one that `plan` was not told of. Looks at each file, if `plan` did not.

        Who watches a folder may miss something, on a busy machine or a drive of another one.
        """
        return self._memory.has_missed_a_save(self._project.content)

    def _texts(self, saved: Saved) -> frozenset[str] | None:
        """The paths below the content folder, if nothing but texts in it was saved."""
        content = self._project.content
        if saved is None or not all(
            path.suffix == ".md" and path.is_relative_to(content) for path in saved
        ):
            return None
        return frozenset(path.relative_to(content).as_posix() for path in saved)

    def _plan_with(self, workers: Workers) -> SitePlan:
        return self._plan(self._store, workers, show_unpublished=True, known=self._memory)

    def _check(self, *, is_code_the_same: bool) -> None:
        if not self._project.content.is_dir():
            raise CannotPlan(f"The content folder {self._project.content} is not there")
        # The code that runs is the old one, and what it made of the content must not
        # be kept in the store as the work of the new one.
        if not is_code_the_same and self._code_now() != self._code:
            raise CannotPlan(_ASK_FOR_RESTART)

    def _code_now(self) -> bytes:
        root = self._project.root
        return code_salt((root / "plugins", root / _SETTINGS), root / _LOCK)
