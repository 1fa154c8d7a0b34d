"""What templates write addresses, dates, numbers and languages with: `{{ page.address | url }}`.

Filters and not macros, because a page has dozens of these: a filter costs a tenth of a macro.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from plugins.explainers.site import Site
from plugins.site_outputs.dates import day, local_date, month, number_text, short_month

__all__ = ["is_right_to_left", "language", "page_filters"]

_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"})
_KEPT = 1 << 14  # lists and neighbours name the same addresses and days over and over


def page_filters(site: Site) -> dict[str, Callable[..., Any]]:
    """The filters by their names."""
    zone, lang = ZoneInfo(site.timezone), site.lang

    @lru_cache(maxsize=_KEPT)
    def moment(date: str) -> Markup:
        """A date in words, for machines too. A source's may be no more than a year or a month."""
        exact = date if len(date) < len("2026-11-23") else local_date(date, zone).isoformat()
        return Markup(f'<time datetime="{escape(exact)}">{escape(day(date, zone, lang))}</time>')

    return {
        "url": lru_cache(maxsize=_KEPT)(site.local),
        "absolute": site.absolute,
        "moment": moment,
        "day": lru_cache(maxsize=_KEPT)(lambda date: day(date, zone, lang)),
        "isoday": lru_cache(maxsize=_KEPT)(lambda date: local_date(date, zone).isoformat()),
        "month": lambda date: month(date, zone, lang),
        "short_month": lambda date: short_month(date, zone, lang),
        "number": lambda number: number_text(number, lang),
        "language": language,
        "names": names,
    }


@lru_cache(maxsize=1 << 10)
def names(several: tuple[str, ...]) -> str:
    """Names one after the other; Jinja's `join` asks of each whether it is markup."""
    return ", ".join(several)


@lru_cache(maxsize=64)
def language(lang: str, around: str = "") -> Markup:
    """The `lang` and `dir` of a text whose language is not that of the text around it."""
    if not lang or lang == around:
        return Markup()
    direction = "rtl" if is_right_to_left(lang) else "ltr"
    return Markup(' lang="{}" dir="{}"').format(lang, direction)


def is_right_to_left(lang: str) -> bool:
    """Whether a language is written from right to left, as far as its tag's first part says."""
    return lang.partition("-")[0] in _RIGHT_TO_LEFT
