"""The build: from settings and a content folder to a plan, and from a plan to a site."""

from __future__ import annotations

import gc
import os
import pickle
import secrets
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plugins.explainers.addresses import page_address
from plugins.explainers.problems import Problem, has_errors
from plugins.site_outputs.content_files import Scan, digest_of, scan_content
from plugins.site_outputs.fingerprint import (
    Fingerprinter,
    code_salt,
    digest_of_folder,
    digest_of_object,
    files_below,
)
from plugins.site_outputs.last_build import build_key
from plugins.site_outputs.output_place import OutputPlace
from plugins.site_outputs.own_addresses import unpublished
from plugins.site_outputs.plan import SitePlan, collect_outputs
from plugins.site_outputs.plan_context import OpenPlanContext, PlanSetup
from plugins.site_outputs.progress import Progress
from plugins.site_outputs.publish import Making, PublishReport, publish
from plugins.site_outputs.render import RenderSetup
from plugins.site_outputs.settings import ProjectSettings
from plugins.site_outputs.settings_places import setting_problem
from plugins.site_outputs.signals import derivations_wanted, outputs_wanted
from plugins.site_outputs.templates import TemplateSettings
from plugins.site_outputs.translations import read_catalogue, translation_files
from plugins.site_outputs.workers import Workers, available_cpus

if TYPE_CHECKING:
    from plugins.explainers.assemble import Assembly
    from plugins.explainers.site import Site
    from plugins.site_outputs.output import Output

__all__ = [
    "Project",
    "Tools",
    "collection_paused",
    "key_of",
    "plan_site",
    "publish_plan",
    "render_setup",
    "utc_now",
]


@dataclass(frozen=True, slots=True)
class Project:
    """Where everything lies, and the settings (`pelican` is Pelican's whole dictionary)."""

    root: Path  # of pelicanconf.py, plugins/ and theme/
    content: Path
    theme: Path
    settings: ProjectSettings
    pelican: Mapping[str, Any]

    @property
    def template_folders(self) -> tuple[str, ...]:
        """Overrides first, then the theme, then our own for what a theme does not have."""
        return (*self._own_folders("THEME_TEMPLATES_OVERRIDES"), *self.theme_template_folders)

    @property
    def theme_template_folders(self) -> tuple[str, ...]:
        """The template folders without the site's own."""
        themes = (self.theme, self.root / "theme")
        return tuple(dict.fromkeys(str(theme / "templates") for theme in themes))

    @property
    def translation_folders(self) -> tuple[Path, ...]:
        """Folders of `LANGUAGE/LC_MESSAGES/messages.po`, the site's own first."""
        own = map(Path, self._own_folders("TRANSLATION_FOLDERS"))
        themes = (self.theme, self.root / "theme")
        return tuple(dict.fromkeys((*own, *(theme / "translations" for theme in themes))))

    @property
    def translation_files(self) -> tuple[Path, ...]:
        """The `.po` files of the site's language, those that win first."""
        return translation_files(self.translation_folders, self.settings.site.lang)

    @property
    def has_foreign_plugins(self) -> bool:
        """Whether others than our plugins are at work, which write what they like."""
        return not all(str(each).startswith("plugins.") for each in self.pelican.get("PLUGINS", ()))

    def _own_folders(self, setting: str) -> tuple[str, ...]:
        """Folders that a setting names, from the folder of the settings file."""
        return tuple(str(self.root / folder) for folder in self.pelican.get(setting) or ())

    def workers(self) -> Workers:
        """A pool of as many processes as the settings say."""
        return Workers(self.settings.jobs or available_cpus())


def utc_now() -> str:
    """The moment of this build as UTC text; SOURCE_DATE_EPOCH (seconds) stands in for the clock."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    seconds = int(given) if given and given.isdigit() else int(time.time())
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Tools:
    """What planning and publishing work with: the parse store's path, processes, progress."""

    store: Path
    workers: Workers
    progress: Progress


def plan_site(
    project: Project,
    tools: Tools,
    *,
    now: str,
    scan: Scan | None = None,
    show_unpublished: bool = False,
) -> SitePlan:
    """Loads the archive and asks all plugins for their outputs. Writes to the store only.

    `scan` is the content folder as it was found, where that is known already.
    Files with errors are left out of the archive, so that what else is wrong is
    found too; with errors among its problems a plan must not be published.
    """
    moment = _Moment(now, scan or scan_content(project.content), show_unpublished)
    assembly, problems = _load(project, tools, moment)
    catalogue, mistranslated = read_catalogue(project.translation_files)
    site = replace(
        project.settings.site,
        pages=tuple(page_address(page.slug) for page in assembly.archive.pages),
        show_unpublished=show_unpublished,
        catalogue=catalogue,
    )
    settings = {**project.pelican, "THEME_FILES": theme_files(project)}
    setup = PlanSetup(
        store=tools.store,
        salt=_code_salt(project.root),
        fresh=project.settings.fresh,
        is_broken=has_errors((*problems, *assembly.problems), strict=False),
    )
    with OpenPlanContext(setup) as context:
        built = outputs_wanted.send(
            site, archive=assembly.archive, settings=settings, context=context
        )
        outputs, found = collect_outputs((each for _, each in built), assembly.outside_links)
    if not (setup.is_broken or project.has_foreign_plugins):  # else more may be published yet
        found += _dead_settings(project, site, outputs)
    return SitePlan(
        archive=assembly.archive,
        site=site,
        counts=assembly.counts,
        outputs=outputs,
        problems=(*problems, *assembly.problems, *mistranslated, *found),
        store=tools.store,
        salt=_render_salt(project),
    )


