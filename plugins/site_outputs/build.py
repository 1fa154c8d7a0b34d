"""The build: from settings and a content folder to a plan, and from a plan to a site."""

from __future__ import annotations

import gc
import os
import pickle
import secrets
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Union

from plugins.explainers.addresses import page_address
from plugins.explainers.listing import Listing
from plugins.explainers.problems import Problem, has_errors
from plugins.site_outputs.content_files import Scan, scan_content
from plugins.site_outputs.database import StoreDamaged
from plugins.site_outputs.fingerprint import (
    Fingerprinter,
    NotedFingerprints,
    site_salt,
)
from plugins.site_outputs.known_outputs import KnownOutput, KnownPlan, Meanwhile, open_remembered
from plugins.site_outputs.output_place import OutputPlace
from plugins.site_outputs.own_addresses import unpublished
from plugins.site_outputs.plan import Collected, SitePlan, collect_outputs
from plugins.site_outputs.plan_context import OpenPlanContext, PlanSetup
from plugins.site_outputs.progress import Progress
from plugins.site_outputs.project import Project
from plugins.site_outputs.publish import Making, PublishReport, Wanted, publish
from plugins.site_outputs.render import RenderSetup
from plugins.site_outputs.salts import parse_salt, render_salt, theme_files
from plugins.site_outputs.settings_places import setting_problem
from plugins.site_outputs.signals import derivations_wanted, outputs_wanted
from plugins.site_outputs.templates import TemplateSettings
from plugins.site_outputs.translations import read_catalogue
from plugins.site_outputs.workers import Workers

if TYPE_CHECKING:
    from plugins.explainers.archive import Archive
    from plugins.explainers.assemble import Assembly
    from plugins.explainers.site import Site
    from plugins.site_outputs.output import Output
    from plugins.site_outputs.plan_memory import PlanMemory

__all__ = [
    "Tools",
    "collection_paused",
    "plan_site",
    "publish_plan",
    "render_setup",
    "utc_now",
]


Known = Union["PlanMemory", Literal["on the shelf", "nothing"]]


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
    known: Known = "nothing",
    show_unpublished: bool = False,
) -> SitePlan:
    """Loads the archive and asks all plugins for their outputs. Writes to the store only.

    `scan` is the content folder as it was found, where that is known already. `known` is what
    need not be worked out: what this process remembers of its last plan, or what last build put
    on its shelf.
    Files with errors are left out of the archive, so that what else is wrong is
    found too; with errors among its problems a plan must not be published.
    """
    moment = _Moment(now, scan or _scan(project.content, known), show_unpublished)
    loaded = _load(project, tools, moment, known)
    assembly, salt = loaded.assembly, render_salt(project)
    catalogue, mistranslated = read_catalogue(project.translation_files)
    site = _site(project, assembly.archive, catalogue, show_unpublished=show_unpublished)
    fingerprints = NotedFingerprints(Fingerprinter(salt, site))
    # Who publishes wants them all, and one who serves those that are asked for.
    meanwhile = fingerprints.note if known == "on the shelf" else None
    found = _collect(project, site, loaded, site_salt(salt, site), meanwhile)
    dead = list[Problem]()
    if not (loaded.is_broken or project.has_foreign_plugins):  # else more may be published yet
        dead += _dead_settings(project, site, found.outputs)
    return SitePlan(
        archive=assembly.archive,
        site=site,
        counts=assembly.counts,
        outputs=found.outputs,
        problems=(*loaded.problems, *mistranslated, *found.problems, *dead),
        store=tools.store,
        salt=salt,
        groups=found.groups,
        waiting=found.waiting,
        sound_paths=found.sound_paths,
        fingerprints=fingerprints.by_path,
    )


def _site(project: Project, archive: Archive, catalogue: str, *, show_unpublished: bool) -> Site:
    """What pages say of the site: what its settings say, with what this archive adds."""
    return replace(
        project.settings.site,
        pages=tuple(page_address(page.slug) for page in archive.pages),
        show_unpublished=show_unpublished,
        catalogue=catalogue,
    )


@dataclass(frozen=True, slots=True)
class _Moment:
    """What a plan is made from besides the project: the time, the files, what is shown."""

    now: str
    scan: Scan
    show_unpublished: bool


@dataclass(frozen=True, slots=True)
class _Loaded:
    """The archive with all problems so far."""

    tools: Tools
    assembly: Assembly
    problems: tuple[Problem, ...]
    memory: PlanMemory
    known: Known

    @property
    def is_broken(self) -> bool:
        """Whether files had to be left out."""
        return has_errors(self.problems, strict=False)


def _scan(content: Path, known: Known) -> Scan:
    short = None if isinstance(known, str) else known.scan_again(content)
    return short or scan_content(content)


