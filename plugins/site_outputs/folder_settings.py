"""Folders that settings name: whether they are lists of such, and those that are not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

from plugins.site_outputs.setting_values import Check, Mistake
from plugins.site_outputs.settings_places import loaded_settings

__all__ = ["FOLDER_CHECKS", "as_given", "lost_folders"]

_TEMPLATES = "THEME_TEMPLATES_OVERRIDES"


def as_given(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    """The settings with the text that stood where the list of folders of templates should.

    Pelican warns of it and goes on with its default, as if no folder had been named.
    """
    files = loaded_settings()
    given = vars(files[0]).get(_TEMPLATES) if files else None
    is_lost = isinstance(given, str) and not settings.get(_TEMPLATES)
    return {**settings, _TEMPLATES: given} if is_lost else settings


def _are_folders(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(
        isinstance(each, str | Path) and str(each).strip() for each in value
    )


FOLDER_CHECKS: dict[str, Check] = {
    _TEMPLATES: (_are_folders, "a list such as ['templates']"),
    "TRANSLATION_FOLDERS": (_are_folders, "a list such as ['translations']"),
}


def lost_folders(settings: Mapping[str, Any]) -> Iterator[Mistake]:
    """Folders of templates and translations that are misspelt: else they would change nothing."""
    root = Path(settings.get("PROJECT_ROOT") or ".")
    for name in FOLDER_CHECKS:
        given: Any = settings.get(name)
        for folder in given if _are_folders(given) else ():
            if not (root / folder).is_dir():
                message = f"names '{PurePath(folder).as_posix()}', and there is no such folder"
                yield name, message, _hint(root, PurePath(folder))


def _hint(root: Path, folder: PurePath) -> str:
    above = root / folder.parent
    there = above.iterdir() if above.is_dir() else ()
    beside = sorted(each.name for each in there if each.is_dir())
    close = difflib.get_close_matches(folder.name, beside, n=1)
    if close:
        return f"did you mean '{folder.with_name(close[0]).as_posix()}'?"
    return "folders are looked for from that of pelicanconf.py; make it, or take its name out"
