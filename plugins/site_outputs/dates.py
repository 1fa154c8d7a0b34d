"""Dates, numbers and plurals as the site's language writes them, from the tables of CLDR.

Not strftime: its names follow the locale of the machine. Babel is imported when the first
of them is written: a build in which nothing changed writes none.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from copy import deepcopy
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
    "short_month",
    "short_months",
]

# "23 November 2026", not "November 23, 2026", where English is all that is said.
_DEFAULT = "en_GB"
# What fits below two bars of a chart on a phone.
_MOST_CHARACTERS = 6


@lru_cache(maxsize=64)
def locale_name(lang: str) -> str:
    """The name under which CLDR has a language tag; English for one that it does not know."""
    name = _known_name(lang)
    _give_own_months(name)
    return name


def _known_name(lang: str) -> str:
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


def _give_own_months(name: str) -> None:
    # Languages share the data that they inherit, and Babel writes into it what the first of
    # them to ask found there: after Japanese, Hungarian months were Japanese.
    from babel import localedata

    data = localedata.load(name)
    data["months"] = deepcopy(data["months"])


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


def short_month(text: str, zone: ZoneInfo, lang: str) -> str:
    """`2026-11-23T00:00:00Z` as `Nov`, for places with no room for more."""
    return short_months(lang)[local_date(text, zone).month - 1]


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


@lru_cache(maxsize=64)
def short_months(lang: str) -> tuple[str, ...]:
    """The twelve months, each on its own and shortened: `Nov`, `11月`.

    Where one of a language's abbreviations has more than six characters (`Tháng 11`), all
    are the shortest that it has (`11`).
    """
    from babel.dates import get_month_names

    names: tuple[str, ...] = ()
    for width in ("abbreviated", "narrow"):
        found = get_month_names(width, context="stand-alone", locale=locale_name(lang))
        names = tuple(found[number] for number in range(1, 13))
        if max(map(_width, names)) <= _MOST_CHARACTERS:
            break
    return names


def _width(name: str) -> int:
    """The characters of a name; marks above and below them take no room."""
    return sum(unicodedata.category(character)[0] != "M" for character in name)


def number_text(number: float, lang: str) -> str:
    """A number: `1,234` in English, `1.234` in German."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=locale_name(lang))


def plural_category(lang: str) -> Callable[[int], str]:
    """The rule that gives CLDR's category (`one`, `few`, `other` ...) for a number."""
    from babel import Locale

    rule: Callable[[int], str] = Locale.parse(locale_name(lang)).plural_form
    return rule
