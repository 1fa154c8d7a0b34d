"""Connects the headers for hosts to the build."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plugins.explainers.archive import Archive
from plugins.explainers.site import Site
from plugins.host_headers.headers import build_headers
from plugins.site_outputs.output import Output
from plugins.site_outputs.signals import outputs_wanted

__all__ = ["header_outputs", "register"]


def header_outputs(site: Site, archive: Archive, **_: Any) -> Iterator[Output]:
    """The file. At the top level, because signals forget receivers that nobody else holds."""
    yield from build_headers(archive, site)


def register() -> None:
    """Take part in every build from now on."""
    outputs_wanted.connect(header_outputs)
