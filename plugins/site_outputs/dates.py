"""Dates, numbers and plurals as the site's language writes them, from the tables of CLDR.

Not strftime: its names follow the locale of the machine. Babel is imported when the first
of them is written: a build in which nothing changed writes none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

__all__ = [
    "day",
    "day_text",
    "local_date",
    "locale_name",
    "month",
    "month_text",
    "number_text",
    "plural_category",
]

# "23 November 2026", not "November 23, 2026", where English is all that is said.
_DEFAULT = "en_GB"


@lru_cache(maxsize=64)
def locale_name(lang: str) -> str:
    """The name under which CLDR has a language tag; English for one that it does not know."""
    from babel import Locale, UnknownLocaleError

    if lang.lower() == "en":
        return _DEFAULT
    parts = lang.replace("-", "_").split("_")
    while parts:
        try:
            return str(Locale.parse("_".join(parts)))
        except (ValueError, UnknownLocaleError):
            parts.pop()
    return _DEFAULT


def day(text: str, zone: ZoneInfo, lang: str) -> str:
    """`2026-11-23T00:00:00Z` as `23 November 2026`; `2026-11` and `2026` stay that exact."""
    if len(text) == len("2026"):
        return text
    if len(text) == len("2026-11"):
        return month(f"{text}-01", zone, lang)
    return day_text(local_date(text, zone), lang)


def month(text: str, zone: ZoneInfo, lang: str) -> str:
    """`2026-11-23T00:00:00Z` as `November 2026`."""
    return month_text(local_date(text, zone).replace(day=1), lang)


def local_date(text: str, zone: ZoneInfo) -> date:
    """The day of a date or date-time in a time zone."""
    moment = datetime.fromisoformat(text)
    # A bare date has no time that a zone could move to another day.
    return (moment if moment.tzinfo is None else moment.astimezone(zone)).date()


@lru_cache(maxsize=1 << 14)  # lists and neighbours name the same days over and over
def day_text(day: date, lang: str) -> str:
    """A day: `23 November 2026`, `23. November 2026`."""
    from babel.dates import format_date

    return format_date(day, "long", locale=locale_name(lang))


@lru_cache(maxsize=1 << 12)
def month_text(day: date, lang: str) -> str:
    """The month of a day: `November 2026`."""
    from babel.dates import format_skeleton

    return format_skeleton("yMMMM", day, locale=locale_name(lang))


def number_text(number: float, lang: str) -> str:
    """A number: `1,234` in English, `1.234` in German."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=locale_name(lang))


def plural_category(lang: str) -> Callable[[int], str]:
    """The rule that gives CLDR's category (`one`, `few`, `other` ...) for a number."""
    from babel import Locale

    rule: Callable[[int], str] = Locale.parse(locale_name(lang)).plural_form
    return rule
