"""The story pages as a Pelican plugin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output
from plugins.site_outputs.signals import outputs_wanted
from plugins.story_pages import build_story_pages

__all__ = ["register", "story_page_outputs"]


def register() -> None:
    """Take part in each build."""
    outputs_wanted.connect(story_page_outputs)


def story_page_outputs(site: Site, *, archive: Archive, **_: Any) -> Iterable[Output]:
    """The outputs of this plugin."""
    return build_story_pages(archive, site)
