"""Dates as pages print them, as ISO 8601. Only what can be read in one way is read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

__all__ = ["iso_date", "iso_date_or_time"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?,?\s+"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*\(?[a-z]{0,5}\)?"
_TIME = rf"(?:,?\s*(?:at\s+|[-–—|·]\s*)?{_CLOCK})?"
_FORMS = tuple(
    re.compile(rf"(?:{_WEEKDAY})?{form}{_TIME}", re.IGNORECASE)
    for form in (
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}})",
    )
)


def iso_date(text: str) -> str:
    """The day that all of `text` names, or empty. `03/04/2026` names two days: empty."""
    for form in _FORMS:
        match = form.fullmatch(text.strip())
        if match:
            month = match["month"].casefold()
            number = int(month) if month.isdigit() else _MONTHS[month]
            return _valid_day(int(match["year"]), number, int(match["day"]))
    return iso_date_or_time(text)


def iso_date_or_time(text: str) -> str:
    """ISO 8601 as machines write it, put in one form: a day, or a time in UTC to the second.

    A time without its zone gives its day alone.
    """
    stripped = text.strip()
    if re.match(r"\d{4}-?\d{2}-?\d{2}(?:$|[T ])", stripped) is None:
        return ""
    try:
        moment = datetime.fromisoformat(stripped)
        if moment.tzinfo is None or len(stripped) <= len("2026-11-23"):
            return moment.date().isoformat()
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError):
        return ""


def _valid_day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
