"""A small checkout whose installer only notes that it was called: quick, and without network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.command_line.environment import LAYERS
from plugins.command_line.project import PROJECT_ROOT

# Stands in for `search`, the command that the tests run; says what it was given and where it ran.
COMMAND = """
import os, sys

def search(**values):
    print(values["words"], values["content"], os.getcwd(), sys.prefix, sep="|")
    return 0
"""


@dataclass(frozen=True)
class Checkout:
    """A checkout that tests may set up and break."""

    root: Path
    uv: Path

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def installs(self) -> int:
        """How often the installer was called."""
        calls = self.root / "uv.calls"
        return len(calls.read_text().splitlines()) if calls.exists() else 0

    def write_uv(self, *lines: str) -> None:
        note = f'echo "$*" >> "{self.root}/uv.calls"'
        self.uv.write_text("\n".join(["#!/bin/sh", note, *lines, ""]))
        self.uv.chmod(0o755)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, str(self.root / "tasks.py"), *arguments]

    def variables(self, **more: str) -> dict[str, str]:
        path = os.pathsep.join([str(self.uv.parent), os.environ["PATH"]])
        return {**os.environ, "PATH": path, **more}

    def run(
        self, *arguments: str, cwd: Path | None = None, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=cwd or self.root,
            env=self.variables(**variables),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root = tmp_path / "checkout"
    package = root / "plugins" / "command_line"
    shutil.copytree(
        PROJECT_ROOT / "plugins" / "command_line",
        package,
        ignore=shutil.ignore_patterns("__pycache__"),
    )
    for name in (
        "tasks.py",
        "plugins/__init__.py",
        *(n for names in LAYERS.values() for n in names),
    ):
        shutil.copy(PROJECT_ROOT / name, root / name)
    (package / "searching.py").write_text(COMMAND)
    (tmp_path / "bin").mkdir()
    made = Checkout(root, tmp_path / "bin" / "uv")
    made.write_uv("exit 0")
    return made