def _load(project: Project, tools: Tools, moment: _Moment, known: Known) -> _Loaded:
    # A tenth of a second of imports, which a build of what did not change does not need.
    from plugins.site_outputs.examine import ExamineSetup
    from plugins.site_outputs.load_archive import Load, load_archive
    from plugins.site_outputs.plan_memory import PlanMemory

    load = Load(
        content=project.content,
        store=tools.store,
        setup=ExamineSetup(project.settings.parse, _derivations()),
        salt=parse_salt(project.root),
        now=moment.now,
        memory=PlanMemory(plans_again=False) if isinstance(known, str) else known,
        fresh=project.settings.fresh,
        show_unpublished=moment.show_unpublished,
        keeps_assembly=known == "on the shelf" and not moment.show_unpublished,
    )
    assembly, problems = load_archive(load, moment.scan, tools.workers, tools.progress)
    everything = (*problems, *assembly.problems)
    return _Loaded(tools, assembly, everything, load.memory, known)


def _collect(
    project: Project, site: Site, loaded: _Loaded, salt: bytes, meanwhile: Meanwhile | None
) -> Collected:
    """The outputs of all plugins; `salt` stands for all that they may show besides the archive."""
    memory, archive = loaded.memory, loaded.assembly.archive
    setup = PlanSetup(
        store=loaded.tools.store,
        salt=parse_salt(project.root),
        content=project.content,
        fresh=project.settings.fresh,
        is_broken=loaded.is_broken,
        workers=loaded.tools.workers,
    )
    settings = {**project.pelican, "THEME_FILES": theme_files(project)}
    listing = memory.listing or Listing(archive)
    with OpenPlanContext(setup, listing) as context, ExitStack() as stack:
        built = outputs_wanted.send(site, archive=archive, settings=settings, context=context)
        look_in: KnownPlan | None = None
        if loaded.known == "on the shelf" and not project.settings.fresh:
            look_in = stack.enter_context(open_remembered(loaded.tools.store, salt))
        elif loaded.known is memory:
            memory.begin(salt)
            look_in = memory
        links = loaded.assembly.outside_links
        found = collect_outputs((each for _, each in built), links, look_in, meanwhile)
    if look_in is memory:
        memory.note_outputs(found)
    return found


def _dead_settings(
    project: Project, site: Site, outputs: Iterable[Output | KnownOutput]
) -> list[Problem]:
    mistakes = unpublished(site, outputs)
    return [setting_problem(each, project.pelican, content=project.content) for each in mistakes]


def publish_plan(
    project: Project,
    plan: SitePlan,
    place: OutputPlace,
    tools: Tools,
) -> PublishReport:
    """Publishes what was planned. The place must be locked and ours."""
    fingerprint = Fingerprinter(plan.salt, plan.site).fingerprint
    noted = plan.fingerprints
    wanted = [
        Wanted(
            each,
            each.fingerprint
            if isinstance(each, KnownOutput)
            else noted.get(each.path) or fingerprint(each),
        )
        for each in plan.outputs
    ]
    making = Making(render_setup(project, plan), tools.workers, tools.progress, fingerprint)
    report = publish(wanted, place, making, fresh=project.settings.fresh)
    fingerprints = {each.output.path: each.fingerprint for each in wanted}
    # The site is published; the next build can do without.
    with (
        suppress(OSError, sqlite3.Error, StoreDamaged),
        open_remembered(plan.store, site_salt(plan.salt, plan.site)) as remembered,
    ):
        remembered.keep(plan.groups, fingerprints, plan.sound_paths)
    return report


def render_setup(project: Project, plan: SitePlan) -> RenderSetup:
    """What a process needs to render the plan's outputs."""
    return RenderSetup(
        site=plan.site,
        content=str(project.content),
        store=str(plan.store),
        theme_static=str(project.theme / "static"),
        jinja=pickle.dumps(_template_settings(project, plan)),
        plan=secrets.token_hex(8),
    )


@contextmanager
def collection_paused() -> Iterator[None]:
    """Keeps the garbage collector from walking the whole archive again and again.

    What comes up meanwhile holds no cycles, so there is nothing to collect. It mostly stays for
    long, so it is not looked through afterwards either.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if was_enabled:
            gc.enable()


def _derivations() -> tuple[Any, ...]:
    found = [derivation for _, derivation in derivations_wanted.send(None)]
    return tuple(sorted(found, key=lambda derivation: str(derivation.kind)))


def _template_settings(project: Project, plan: SitePlan) -> TemplateSettings:
    def given(name: str) -> dict[str, Any]:
        return dict(project.pelican.get(name) or {})

    return TemplateSettings(
        project.template_folders,
        given("JINJA_FILTERS"),
        given("JINJA_TESTS"),
        given("JINJA_GLOBALS"),
        theme=project.theme_template_folders,
        salt=b"" if project.settings.fresh else site_salt(plan.salt, plan.site),
    )
