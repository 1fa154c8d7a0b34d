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

__all__ = ["Expected", "Moment", "still_open", "story_moments"]


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
    moments = [
        moment
        for member in story.members
        for moment in (
            Moment(_last_day(member.date, zone), card=card(archive, member)),
            *_outcomes(member, site, zone),
        )
    ]
    return sorted(moments, key=_place_in_time)


def still_open(story: Story, site: Site) -> list[Expected]:
    """What nobody knows yet, by when it is due; what has no such date at the end."""
    zone = ZoneInfo(site.timezone)
    found = [
        Expected(each, explainer_link(member, site))
        for member in story.members
        for each in member.expectations
        if each.outcome == "open"
    ]
    return sorted(found, key=lambda each: _due(each.expectation, zone))


def _outcomes(member: Explainer, site: Site, zone: ZoneInfo) -> Iterator[Moment]:
    written = _last_day(member.date, zone)
    for each in member.expectations:
        if each.outcome != "open":
            # Where nobody wrote when it was settled, what was expected stands in for that.
            told = _last_day(each.resolved or each.due or member.date, zone)
            # Nothing comes true before somebody expects it, whatever is written.
            yield Moment(max(told, written), expected=Expected(each, explainer_link(member, site)))


def _last_day(text: str, zone: ZoneInfo) -> str:
    """The day of a date; of a year or a month, its last: until then it may happen."""
    if len(text) == len("2026"):
        return f"{text}-12-31"
    if len(text) == len("2026-11"):
        _, days = calendar.monthrange(int(text[:4]), int(text[5:]))
        return f"{text}-{days}"
    return local_date(text, zone).isoformat()


def _place_in_time(moment: Moment) -> tuple[str, bool]:
    # Within a day an explainer comes before what it says has happened.
    return moment.date, moment.card is None


def _due(expectation: Expectation, zone: ZoneInfo) -> tuple[bool, str]:
    return not expectation.due, _last_day(expectation.due, zone) if expectation.due else ""
