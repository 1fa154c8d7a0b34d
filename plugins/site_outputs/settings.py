"""Settings: from Pelican's dictionary to typed, checked values."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from plugins.explainers.addresses import anchor_name
from plugins.explainers.markdown import DEFAULT_ENGINE, ENGINES
from plugins.explainers.problems import Problem
from plugins.explainers.sections import DEFAULT_SECTIONS
from plugins.explainers.site import ParseSettings, SectionName, Site
from plugins.site_outputs.folder_settings import FOLDER_CHECKS, as_given, lost_folders
from plugins.site_outputs.look_settings import (
    LOOK_CHECKS,
    LOOK_SETTINGS,
    look_problems,
    read_footer,
    read_logo,
    read_look,
)
from plugins.site_outputs.machine_settings import MACHINE_CHECKS, MACHINE_SETTINGS
from plugins.site_outputs.reader_settings import (
    READER_CHECKS,
    READER_SETTINGS,
    read_feedback,
    read_licence,
    reader_problems,
)
from plugins.site_outputs.setting_values import Check, Mistake
from plugins.site_outputs.settings_places import setting_problem
from plugins.site_outputs.site_address import barred_part, is_address

__all__ = ["OUR_SETTINGS", "ProjectSettings", "SettingsError", "is_loopback", "read_settings"]

# Every setting that we read, with what it is for; docs and README show the same list.
OUR_SETTINGS: dict[str, str] = {
    "SITENAME": "the site's name",
    "SITEURL": "the site's address; its path is put before every link",
    "SITE_DESCRIPTION": "one sentence, for search engines and feeds",
    "AUTHORS": "who wrote an explainer that names nobody",
    "DEFAULT_LANG": "language of the site, and of explainers that name none",
    "TIMEZONE": "time zone of dates that name none, and of dates as shown",
    "MENUITEMS": "links in the header: (label, address from the root)",
    **LOOK_SETTINGS,
    "EXPLAINER_SECTIONS": "the named sections in order: (heading, whether it must be there)",
    "AI_GENERATED": "what `ai_generated` is where an explainer does not say",
    "MARKDOWN_ENGINE": "what reads the Markdown: 'python-markdown' or 'pulldown-cmark'",
    "FEED_AUTHORITY": "the lasting part of feed identifiers: a name and a year; never change it",
    "FEED_ITEMS": "entries in a feed",
    "LIST_PAGE_SIZE": "explainers on one page of a list",
    **READER_SETTINGS,
    **MACHINE_SETTINGS,
    "STRICT_BUILD": "whether notes stop a build",
    "BUILD_JOBS": "processes that render; 0 means one for each processor",
    "FRESH_BUILD": "whether to make everything anew",
}
_AUTHORITY = re.compile(r"[a-z0-9]([a-z0-9.@-]*[a-z0-9])?,[0-9]{4}(-[0-9]{2}){0,2}")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


class SettingsError(Exception):
    """Settings that cannot be used, as problems."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} settings cannot be used")


@dataclass(frozen=True, slots=True)
class ProjectSettings:
    """All our settings, typed. `jobs` is 0 for one process a processor."""

    site: Site
    parse: ParseSettings
    strict: bool
    jobs: int
    fresh: bool


def read_settings(settings: Mapping[str, Any]) -> ProjectSettings:
    """Checks and types our settings. Raises SettingsError with every problem."""
    settings = as_given(settings)
    problems = [
        setting_problem((name, f"{name} {message}", hint), settings)
        for name, message, hint in _mistakes(settings)
    ]
    problems += _unknown_settings(settings)
    if problems:
        raise SettingsError(problems)
    sections = _sections(settings)
    return ProjectSettings(
        site=_site(settings, sections),
        parse=ParseSettings(
            sections=sections,
            timezone=_timezone(settings),
            lang=str(settings.get("DEFAULT_LANG", "en")),
            authors=tuple(settings.get("AUTHORS", ())),
            ai_generated=bool(settings.get("AI_GENERATED", True)),
            markdown_engine=str(settings.get("MARKDOWN_ENGINE") or DEFAULT_ENGINE),
        ),
        strict=bool(settings.get("STRICT_BUILD", False)),
        jobs=int(settings.get("BUILD_JOBS", 0)),
        fresh=bool(settings.get("FRESH_BUILD", False)),
    )


