"""What stands for everything that shapes a site and lies in no explainer: code, theme, settings."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from plugins.site_outputs.content_files import Scan, digest_of
from plugins.site_outputs.fingerprint import (
    code_salt,
    digest_of_folder,
    digest_of_object,
    files_below,
)
from plugins.site_outputs.last_build import build_key
from plugins.site_outputs.project import Project

__all__ = ["key_of", "parse_salt", "render_salt", "theme_files"]


def key_of(project: Project, scan: Scan) -> str:
    """Stands for all that a build of this project is made from, save the clock."""
    settings = (
        project.settings.site,
        project.settings.parse,
        theme_files(project),
        tuple(map(str, project.pelican.get("PLUGINS", ()))),
    )
    return build_key(render_salt(project), settings, scan)


def theme_files(project: Project) -> tuple[tuple[str, str], ...]:
    """The files of the theme's `static` folder: their paths and digests."""
    static = project.theme / "static"
    return tuple(
        (path.relative_to(static).as_posix(), digest_of(path.read_bytes()))
        for path in files_below(static)
    )


@cache  # the code that runs is that of the process's start, whatever lies on the disk now
def parse_salt(root: Path) -> bytes:
    """Stands for the code: all that shapes what is made of a file, and is not in the file."""
    code = (root / "plugins", root / "pelicanconf.py", root / "publishconf.py")
    return code_salt(code, root / "requirements.lock")


def render_salt(project: Project) -> bytes:
    """Stands for all that shapes bytes and is not in an output's inputs."""
    state = blake2b(parse_salt(project.root), digest_size=16)
    for folder in project.template_folders:
        state.update(digest_of_folder(Path(folder)))
    for file in project.translation_files:
        state.update(digest_of_folder(file))
    for name in ("JINJA_FILTERS", "JINJA_TESTS", "JINJA_GLOBALS"):
        for key, value in sorted((project.pelican.get(name) or {}).items()):
            state.update(f"{name} {key}\0".encode() + digest_of_object(value))
    return state.digest()
