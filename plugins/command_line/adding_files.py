"""Adding one explainer to a content folder: what `import` and `new` share."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from plugins.command_line.archive_names import ArchiveNames
from plugins.command_line.exit_codes import MachineTrouble, WrongUse
from plugins.command_line.opening import read_project_settings
from plugins.explainers.site import ParseSettings
from plugins.site_outputs.build import utc_now
from plugins.site_outputs.report import shown_path

__all__ = ["CannotAdd", "add_explainer", "author_settings", "check_content_folder", "today"]

_PERMISSIONS = 0o666  # less the umask, as for any file that an editor makes


class CannotAdd(Exception):
    """The file would take another's place; the message says whose."""


def author_settings() -> ParseSettings:
    """The settings that shape how files are parsed. Raises WrongUse."""
    return read_project_settings().parse


def today(timezone: str) -> str:
    """Today's date where the site is; its midnight there is never in the future."""
    moment = datetime.fromisoformat(utc_now())
    return moment.astimezone(ZoneInfo(timezone)).date().isoformat()


def check_content_folder(content: Path) -> None:
    """Raises WrongUse where a content folder cannot be or be made."""
    for folder in (content, *content.parents):
        if folder.is_dir():
            return
        if folder.exists() or folder.is_symlink():
            raise WrongUse(f"{shown_path(folder)} is not a folder")


def add_explainer(content: Path, year: str, slug: str, text: str, names: ArchiveNames) -> Path:
    """Writes `content/YEAR/SLUG.md` whole or not at all, and never over another file.

    Raises CannotAdd, MachineTrouble. Notes the new names in `names`.
    """
    folder = content / year
    path = folder / f"{slug}.md"
    owner = names.owner_of(slug)
    if owner:
        raise CannotAdd(f"{shown_path(content / owner)} has the address or id '{slug}' already")
    if folder.is_symlink():
        raise CannotAdd(f"{shown_path(folder)} is a symbolic link, which builds do not follow")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_new(path, text.encode())
    except FileExistsError:
        raise CannotAdd(f"{shown_path(path)} is there already") from None
    except OSError as error:
        raise MachineTrouble(f"cannot write {shown_path(path)}: {error.strerror}") from error
    relative = path.relative_to(content).as_posix()
    names.slugs[slug] = names.ids[slug] = relative
    return path


def _write_new(path: Path, data: bytes) -> None:
    """Raises FileExistsError; a name that opens with `.` is no explainer while it is written."""
    descriptor, spare = tempfile.mkstemp(prefix=".adding-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(spare).chmod(_PERMISSIONS & ~_umask())
        try:
            os.link(spare, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            with path.open("xb") as file:
                file.write(data)
    finally:
        with suppress(FileNotFoundError):
            Path(spare).unlink()


def _umask() -> int:
    # It can only be read by setting it.
    current = os.umask(0o077)
    os.umask(current)
    return current
