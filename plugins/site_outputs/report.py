"""What a build says at its end."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugins.explainers.archive import Counts
    from plugins.site_outputs.publish import PublishReport

__all__ = ["build_summary", "shown_path"]


def build_summary(counts: Counts, report: PublishReport, output: str) -> str:
    """Two lines: what the site holds, and what this build did to it."""
    held_back = f"{counts.held_back:,} held back"
    if counts.next_due:
        held_back += f" (the next is due {counts.next_due.replace('T', ' ').replace('Z', ' UTC')})"
    drafts = "1 draft" if counts.drafts == 1 else f"{counts.drafts:,} drafts"
    parts = [f"{counts.published:,} published", drafts, held_back]
    if counts.withdrawn:
        parts.append(f"{counts.withdrawn:,} withdrawn")
    kept = report.total - report.rendered
    files = f"{report.rendered:,} made, {kept:,} kept, {report.removed:,} removed"
    return f"{', '.join(parts)}\n{output}: {report.total:,} files ({files})"


def shown_path(path: Path) -> str:
    """A path as it is shortest from where the command ran."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
