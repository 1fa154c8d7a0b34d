"""Folders that settings name: those that are not there."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

from plugins.site_outputs.setting_values import Mistake

__all__ = ["lost_folders"]

_SETTINGS = ("THEME_TEMPLATES_OVERRIDES", "TRANSLATION_FOLDERS")


def lost_folders(settings: Mapping[str, Any]) -> Iterator[Mistake]:
    """Folders of templates and translations that are misspelt: else they would change nothing."""
    root = Path(settings.get("PROJECT_ROOT") or ".")
    for name in _SETTINGS:
        given = settings.get(name) or ()
        if not _are_names(given):
            yield name, f"is {given!r}", "give a list such as ['templates']"
            continue
        for folder in given:
            if not (root / folder).is_dir():
                message = f"names '{PurePath(folder).as_posix()}', and there is no such folder"
                yield name, message, _hint(root, PurePath(folder))


def _are_names(given: object) -> bool:
    if not isinstance(given, list | tuple):
        return False
    return all(isinstance(each, str | Path) and str(each).strip() for each in given)


def _hint(root: Path, folder: PurePath) -> str:
    above = root / folder.parent
    there = above.iterdir() if above.is_dir() else ()
    beside = sorted(each.name for each in there if each.is_dir())
    close = difflib.get_close_matches(folder.name, beside, n=1)
    if close:
        return f"did you mean '{folder.with_name(close[0]).as_posix()}'?"
    return "folders are looked for from that of pelicanconf.py; make it, or take its name out"
