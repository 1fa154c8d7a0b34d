"""The build: from settings and a content folder to a plan, and from a plan to a site."""

from __future__ import annotations

import gc
import os
import pickle
import secrets
import time
from collections.abc import Iterable, Iterator
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
    site_salt,
)
from plugins.site_outputs.known_outputs import KnownOutput, open_remembered
from plugins.site_outputs.last_build import build_key
from plugins.site_outputs.output_place import OutputPlace
from plugins.site_outputs.own_addresses import unpublished
from plugins.site_outputs.plan import SitePlan, collect_outputs
from plugins.site_outputs.plan_context import OpenPlanContext, PlanSetup
from plugins.site_outputs.progress import Progress
from plugins.site_outputs.project import Project
from plugins.site_outputs.publish import Making, PublishReport, Wanted, publish
from plugins.site_outputs.render import RenderSetup
from plugins.site_outputs.settings_places import setting_problem
from plugins.site_outputs.signals import derivations_wanted, outputs_wanted
from plugins.site_outputs.templates import TemplateSettings
from plugins.site_outputs.translations import read_catalogue
from plugins.site_outputs.workers import Workers

if TYPE_CHECKING:
    from plugins.explainers.assemble import Assembly
    from plugins.explainers.site import Site
    from plugins.site_outputs.output import Output

__all__ = [
    "Tools",
    "collection_paused",
    "key_of",
    "plan_site",
    "publish_plan",
    "render_setup",
    "utc_now",
]


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
        content=project.content,
        fresh=project.settings.fresh,
        is_broken=has_errors((*problems, *assembly.problems), strict=False),
    )
    salt = _render_salt(project)
    use = not (show_unpublished or project.settings.fresh)
    with (
        OpenPlanContext(setup, assembly.archive) as context,
        open_remembered(tools.store, site_salt(salt, site)) as remembered,
    ):
        built = outputs_wanted.send(
            site, archive=assembly.archive, settings=settings, context=context
        )
        found = collect_outputs(
            (each for _, each in built), assembly.outside_links, remembered if use else None
        )
    dead = list[Problem]()
    if not (setup.is_broken or project.has_foreign_plugins):  # else more may be published yet
        dead += _dead_settings(project, site, found.outputs)
    return SitePlan(
        archive=assembly.archive,
        site=site,
        counts=assembly.counts,
        outputs=found.outputs,
        problems=(*problems, *assembly.problems, *mistranslated, *found.problems, *dead),
        store=tools.store,
        salt=salt,
        groups=found.groups,
    )


def _dead_settings(
    project: Project, site: Site, outputs: Iterable[Output | KnownOutput]
) -> list[Problem]:
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
    fingerprint = Fingerprinter(plan.salt, plan.site).fingerprint
    wanted = [
        Wanted(each, each.fingerprint if isinstance(each, KnownOutput) else fingerprint(each))
        for each in plan.outputs
    ]
    making = Making(render_setup(project, plan), tools.workers, tools.progress, fingerprint)
    report = publish(wanted, place, making, fresh=project.settings.fresh)
    with open_remembered(plan.store, site_salt(plan.salt, plan.site)) as remembered:
        remembered.keep(plan.groups, {each.output.path: each.fingerprint for each in wanted})
    return report


def render_setup(project: Project, plan: SitePlan) -> RenderSetup:
    """What a process needs to render the plan's outputs."""
    return RenderSetup(
        site=plan.site,
        content=str(project.content),
        store=str(plan.store),
        theme_static=str(project.theme / "static"),
        jinja=pickle.dumps(_template_settings(project, site_salt(plan.salt, plan.site))),
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


def _template_settings(project: Project, salt: bytes) -> TemplateSettings:
    def given(name: str) -> dict[str, Any]:
        return dict(project.pelican.get(name) or {})

    return TemplateSettings(
        project.template_folders,
        given("JINJA_FILTERS"),
        given("JINJA_TESTS"),
        given("JINJA_GLOBALS"),
        theme=project.theme_template_folders,
        salt=salt,
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
