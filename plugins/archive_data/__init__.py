"""The archive as data: a file with all explainers, and each of them as Markdown."""

from plugins.archive_data.archive_file import build_archive_file
from plugins.archive_data.manifest import build_manifest
from plugins.archive_data.markdown_copies import build_markdown_copies
from plugins.archive_data.schema import build_schema

__all__ = ["build_archive_file", "build_manifest", "build_markdown_copies", "build_schema"]
