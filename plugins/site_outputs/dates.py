"""Dates, numbers and plurals as the site's language writes them, from the tables of CLDR.

Not strftime: its names follow the locale of the machine. Babel is imported when the first
of them is written: a build in which nothing changed writes none.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache

__all__ = [
    "LOCALE_NAMES",
    "day_text",
    "locale_name",
    "month_text",
    "number_text",
    "plural_category",
]

# "23 November 2026", not "November 23, 2026", where English is all that is said.
LOCALE_NAMES = {"en": "en_GB"}
_DEFAULT = "en_GB"


@lru_cache(maxsize=64)
def locale_name(lang: str) -> str:
    """The name under which CLDR has a language tag; English for one that it does not know."""
    from babel import Locale, UnknownLocaleError

    if lang.lower() in LOCALE_NAMES:
        return LOCALE_NAMES[lang.lower()]
    parts = lang.replace("-", "_").split("_")
    while parts:
        try:
            return str(Locale.parse("_".join(parts)))
        except (ValueError, UnknownLocaleError):
            parts.pop()
    return _DEFAULT


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
