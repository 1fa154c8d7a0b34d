from __future__ import annotations

import pytest

from plugins.importing.dates import iso_date, iso_date_or_time


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04",
        "4 March 2026",
        "4th of March 2026",
        "Wednesday, 4 March 2026",
        "March 4, 2026",
        "Mar. 4th, 2026",
        "Wed 4 Mar 2026, 10:30",
        "March 4, 2026 at 10:30 a.m. EST",
    ],
)
def test_printed_day_is_read(text: str) -> None:
    assert iso_date(text) == "2026-03-04"


@pytest.mark.parametrize(
    "text", ["03/04/2026", "March 2026", "31 February 2026", "2026", "on 4 March 2026 he left", ""]
)
def test_what_is_no_single_day_is_not_read(text: str) -> None:
    assert iso_date(text) == ""


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-03-04T10:30:00Z", "2026-03-04T10:30:00Z"),
        ("2026-03-04T23:30:00.123-05:00", "2026-03-05T04:30:00Z"),
        ("2026-03-04T10:30", "2026-03-04"),
        ("20260304", "2026-03-04"),
        ("2026-13-04", ""),
        ("9999-12-31T23:59:59-10:00", ""),
    ],
)
def test_machine_time_is_put_in_utc(written: str, iso: str) -> None:
    assert iso_date_or_time(written) == iso
