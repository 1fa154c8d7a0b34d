"""Dates as authors write them, turned into UTC text that sorts as time does."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

__all__ = ["DateMistake", "Moment", "is_partial_date", "parse_moment"]

_DATE = r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
_TIME = r"([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?"
_ZONE = r"(Z|z|[+-][0-9]{2}(?::?[0-9]{2})?)"
_MOMENT = re.compile(rf"{_DATE}(?:(?:[Tt]| +){_TIME}(?: *{_ZONE})?)?")
_PARTIAL = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_YEARS = range(1000, 10_000)
_WRITE = "write YYYY-MM-DD, for example 2026-11-23"
_WRITE_TIME = "write YYYY-MM-DDTHH:MM, for example 2026-11-23T12:30"


class Moment(msgspec.Struct, frozen=True, gc=False):
    """A date or date-time. `day` is its day on the site's calendar; `bare` ones name only that."""

    utc: str  # YYYY-MM-DDTHH:MM:SSZ
    day: str
    bare: bool

    def is_before(self, other: Moment) -> bool:
        """Whether it lies before another; a bare date counts as the whole of its day."""
        return self.day < other.day if self.bare else self.utc < other.utc


@dataclass(frozen=True, slots=True)
class DateMistake:
    """Why a text is not a date (empty where it does not even look like one), and a hint."""

    reason: str
    hint: str


@lru_cache(maxsize=4096)  # a day has several explainers, an explainer a day in several fields
def parse_moment(text: str, zone: ZoneInfo) -> Moment | DateMistake:
    """A date (midnight in `zone`) or date-time (in `zone` unless it names its own).

    A local time that a clock change skips is read with the offset before the
    change; one that comes twice is its first.
    """
    match = _MOMENT.fullmatch(text)
    if match is None:
        return DateMistake("", _WRITE)
    year, month, day, hour, minute, second, offset = match.groups()
    if reason := _impossible_day(year, month, day):
        return DateMistake(reason, _WRITE)
    if reason := _impossible_time(hour, minute, second, offset):
        return DateMistake(reason, _WRITE_TIME)
    time = (int(hour or 0), int(minute or 0), int(second or 0))
    local = datetime(int(year), int(month), int(day), *time, tzinfo=_zone_of(offset, zone))
    return _moment(local, zone, bare=hour is None)


def is_partial_date(text: str) -> bool:
    """Whether a text is a year, a month (`2026-11`) or a day that there is."""
    match = _PARTIAL.fullmatch(text)
    return match is not None and not _impossible_day(match[1], match[2] or "01", match[3] or "01")


def _moment(local: datetime, zone: ZoneInfo, *, bare: bool) -> Moment | DateMistake:
    try:
        utc = local.astimezone(UTC)
        day = local.astimezone(zone)
    except OverflowError:
        return DateMistake(_OUT_OF_RANGE, _WRITE)
    if utc.year not in _YEARS or day.year not in _YEARS:
        return DateMistake(_OUT_OF_RANGE, _WRITE)
    # Dates before time zones have offsets with seconds; a bare date stays its day all the same.
    named = local if bare else day
    # Years have four digits and nothing has fractions, so the ISO format has fixed places.
    return Moment(f"{utc.isoformat()[:19]}Z", named.isoformat()[:10], bare)


_OUT_OF_RANGE = "years run from 1000 to 9999, in UTC too"


def _impossible_day(year: str, month: str, day: str) -> str:
    if int(year) not in _YEARS:
        return "years run from 1000 to 9999"
    if not 1 <= int(month) <= 12:
        return f"there is no month {month}"
    if 1 <= int(day) <= 28:
        return ""
    days = calendar.monthrange(int(year), int(month))[1]
    if not 1 <= int(day) <= days:
        return f"{calendar.month_name[int(month)]} {year} has {days} days"
    return ""


def _impossible_time(hour: str | None, minute: str, second: str | None, zone: str | None) -> str:
    if hour is None:
        return ""
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return f"there is no time {hour}:{minute}" + (f":{second}" if second else "")
    if zone and zone not in "Zz" and (int(zone[1:3]) > 23 or int(zone[3:].lstrip(":") or 0) > 59):
        return f"there is no time zone {zone}"
    return ""


def _zone_of(written: str | None, default: ZoneInfo) -> tzinfo:
    if not written:
        return default
    if written in "Zz":
        return UTC
    minutes = int(written[1:3]) * 60 + int(written[3:].lstrip(":") or 0)
    return timezone(timedelta(minutes=-minutes if written[0] == "-" else minutes))
