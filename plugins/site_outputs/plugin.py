"""Backgrounder's shell around Pelican: its settings, its plugins, its signals, our output.

Pelican's own writing is switched off: it is serial, drops bad files with exit
code 0 and writes straight into the published folder. What foreign plugins write
is caught in a scratch folder and published with everything else, at once.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import traceback
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import ArticlesGenerator
from pelican.plugins._utils import get_plugin_name

from plugins.command_line.exit_codes import (
    INTERRUPTED,
    MACHINE_TROUBLE,
    WRONG_USE,
    describe,
    exit_code_of,
    write_anything,
)
from plugins.explainers.archive import Counts
from plugins.explainers.problems import Problem, format_problems, has_errors
from plugins.site_outputs.build import (
    Tools,
    collection_paused,
    plan_site,
    publish_plan,
    utc_now,
)
from plugins.site_outputs.content_files import Scan, scan_content
from plugins.site_outputs.foreign_files import foreign_outputs
from plugins.site_outputs.last_build import (
    LastBuild,
    all_settled,
    read_last_build,
    write_last_build,
)
from plugins.site_outputs.output_place import NotOurs, OutputPlace
from plugins.site_outputs.plan import SitePlan, output_problems
from plugins.site_outputs.progress import Progress
from plugins.site_outputs.project import Project
from plugins.site_outputs.publish import PublishReport
from plugins.site_outputs.published_record import PublishedRecord
from plugins.site_outputs.report import build_summary, shown_path
from plugins.site_outputs.salts import key_of
from plugins.site_outputs.settings import SettingsError, read_settings
from plugins.site_outputs.store_use import retrying, store_of
from plugins.site_outputs.template_faults import TemplateFault
from plugins.site_outputs.workers import Workers, one_interrupt

__all__ = ["ArchivePelican"]

# With these Pelican walks no content and writes nothing of its own.
_SWITCHED_OFF: dict[str, Any] = {
    "ARTICLE_PATHS": [],
    "PAGE_PATHS": [],
    "STATIC_PATHS": [],
    "THEME_STATIC_PATHS": [],
    "DIRECT_TEMPLATES": [],
    "READERS": {"html": None, "rst": None},
    "DELETE_OUTPUT_DIRECTORY": False,
}
_AS_IT_WAS = "the published site is as it was"
_PELICANS_FEED = re.compile(r"FEED(_ALL)?_(ATOM|RSS)$")


class ArchivePelican(Pelican):  # type: ignore[misc] # Pelican has no types
    """`PELICAN_CLASS`: builds the archive within Pelican's run."""

    def __init__(self, settings: dict[str, Any]) -> None:
        settings.update(_SWITCHED_OFF)
        settings.update(dict.fromkeys(filter(_PELICANS_FEED.search, settings)))
        write_anything()
        wanted = list(settings["PLUGINS"])
        super().__init__(settings)
        missing = [name for name in map(_plugin_name, wanted) if not self._has_plugin(name)]
        if missing:
            _stop(WRONG_USE, f"error: plugins that did not load: {', '.join(missing)}")
        # Not Path.resolve, which raises on a loop of links.
        self.place = OutputPlace(Path(os.path.realpath(settings["OUTPUT_PATH"])))
        self.project = self._read_project()
        url = self.project.settings.site.url
        self.record = PublishedRecord(self.place.state, self.project.content, url)
        self._tree_before = 0
        self._plan: SitePlan | None = None  # kept: to free a large one takes a tenth of a second

    def run(self) -> None:
        """Builds and publishes, or ends with one of the promised exit codes.

        While Pelican watches for changes (`--autoreload`), problems are shown and
        the watch goes on.
        """
        self._tree_before = _inode(self.place.output)
        try:
            with one_interrupt():
                code = self._build()
        except KeyboardInterrupt:
            raise SystemExit(self._say_end(INTERRUPTED, "interrupted")) from None
        except NotOurs as error:
            code = _say(WRONG_USE, f"error: {error}; choose another --output, or empty it")
        except TemplateFault as error:
            code = self._say_end(WRONG_USE, str(error))
        except BrokenProcessPool:
            message = "a rendering process was ended from outside (out of memory?)"
            code = self._say_end(MACHINE_TROUBLE, f"error: {message}")
        except OSError as error:
            code = self._say_end(MACHINE_TROUBLE, f"error: {describe(error)}")
        if code and not _is_watching():
            raise SystemExit(code)

    def plan(self, store: Path, workers: Workers, **options: Any) -> SitePlan:
        """The plan of this site, problems included; for commands that do not publish."""
        wanted = {"now": utc_now(), **options}
        return retrying(lambda: self._plan_once(store, workers, **wanted), store)

    def _plan_once(self, store: Path, workers: Workers, **options: Any) -> SitePlan:
        progress = Progress()
        try:
            with collection_paused():
                return plan_site(self.project, Tools(store, workers, progress), **options)
        finally:
            progress.clear()

    def _read_project(self) -> Project:
        try:
            settings = read_settings(self.settings)
        except SettingsError as error:
            _stop(WRONG_USE, format_problems(error.problems))
        return Project(
            root=Path(self.settings["PROJECT_ROOT"]),
            content=Path(self.path).resolve(),
            theme=Path(self.theme).resolve(),
            settings=settings,
            pelican=self.settings,
        )

    def _build(self) -> int:
        _check_apart(self.project.content, self.place.output)
        if not self.place.state.exists():
            self.place.check_ours()  # before anything is written
        with (
            store_of(self.project) as store,
            self.project.workers() as workers,
            self.place.locked(),
        ):
            self.place.check_ours()
            if not store.exists():
                workers.prepare()  # meanwhile the files are looked for
            return retrying(lambda: self._build_once(store, workers), store)

    def _build_once(self, store: Path, workers: Workers) -> int:
        with collection_paused():  # or all that was imported is looked through for it
            now, scan = utc_now(), scan_content(self.project.content)
        key = key_of(self.project, scan)
        last = read_last_build(self.place.last_build) if self._may_be_short() else None
        if last and last.still_holds(key, now) and self.place.is_as_left(last.files):
            self._summarise(last.counts, PublishReport(0, 0, last.files))
            return 0
        plan = self._plan = self._plan_once(
            store, workers, scan=scan, now=now, known="on the shelf"
        )
        if not has_errors(plan.problems, strict=self.project.settings.strict):
            plan = self.record.compared(self._with_foreign_files(plan))
        self._report(plan.problems)
        if has_errors(plan.problems, strict=self.project.settings.strict):
            only_notes = not has_errors(plan.problems, strict=False)
            reason = " (a strict build stops at notes too, also in drafts)" if only_notes else ""
            print(f"nothing was published{reason}; {_AS_IT_WAS}", file=sys.stderr)
            return exit_code_of(problem.code for problem in plan.problems)
        report = self._publish(plan, workers)
        self.record.keep(plan)
        self._note_build(plan, LastBuild(key, now, report.total, plan.counts), scan)
        self._summarise(plan.counts, report)
        return 0

    def _publish(self, plan: SitePlan, workers: Workers) -> PublishReport:
        self.place.last_build.unlink(missing_ok=True)
        progress = Progress()
        try:
            tools = Tools(plan.store, workers, progress)
            return publish_plan(self.project, plan, self.place, tools)
        finally:
            progress.clear()

    def _note_build(self, plan: SitePlan, last: LastBuild, scan: Scan) -> None:
        """Notes the build where the next one may take the short way out.

        Not with notes, which have to be said again; not while a file could change and
        keep its stamp.
        """
        if self._may_be_short() and not plan.problems and all_settled(scan.files, scan.started_ns):
            with suppress(OSError):  # the next build can do without
                write_last_build(self.place.last_build, last)

    def _may_be_short(self) -> bool:
        # Plugins of others may look at anything, the weather included.
        return not (self.project.has_foreign_plugins or self.project.settings.fresh)

    def _has_plugin(self, name: str) -> bool:
        # Pelican finds a plugin by its short name in its own name space too.
        return not {name, f"pelican.plugins.{name}"}.isdisjoint(self.settings["PLUGINS"])

    def _say_end(self, code: int, message: str) -> int:
        # Another tree lies there since the exchange, whatever went wrong after it.
        is_new = _inode(self.place.output) != self._tree_before
        site = "the new site is published" if is_new else _AS_IT_WAS
        return _say(code, f"{message}; {site}")

    def _with_foreign_files(self, plan: SitePlan) -> SitePlan:
        """The plan with what other plugins wrote during Pelican's own run."""
        scratch = self.place.scratch
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        self.output_path = self.settings["OUTPUT_PATH"] = str(scratch)
        try:
            _quietly(super().run)
        finally:
            self.output_path = self.settings["OUTPUT_PATH"] = str(self.place.output)
        found = foreign_outputs(scratch)
        if not found:
            return plan
        outputs = tuple(sorted((*plan.outputs, *found), key=lambda output: output.path))
        return replace(plan, outputs=outputs, problems=(*plan.problems, *output_problems(outputs)))

    def _get_generator_classes(self) -> list[type]:
        found = super()._get_generator_classes()
        return [_SilentArticles if each is ArticlesGenerator else each for each in found]

    def _report(self, problems: tuple[Problem, ...]) -> None:
        if problems:
            text = format_problems(problems, content=shown_path(self.project.content))
            print(text, file=sys.stderr)

    def _summarise(self, counts: Counts, report: PublishReport) -> None:
        print(build_summary(counts, report, shown_path(self.place.output)))