def _dead_settings(project: Project, site: Site, outputs: Iterable[Output]) -> list[Problem]:
    mistakes = unpublished(site, outputs)
    return [setting_problem(each, project.pelican, content=project.content) for each in mistakes]


@dataclass(frozen=True, slots=True)
class _Moment:
    """What a plan is made from besides the project: the time, the files, what is shown."""

    now: str
    scan: Scan
    show_unpublished: bool


def _load(project: Project, tools: Tools, moment: _Moment) -> tuple[Assembly, tuple[Problem, ...]]:
    # A tenth of a second of imports, which a build of what did not change does not need.
    from plugins.site_outputs.examine import ExamineSetup
    from plugins.site_outputs.load_archive import Load, load_archive

    load = Load(
        content=project.content,
        store=tools.store,
        setup=ExamineSetup(project.settings.parse, _derivations()),
        salt=_code_salt(project.root),
        now=moment.now,
        fresh=project.settings.fresh,
        show_unpublished=moment.show_unpublished,
    )
    return load_archive(load, moment.scan, tools.workers, tools.progress)


def key_of(project: Project, scan: Scan) -> str:
    """Stands for all that a build of this project is made from, save the clock."""
    settings = (
        project.settings.site,
        project.settings.parse,
        theme_files(project),
        tuple(map(str, project.pelican.get("PLUGINS", ()))),
    )
    return build_key(_render_salt(project), settings, scan)


def publish_plan(
    project: Project,
    plan: SitePlan,
    place: OutputPlace,
    tools: Tools,
) -> PublishReport:
    """Publishes what was planned. The place must be locked and ours."""
    fingerprinter = Fingerprinter(plan.salt, plan.site)
    making = Making(render_setup(project, plan), tools.workers, tools.progress)
    return publish(plan.outputs, place, fingerprinter, making, fresh=project.settings.fresh)


def render_setup(project: Project, plan: SitePlan) -> RenderSetup:
    """What a process needs to render the plan's outputs."""
    return RenderSetup(
        site=plan.site,
        content=str(project.content),
        store=str(plan.store),
        theme_static=str(project.theme / "static"),
        jinja=pickle.dumps(_template_settings(project)),
        plan=secrets.token_hex(8),
    )


@contextmanager
def collection_paused() -> Iterator[None]:
    """Keeps the garbage collector from walking the whole archive again and again.

    What a plan makes is frozen and holds no cycles, so there is nothing to collect.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _derivations() -> tuple[Any, ...]:
    found = [derivation for _, derivation in derivations_wanted.send(None)]
    return tuple(sorted(found, key=lambda derivation: str(derivation.kind)))


def theme_files(project: Project) -> tuple[tuple[str, str], ...]:
    static = project.theme / "static"
    return tuple(
        (path.relative_to(static).as_posix(), digest_of(path.read_bytes()))
        for path in files_below(static)
    )


def _template_settings(project: Project) -> TemplateSettings:
    def given(name: str) -> dict[str, Any]:
        return dict(project.pelican.get(name) or {})

    return TemplateSettings(
        project.template_folders,
        given("JINJA_FILTERS"),
        given("JINJA_TESTS"),
        given("JINJA_GLOBALS"),
        theme=project.theme_template_folders,
    )


@cache  # the code that runs is that of the process's start, whatever lies on the disk now
def _code_salt(root: Path) -> bytes:
    """Stands for the code: all that shapes what is made of a file, and is not in the file."""
    code = (root / "plugins", root / "pelicanconf.py", root / "publishconf.py")
    return code_salt(code, root / "requirements.lock")


def _render_salt(project: Project) -> bytes:
    """Stands for all that shapes bytes and is not in an output's inputs."""
    state = blake2b(_code_salt(project.root), digest_size=16)
    for folder in project.template_folders:
        state.update(digest_of_folder(Path(folder)))
    for file in project.translation_files:
        state.update(digest_of_folder(file))
    for name in ("JINJA_FILTERS", "JINJA_TESTS", "JINJA_GLOBALS"):
        for key, value in sorted((project.pelican.get(name) or {}).items()):
            state.update(f"{name} {key}\0".encode() + digest_of_object(value))
    return state.digest()
