"""`/archive.jsonl.gz`: all explainers, one a line, oldest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.archive_data.gzip_pieces import gzip_of
from plugins.archive_data.parts import Part, shelf_name
from plugins.explainers.addresses import output_path
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output, RenderContext

__all__ = ["ARCHIVE_ADDRESS", "ArchiveFile", "build_archive_file", "render_archive_file"]

ARCHIVE_ADDRESS = "/archive.jsonl.gz"


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """The parts of the file by their keys, and the shelf on which they lie."""

    shelf: str
    keys: tuple[str, ...]


def build_archive_file(parts: Sequence[Part], site: Site) -> Iterator[Output]:
    """The file of an archive that has these parts."""
    inputs = ArchiveFile(shelf_name(site), tuple(part.key for part in parts))
    yield Output(output_path(ARCHIVE_ADDRESS), render_archive_file, inputs)


def render_archive_file(file: ArchiveFile, context: RenderContext) -> bytes:
    """The parts, one after the other."""
    return gzip_of(context.kept(file.shelf, key) for key in file.keys)