class _SilentArticles(ArticlesGenerator):  # type: ignore[misc] # Pelican has no types
    """Pelican's articles, of which there are none: their tag and index pages are left out."""

    def generate_output(self, writer: Any) -> None:
        """Makes nothing."""


def _quietly(run: Callable[[], None]) -> None:
    # Pelican ends its run by saying that it processed 0 articles, which is true of itself only.
    from pelican.log import console

    console.quiet, was_quiet = True, console.quiet
    try:
        run()
    finally:
        console.quiet = was_quiet


def _inode(folder: Path) -> int:
    try:
        return os.stat(folder).st_ino
    except OSError:
        return 0


def _plugin_name(plugin: Any) -> str:
    return plugin if isinstance(plugin, str) else str(get_plugin_name(plugin))


def _check_apart(content: Path, output: Path) -> None:
    if output == content or output in content.parents or content in output.parents:
        message = f"the output {output} and the content {content} lie inside each other"
        _stop(WRONG_USE, f"error: {message}; choose another --output")


def _is_watching() -> bool:
    return any(frame.name == "autoreload" for frame in traceback.extract_stack())


def _say(code: int, message: str) -> int:
    print(message, file=sys.stderr)
    return code


def _stop(code: int, message: str) -> Any:
    raise SystemExit(_say(code, message))
