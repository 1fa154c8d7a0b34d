"""The house rules that keep the parts apart."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PLUGINS = PROJECT / "plugins"
MODULES = sorted(PLUGINS.rglob("*.py"))
# What every plugin stands on, and what stands above all plugins.
FOUNDATIONS = {"explainers", "site_outputs"}
COMMANDS = {"command_line", "live_server"}
# The edge and the commands open Pelican; of a plugin only plugin.py may.
MAY_KNOW_PELICAN = {
    "command_line/opening.py",
    "site_outputs/plugin.py",
}
IMPURE = {"os", "io", "sqlite3", "socket", "subprocess", "tempfile", "shutil", "time", "random"}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _name(path: Path) -> str:
    return path.relative_to(PLUGINS).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_only_the_shell_imports_pelican(path: Path) -> None:
    knows_pelican = any(name.split(".")[0] == "pelican" for name in _imports(path))

    assert not knows_pelican or _name(path) in MAY_KNOW_PELICAN or path.name == "plugin.py"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_plugins_do_not_import_each_other(path: Path) -> None:
    own = path.relative_to(PLUGINS).parts[0]
    if own in COMMANDS or path.parent == PLUGINS:
        return
    allowed = FOUNDATIONS | {own}
    if _name(path) == "site_outputs/plugin.py":
        allowed.add("command_line")  # for the exit codes that it promises

    imported = {name.split(".")[1] for name in _imports(path) if name.startswith("plugins.")}

    assert imported <= allowed


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.is_relative_to(PLUGINS / "explainers")], ids=_name
)
def test_model_reads_no_file_and_no_clock(path: Path) -> None:
    imported = {name.split(".")[0] for name in _imports(path)}

    assert not imported & IMPURE
    assert not any(name.startswith("plugins.site_outputs") for name in _imports(path))


@pytest.mark.parametrize("path", sorted(PLUGINS.glob("*/plugin.py")), ids=_name)
def test_edge_of_a_plugin_is_thin(path: Path) -> None:
    if _name(path) == "site_outputs/plugin.py":
        return

    assert len(path.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_module_fits_into_a_head(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_map_names_every_package_and_module() -> None:
    text = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    packages = {path.parent for path in PLUGINS.glob("*/__init__.py")}
    modules = {
        path.stem
        for folder in ("explainers", "site_outputs")
        for path in (PLUGINS / folder).glob("*.py")
        if path.name != "__init__.py"
    }

    assert {f"`plugins/{package.name}`" for package in packages} <= set(_quoted(text))
    assert modules <= {name.strip("`") for name in _quoted(text)}


def test_map_names_nothing_that_is_gone() -> None:
    text = (PROJECT / "docs/architecture.md").read_text(encoding="utf-8")
    named = {name.strip("`") for name in _quoted(text) if name.startswith("`plugins/")}
    # The one that the last section invents.
    named.discard("plugins/author_pages/")

    assert [name for name in sorted(named) if not (PROJECT / name).exists()] == []


def _quoted(text: str) -> list[str]:
    return re.findall(r"`[^`\n]+`", text)
