"""The points of a story's timeline, in their order: explainers, and what came of expectations."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from plugins.explainers.archive import Archive, Story
from plugins.explainers.model import Expectation, Explainer
from plugins.explainers.site import Site
from plugins.explainers.views import Card, Link, card, explainer_link
from plugins.site_outputs.dates import local_date

__all__ = ["Expected", "Moment", "by_due", "open_ends", "story_moments"]


@dataclass(frozen=True, slots=True)
class Expected:
    """An expectation, and the explainer that tells of it."""

    expectation: Expectation
    explainer: Link


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the timeline: an explainer, or what came of an expectation.

    `date` is the day under which it stands, on the site's calendar.
    """

    date: str
    card: Card | None = None
    expected: Expected | None = None


def story_moments(archive: Archive, site: Site, story: Story) -> list[Moment]:
    """All points of a story, oldest first."""
    zone = ZoneInfo(site.timezone)
    moments: list[Moment] = []
    for member in story.members:
        written = local_date(member.date, zone).isoformat()
        moments.append(Moment(written, card=card(archive, member)))
        moments += _outcomes(member, explainer_link(member, site), zone)
    return sorted(moments, key=_place_in_time)


def open_ends(story: Story, site: Site) -> dict[str, list[Expected]]:
    """What nobody knows yet, by the address of the explainer that expects it."""
    ends: dict[str, list[Expected]] = {}
    for member in story.members:
        link = explainer_link(member, site)
        still_open = [each for each in member.expectations if each.outcome == "open"]
        ends[link.address] = [Expected(each, link) for each in still_open]
    return ends


def by_due(expected: Expected) -> tuple[bool, str]:
    """The order in which things are due; what has no such date comes at the end."""
    due = expected.expectation.due
    return not due, _last_day(due) if due else ""


def _outcomes(member: Explainer, link: Link, zone: ZoneInfo) -> Iterator[Moment]:
    written = local_date(member.date, zone).isoformat()
    for each in member.expectations:
        if each.outcome != "open":
            # Nothing comes true before somebody expects it, whatever is written.
            told = max(_known_on(each, zone), written)
            yield Moment(told, expected=Expected(each, link))


def _known_on(expectation: Expectation, zone: ZoneInfo) -> str:
    """The day on which it was settled, or else should have been; empty where neither is said."""
    if expectation.resolved:
        return local_date(expectation.resolved, zone).isoformat()
    return _last_day(expectation.due) if expectation.due else ""


def _last_day(text: str) -> str:
    """The last day of a year or a month (`2026-11`): until then it may happen. A day is itself."""
    if len(text) == len("2026"):
        return f"{text}-12-31"
    if len(text) == len("2026-11"):
        _, days = calendar.monthrange(int(text[:4]), int(text[5:]))
        return f"{text}-{days}"
    return text


def _place_in_time(moment: Moment) -> tuple[str, bool]:
    # Within a day an explainer comes before what it says has happened.
    return moment.date, moment.card is None
