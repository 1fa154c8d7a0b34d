from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from plugins.site_outputs.dates import (
    day,
    day_text,
    locale_name,
    month,
    month_text,
    number_text,
    short_month,
    short_months,
)

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("lang", "shown", "in_month"),
    [
        ("en", "23 November 2026", "November 2026"),
        ("en-GB", "23 November 2026", "November 2026"),
        ("en-US", "November 23, 2026", "November 2026"),
        ("en-us", "November 23, 2026", "November 2026"),
        ("de", "23. November 2026", "November 2026"),
        ("pl", "23 listopada 2026", "listopad 2026"),
        ("ja", "2026年11月23日", "2026年11月"),
        ("tlh", "23 November 2026", "November 2026"),
    ],
)
def test_day_and_month_are_written_as_the_language_does(lang: str, shown: str, in_month: str):
    assert (day_text(DAY, lang), month_text(DAY, lang)) == (shown, in_month)


def test_every_month_of_english_has_the_name_that_it_had():
    names = "January February March April May June July August September October November December"

    shown = [month_text(date(2026, number, 1), "en") for number in range(1, 13)]

    assert shown == [f"{name} 2026" for name in names.split()]


def test_date_keeps_its_precision_and_moves_to_the_zone():
    zone = ZoneInfo("Asia/Tokyo")

    assert day("2026", zone, "de") == "2026"
    assert day("2026-11", zone, "de") == "November 2026"
    assert day("2026-11-30T20:00:00Z", zone, "de") == "1. Dezember 2026"
    assert month("2026-11-30T20:00:00Z", zone, "de") == "Dezember 2026"


def test_number_is_grouped_as_the_language_does():
    assert [number_text(12345, lang) for lang in ("en", "de")] == ["12,345", "12.345"]


@pytest.mark.parametrize(
    ("lang", "name"), [("de-at", "de_AT"), ("de-XYZW", "de"), ("q", "en_GB"), ("EN", "en_GB")]
)
def test_tag_that_cldr_does_not_know_falls_back(lang: str, name: str):
    assert locale_name(lang) == name


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("en", "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec"),
        ("ja", "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月"),
        # After Japanese, whose months others must not take over.
        ("hu", "jan. febr. márc. ápr. máj. jún. júl. aug. szept. okt. nov. dec."),
        ("de", "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez"),
        ("fi", "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu"),
        ("ru", "янв. февр. март апр. май июнь июль авг. сент. окт. нояб. дек."),
    ],
)
def test_months_are_shortened_as_the_language_does(lang: str, shown: str):
    assert list(short_months(lang)) == shown.split()


def test_longer_abbreviations_give_way_to_the_shortest_names():
    assert short_months("vi") == tuple(map(str, range(1, 13)))


def test_short_month_is_that_of_the_zone():
    assert short_month("2026-11-30T20:00:00Z", ZoneInfo("Asia/Tokyo"), "en") == "Dec"
