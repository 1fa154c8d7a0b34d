"""Whole sites for tests: content folders made of plain texts, and real builds of them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SECTIONS = ("What's Happening?", "Why It's Important?", "What's Next?")


def explainer(
    title: str = "Caches",
    *,
    date: str = "2025-03-04",
    tags: str = "[AI]",
    front: str = "",
    body: str = "",
) -> str:
    """The text of a valid explainer; `front` is put into the front matter, `body` at the end."""
    sections = "\n\n".join(f"## {name}\n\nText of {title}." for name in SECTIONS)
    head = f"title: {title}\ndate: {date}\ntags: {tags}\n"
    return f"---\n{head}{front}---\n\n{sections}\n\n{body}\n"


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Makes the files of a content folder; a name may hold `/`."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def build_in_process(content: Path, output: Path, **settings: object) -> None:
    """A build as `tasks.py build` runs it. Raises SystemExit with the promised code."""
    from plugins.command_line.opening import open_site

    open_site(content=content, output=output, **settings).run()


def run_tasks(
    *arguments: str | Path, environment: Mapping[str, str] | None = None, cwd: Path = PROJECT
) -> subprocess.CompletedProcess[str]:
    """`tasks.py` as a command, within this environment."""
    return _run([sys.executable, str(PROJECT / "tasks.py"), *map(str, arguments)], environment, cwd)


def run_pelican(
    *arguments: str | Path, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Plain `python -m pelican` with our settings."""
    settings = ["-s", str(PROJECT / "pelicanconf.py")]
    command = [sys.executable, "-m", "pelican", *settings, *map(str, arguments)]
    return _run(command, environment, PROJECT)


def _run(
    command: list[str], environment: Mapping[str, str] | None, cwd: Path
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
