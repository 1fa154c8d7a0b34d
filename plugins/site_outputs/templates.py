"""The Jinja environment that all pages are made with, in any process."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.explainers.content_policy import policy
from plugins.explainers.site import Site

__all__ = ["TemplateSettings", "make_environment"]

# Not strftime: its names follow the locale of the machine.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True)
class TemplateSettings:
    """Where templates lie, first match first, and what a site adds to Jinja.

    `filters`, `tests` and `globals` come from Pelican's settings of the same
    names; they must be functions at the top level of a module where pages are
    rendered in more than one process.
    """

    folders: tuple[str, ...]
    filters: Mapping[str, Callable[..., Any]]
    tests: Mapping[str, Callable[..., Any]]
    globals: Mapping[str, Any]


def make_environment(settings: TemplateSettings, site: Site) -> Environment:
    """An environment with everything escaped and nothing undefined passed over."""
    environment = Environment(
        loader=FileSystemLoader(settings.folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # Templates do not change during a build; `serve` makes a new environment.
        auto_reload=False,
        cache_size=-1,
        extensions=["jinja2.ext.i18n"],
    )
    # `_("...")` and `ngettext` with named values, which are escaped as any others.
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    zone = ZoneInfo(site.timezone)
    environment.globals["site"] = site
    environment.globals["content_policy"] = policy(site)
    environment.filters.update(
        url=site.local,
        absolute=site.absolute,
        day=lambda text: day(text, zone),
        isoday=lambda text: _local(text, zone).date().isoformat(),
        month=lambda text: month(text, zone),
    )
    environment.globals.update(settings.globals)
    environment.filters.update(settings.filters)
    environment.tests.update(settings.tests)
    return environment


def day(text: str, zone: ZoneInfo) -> str:
    """`2026-11-23T00:00:00Z` as `23 November 2026`; `2026-11` and `2026` stay that exact."""
    if len(text) == len("2026"):
        return text
    if len(text) == len("2026-11"):
        return month(f"{text}-01", zone)
    local = _local(text, zone)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def month(text: str, zone: ZoneInfo) -> str:
    """`2026-11-23T00:00:00Z` as `November 2026`."""
    local = _local(text, zone)
    return f"{_MONTHS[local.month - 1]} {local.year}"


def _local(text: str, zone: ZoneInfo) -> datetime:
    moment = datetime.fromisoformat(text)
    # A bare date has no time that a zone could move to another day.
    return moment if moment.tzinfo is None else moment.astimezone(zone)
