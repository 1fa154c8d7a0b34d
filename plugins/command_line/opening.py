"""Opening the site of a content folder: Pelican's settings read, its plugins registered."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pelican.log import init as init_logging
from pelican.settings import read_settings

from plugins.command_line.exit_codes import WRONG_USE, ContentProblems, WrongUse, exit_code_of
from plugins.command_line.project import OUTPUT, PROJECT_ROOT
from plugins.explainers.archive import Archive
from plugins.explainers.model import Body
from plugins.explainers.problems import format_problems
from plugins.explainers.site import Site
from plugins.site_outputs.build import collection_paused, render_setup
from plugins.site_outputs.plugin import ArchivePelican
from plugins.site_outputs.render import Renderer
from plugins.site_outputs.report import shown_path
from plugins.site_outputs.settings import ProjectSettings, SettingsError
from plugins.site_outputs.settings import read_settings as read_our_settings
from plugins.site_outputs.site_address import barred_part, is_address
from plugins.site_outputs.store_use import retrying, store_of

__all__ = ["LoadedArchive", "open_site", "read_archive", "read_project_settings"]

_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True)
class LoadedArchive:
    """An archive with a way to its bodies and to what builders keep."""

    archive: Archive
    site: Site
    renderer: Renderer

    def body(self, digest: str) -> Body:
        """A body by its digest."""
        return self.renderer.body(digest)

    def kept(self, shelf: str, key: str) -> bytes:
        """What a builder keeps on its shelf."""
        return self.renderer.kept(shelf, key)


def open_site(
    *, content: Path, output: Path = OUTPUT, settings_file: str = "pelicanconf.py", **settings: Any
) -> ArchivePelican:
    """The site as `python -m pelican` would open it; `settings` come on top of the file's.

    Settings that are None are left as the file has them. Raises WrongUse.
    """
    if not content.is_dir():
        raise WrongUse(f"there is no content folder {content}")
    init_logging(logging.WARNING)
    given = {name: value for name, value in settings.items() if value is not None}
    _check_address(given.get("SITEURL"))
    given |= {"PATH": str(content.resolve()), "OUTPUT_PATH": str(output.absolute())}
    found = _read_settings(settings_file, given)
    site: ArchivePelican = found["PELICAN_CLASS"](found)
    return site


def _check_address(url: str | None) -> None:
    # Left to the settings it would be a mistake in a file that says something else.
    if url is None:
        return
    if barred := barred_part(url):
        raise WrongUse(f"--site-url is {url!r}, which holds {barred[0]}; {barred[1]}")
    if not url or not is_address(url):
        raise WrongUse(f"--site-url is {url!r}; give an address such as https://example.org")


def read_project_settings(settings_file: str = "pelicanconf.py") -> ProjectSettings:
    """Our settings alone, without opening a site. Raises WrongUse."""
    found = _read_settings(settings_file, {"PATH": str(PROJECT_ROOT)})
    try:
        return read_our_settings(found)
    except SettingsError as error:
        raise WrongUse(format_problems(error.problems)) from error


def _read_settings(settings_file: str, given: dict[str, Any]) -> dict[str, Any]:
    if "SITEURL" in given:
        given["SITEURL"] = given["SITEURL"].rstrip("/")
    try:
        return dict(read_settings(str(PROJECT_ROOT / settings_file), override=given))
    except SyntaxError as error:
        name = Path(error.filename or settings_file).name
        place = f"{name}:{error.lineno}:{error.offset}"
        raise WrongUse(f"{place}: {error.msg}; mend the settings") from error
    except Exception as error:  # whatever a settings file may do
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        raise WrongUse(f"{place}: {type(error).__name__}: {error}; mend the settings") from error


def read_archive(content: Path, read: Callable[[LoadedArchive], _Read]) -> _Read:
    """What `read` makes of what is published of a content folder; once more if that changes.

    Raises WrongUse, ContentProblems.
    """
    site = open_site(content=content)
    with store_of(site.project) as store, site.project.workers() as workers, collection_paused():

        def attempt() -> _Read:
            plan = site.plan(store, workers)
            errors = [problem for problem in plan.problems if problem.severity == "error"]
            if errors:
                report = format_problems(errors, content=shown_path(content))
                code = exit_code_of(problem.code for problem in errors)
                raise WrongUse(report) if code == WRONG_USE else ContentProblems(report)
            renderer = Renderer(render_setup(site.project, plan))
            return read(LoadedArchive(plan.archive, plan.site, renderer))

        return retrying(attempt, store)
