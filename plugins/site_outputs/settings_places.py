"""Where a setting was given its value: the line of a settings file, for problems."""

from __future__ import annotations

import ast
import os
import sys
import tokenize
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from plugins.explainers.problems import Problem
from plugins.site_outputs.report import shown_path
from plugins.site_outputs.setting_values import Mistake

__all__ = ["Place", "loaded_settings", "place_of", "setting_problem"]


_SCOPES = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp),
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a settings file, counted from 1."""

    file: Path
    line: int = 1
    column: int = 1


def setting_problem(
    mistake: Mistake,
    settings: Mapping[str, Any],
    *,
    code: str = "settings/value",
    content: Path | None = None,
) -> Problem:
    """A problem at the setting's line, in a path from the content folder or else as it is shown."""
    name, message, hint = mistake
    place = place_of(name, settings.get(name), loaded_settings())
    path = Path(os.path.relpath(place.file, content)) if content else Path(shown_path(place.file))
    return Problem(path.as_posix(), place.line, place.column, code, message, hint)


def loaded_settings() -> list[ModuleType]:
    """The settings files that Pelican has loaded, each before the one that it builds on."""
    return [
        module
        for module in list(sys.modules.values())
        if "PELICAN_CLASS" in (names := getattr(module, "__dict__", {})) and names.get("__file__")
    ]


def place_of(name: str, value: object, modules: Sequence[ModuleType]) -> Place:
    """Where a setting got its value; the start of the first file where none gives it this one."""
    for module in modules:
        if _is_same(vars(module).get(name), value):
            file = _file(module)
            found = max(_assignments(file, name), default=None)
            if found:
                return Place(file, *found)
    return Place(_file(modules[0]) if modules else Path("pelicanconf.py").absolute())


def _file(module: ModuleType) -> Path:
    return Path(str(module.__file__)).absolute()


def _is_same(given: object, value: object) -> bool:
    if isinstance(given, str) and isinstance(value, str):
        return given.rstrip("/") == value.rstrip("/")  # Pelican takes it from SITEURL
    return given is not None and given == value


def _assignments(file: Path, name: str) -> Iterator[tuple[int, int]]:
    try:
        with tokenize.open(file) as opened:
            lines = opened.readlines()
        tree = ast.parse("".join(lines))
    except (OSError, SyntaxError, UnicodeDecodeError):  # changed since it was loaded
        return
    for node in _at_top(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id == name:
            # An offset counts bytes of UTF-8; a column counts characters.
            before = lines[node.lineno - 1].encode()[: node.col_offset]
            yield node.lineno, len(before.decode()) + 1


def _at_top(node: ast.AST) -> Iterator[ast.AST]:
    """What belongs to the file itself: names in functions and classes are their own."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, _SCOPES):
            yield child
            yield from _at_top(child)
