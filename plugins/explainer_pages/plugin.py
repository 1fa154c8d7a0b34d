"""The explainer pages as a Pelican plugin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.explainer_pages import build_explainer_pages
from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.site_outputs.output import Output
from plugins.site_outputs.signals import outputs_wanted

__all__ = ["explainer_page_outputs", "register"]


def register() -> None:
    """Take part in each build."""
    outputs_wanted.connect(explainer_page_outputs)


def explainer_page_outputs(site: Site, *, archive: Archive, **_: Any) -> Iterable[Output]:
    """The outputs of this plugin."""
    return build_explainer_pages(archive, site)
