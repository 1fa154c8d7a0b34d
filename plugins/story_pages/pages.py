"""From the archive to the outputs of all story pages."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output
from plugins.story_pages.all_stories import build_stories_page
from plugins.story_pages.timeline import build_timelines

__all__ = ["build_story_pages"]


def build_story_pages(archive: Archive, site: Site) -> Iterator[Output]:
    """`/stories/`, and the timeline of each story."""
    yield build_stories_page(archive, site)
    yield from build_timelines(archive, site)