def is_loopback(url: str) -> bool:
    """Whether an address leads only to the machine that asks."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    return (
        host in ("localhost", "::1", "0.0.0.0", "")
        or host.startswith("127.")
        or (host.endswith(".localhost"))
    )


def _site(settings: Mapping[str, Any], sections: tuple[SectionName, ...]) -> Site:
    return Site(
        name=str(settings.get("SITENAME", "Explainers")),
        url=str(settings.get("SITEURL") or "http://localhost:8000").rstrip("/"),
        description=str(settings.get("SITE_DESCRIPTION", "")),
        lang=str(settings.get("DEFAULT_LANG", "en")),
        authority=str(settings.get("FEED_AUTHORITY", "")),
        timezone=_timezone(settings),
        navigation=tuple((str(label), str(to)) for label, to in settings.get("MENUITEMS", ())),
        sections=sections,
        page_size=int(settings.get("LIST_PAGE_SIZE", 20)),
        feed_items=int(settings.get("FEED_ITEMS", 30)),
        feedback=read_feedback(settings),
        previews=bool(settings.get("PREVIEW_IMAGES", False)),
        licence=read_licence(settings),
        footer=read_footer(settings),
        logo=read_logo(settings),
        look=read_look(settings),
        crawlers=settings.get("CRAWLERS") or "all",
        markdown_copies=bool(settings.get("MARKDOWN_COPIES", False)),
    )


def _timezone(settings: Mapping[str, Any]) -> str:
    return str(settings.get("TIMEZONE") or "UTC")


def _sections(settings: Mapping[str, Any]) -> tuple[SectionName, ...]:
    given = settings.get("EXPLAINER_SECTIONS")
    if not given:
        return DEFAULT_SECTIONS
    return tuple(
        SectionName(heading, anchor_name(heading), required) for heading, required in given
    )


def _mistakes(settings: Mapping[str, Any]) -> Iterator[Mistake]:
    yield from _value_problems(settings)
    yield from look_problems(settings)
    yield from lost_folders(settings)
    yield from reader_problems(settings)


def _value_problems(settings: Mapping[str, Any]) -> Iterator[Mistake]:
    for name, (is_good, wanted) in _CHECKS.items():
        value = settings.get(name)
        if name == "SITEURL" and (barred := barred_part(value)):
            yield name, f"is {value!r}, which holds {barred[0]}", barred[1]
        elif value is not None and not is_good(value):
            yield name, f"is {value!r}", f"give {wanted}"
    if settings.get("FEED_AUTHORITY") is None:
        yield "FEED_AUTHORITY", "is not set", f"give {_CHECKS['FEED_AUTHORITY'][1]}"


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value.isprintable()


def _is_zone(value: Any) -> bool:
    try:
        ZoneInfo(value)
    except (ValueError, TypeError, OSError, KeyError):
        return False
    return True


def _is_menu(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(
        isinstance(item, list | tuple)
        and len(item) == 2
        and all(map(_is_text, item))
        and re.match(r"/(?!/)", item[1])
        for item in value
    )


def _are_sections(value: Any) -> bool:
    if not isinstance(value, list | tuple) or not all(
        isinstance(item, list | tuple)
        and len(item) == 2
        and _is_text(item[0])
        and isinstance(item[1], bool)
        for item in value
    ):
        return False
    anchors = [anchor_name(heading) for heading, _ in value]
    return all(anchors) and len(set(anchors)) == len(anchors)


def _is_count(value: Any, *, least: int = 1) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= 1000


_CHECKS: dict[str, Check] = {
    # Feeds cannot be without a title.
    "SITENAME": (lambda value: _is_text(value) and bool(value.strip()), "a name, on one line"),
    "SITE_DESCRIPTION": (_is_text, "a text of one line"),
    "SITEURL": (is_address, "an address such as https://example.org or https://example.org/news"),
    "AUTHORS": (
        lambda value: isinstance(value, list | tuple) and all(map(_is_text, value)),
        "a list of names, such as ['The editors']",
    ),
    "DEFAULT_LANG": (
        lambda value: isinstance(value, str) and bool(_LANGUAGE.fullmatch(value)),
        "a language tag such as 'en' or 'pt-BR'",
    ),
    "TIMEZONE": (_is_zone, "a name of the time zone database, such as 'Europe/Berlin'"),
    "MENUITEMS": (_is_menu, "a list of pairs such as ('About', '/about/')"),
    "EXPLAINER_SECTIONS": (_are_sections, "a list of pairs such as ('Who is involved?', True)"),
    "AI_GENERATED": (lambda value: isinstance(value, bool), "True or False"),
    "MARKDOWN_ENGINE": (lambda value: value in ENGINES, " or ".join(map(repr, ENGINES))),
    "FEED_AUTHORITY": (
        lambda value: isinstance(value, str) and bool(_AUTHORITY.fullmatch(value)),
        "a name that you own and a year in which you owned it, such as 'example.org,2026'",
    ),
    "FEED_ITEMS": (_is_count, "a number from 1 to 1000"),
    "LIST_PAGE_SIZE": (_is_count, "a number from 1 to 1000"),
    **LOOK_CHECKS,
    **FOLDER_CHECKS,
    **READER_CHECKS,
    **MACHINE_CHECKS,
    "STRICT_BUILD": (lambda value: isinstance(value, bool), "True or False"),
    "FRESH_BUILD": (lambda value: isinstance(value, bool), "True or False"),
    "BUILD_JOBS": (lambda value: _is_count(value, least=0), "a number from 0 to 1000"),
}


def _unknown_settings(settings: Mapping[str, Any]) -> Iterator[Problem]:
    """Settings that look like a misspelt one of ours. Others may belong to another plugin."""
    for name in sorted(set(settings) - set(OUR_SETTINGS) - _PELICANS):
        close = difflib.get_close_matches(name, OUR_SETTINGS, n=1, cutoff=0.85)
        if close and name.isupper():
            mistake = (name, f"'{name}' is not a known setting", f"did you mean '{close[0]}'?")
            yield setting_problem(mistake, settings, code="settings/unknown")


# Pelican's own names that are close to one of ours.
_PELICANS = frozenset({"AUTHOR", "SITESUBTITLE", "FEED_DOMAIN", "AUTHOR_URL"})
