"""Files that other Pelican plugins wrote, as outputs."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from plugins.site_outputs.output import Output, RenderContext

__all__ = ["foreign_outputs"]


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A file as another plugin wrote it."""

    data: bytes


def foreign_outputs(scratch: Path) -> list[Output]:
    """One output for each file below the folder that Pelican's own run wrote to."""
    found = (Path(folder, name) for folder, _, names in os.walk(scratch) for name in names)
    return [
        Output(path.relative_to(scratch).as_posix(), render_foreign, ForeignFile(path.read_bytes()))
        for path in sorted(found)
    ]


def render_foreign(file: ForeignFile, _context: RenderContext) -> bytes:
    """The file's own bytes."""
    return file.data
