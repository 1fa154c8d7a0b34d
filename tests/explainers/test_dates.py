from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.dates import DateMistake, Moment, is_partial_date, parse_moment

UTC = ZoneInfo("UTC")
BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


def utc_text(text: str, zone: ZoneInfo = UTC) -> str:
    parsed = parse_moment(text, zone)
    assert isinstance(parsed, Moment)
    return parsed.utc


def reason(text: str, zone: ZoneInfo = UTC) -> str:
    parsed = parse_moment(text, zone)
    assert isinstance(parsed, DateMistake)
    return parsed.reason


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2026-11-23", "2026-11-23T00:00:00Z"),
        ("2026-11-23T12:30", "2026-11-23T12:30:00Z"),
        ("2026-11-23 12:30:15", "2026-11-23T12:30:15Z"),
        ("2026-11-23T12:30:15.987", "2026-11-23T12:30:15Z"),
        ("2026-11-23T12:30Z", "2026-11-23T12:30:00Z"),
        ("2026-11-23t12:30z", "2026-11-23T12:30:00Z"),
        ("2026-11-23T12:30+02:00", "2026-11-23T10:30:00Z"),
        ("2026-11-23 12:30 -0500", "2026-11-23T17:30:00Z"),
        ("2026-11-23T12:30+05:45", "2026-11-23T06:45:00Z"),
        ("1000-01-01", "1000-01-01T00:00:00Z"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z"),
    ],
)
def test_iso_date_becomes_utc_text(written: str, utc: str) -> None:
    assert utc_text(written) == utc


def test_bare_date_is_midnight_in_the_sites_zone() -> None:
    assert utc_text("2026-07-01", BERLIN) == "2026-06-30T22:00:00Z"
    assert utc_text("2026-01-01", NEW_YORK) == "2026-01-01T05:00:00Z"


def test_time_that_a_clock_change_skips_is_read_with_the_offset_before_it() -> None:
    assert utc_text("2026-03-29T02:30", BERLIN) == "2026-03-29T01:30:00Z"


def test_time_that_comes_twice_is_the_first_of_the_two() -> None:
    assert utc_text("2026-10-25T02:30", BERLIN) == "2026-10-25T00:30:00Z"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2026-02-30", "February 2026 has 28 days"),
        ("2026-04-31", "April 2026 has 30 days"),
        ("2026-13-01", "there is no month 13"),
        ("2026-00-10", "there is no month 00"),
        ("2026-01-00", "January 2026 has 31 days"),
        ("0999-01-01", "years run from 1000 to 9999"),
        ("2026-01-01T24:00", "there is no time 24:00"),
        ("2026-01-01T23:59:60", "there is no time 23:59:60"),
        ("2026-01-01T12:00+24:00", "there is no time zone +24:00"),
        ("23 Nov", ""),
        ("11/23/2026", ""),
        ("2026-11", ""),
        ("2026-11-23T", ""),
        ("２０２６-11-23", ""),
        ("", ""),
    ],
)
def test_what_is_no_date_says_why(written: str, why: str) -> None:
    assert reason(written) == why


@pytest.mark.parametrize("written", ["9999-12-31T23:00-02:00", "1000-01-01T00:00+02:00"])
def test_date_that_leaves_four_digit_years_in_utc_is_a_mistake(written: str) -> None:
    assert "years run from 1000 to 9999" in reason(written)


def test_date_is_a_mistake_where_the_sites_zone_takes_it_out_of_range() -> None:
    assert "years run from" in reason("9999-12-31T22:00", NEW_YORK)
    assert "years run from" in reason("1000-01-01", BERLIN)


def test_bare_date_counts_as_the_whole_of_its_day() -> None:
    published = parse_moment("2026-11-23T12:30", BERLIN)
    same_day = parse_moment("2026-11-23", BERLIN)
    day_before = parse_moment("2026-11-22", BERLIN)
    assert isinstance(published, Moment)
    assert isinstance(same_day, Moment)
    assert isinstance(day_before, Moment)

    assert not same_day.is_before(published)
    assert day_before.is_before(published)


@pytest.mark.parametrize("written", ["2026", "2026-08", "2026-08-31"])
def test_year_month_and_day_are_partial_dates(written: str) -> None:
    assert is_partial_date(written)


@pytest.mark.parametrize("written", ["26", "2026-13", "2026-02-30", "2026-8", "2026-08-31T10:00"])
def test_other_text_is_no_partial_date(written: str) -> None:
    assert not is_partial_date(written)


@given(st.text(max_size=30), st.sampled_from([UTC, BERLIN, NEW_YORK]))
def test_no_text_makes_the_parser_raise(text: str, zone: ZoneInfo) -> None:
    assert isinstance(parse_moment(text, zone), Moment | DateMistake)


@given(st.datetimes(), st.timezones())
def test_every_local_time_has_a_text_that_sorts_or_is_out_of_range(
    when: datetime, zone: ZoneInfo
) -> None:
    parsed = parse_moment(when.isoformat(timespec="seconds"), zone)

    assert isinstance(parsed, DateMistake) or re.fullmatch(r"\d{4}-\S{5}T\S{8}Z", parsed.utc)
