"""From the archive to the outputs of all tag pages."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output
from plugins.tag_pages.all_tags import build_tags_page
from plugins.tag_pages.one_tag import build_pages_of_tags

__all__ = ["build_tag_pages"]


def build_tag_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """`/tags/`, and the pages of each tag."""
    yield build_tags_page(archive, site)
    yield from build_pages_of_tags(archive, site)
