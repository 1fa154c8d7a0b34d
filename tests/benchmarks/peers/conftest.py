"""What was measured, made up."""

from __future__ import annotations

import pytest

from benchmarks.builds import COLD, EDITED, UNCHANGED, Result
from benchmarks.measure import Measurement
from benchmarks.peers.contest import Standing
from benchmarks.peers.rows import Row, rows_of
from benchmarks.peers.setups import PEERS
from benchmarks.written import Written


def made_up(
    scenario: str, cpu_seconds: float, *, size: int = 1_000, mebibytes: int = 100
) -> Result:
    run = Measurement(0, cpu_seconds, cpu_seconds / 2, mebibytes * 2**20, "")
    return Result(size, scenario, 3, run, Written(pages=50, files=70, size=3_000_000))


@pytest.fixture
def rows() -> list[Row]:
    ours = [made_up(COLD, 4.0), made_up(UNCHANGED, 0.5), made_up("one title edited", 0.7)]
    ours.append(made_up(COLD, 40.0, size=10_000))
    hugo = Standing(
        PEERS["hugo"],
        (made_up(COLD, 6.0), made_up(UNCHANGED, 5.0), made_up(EDITED, 5.5)),
        (made_up(COLD, 2.0, mebibytes=300), made_up(UNCHANGED, 1.0)),
    )
    pelican = Standing(PEERS["pelican"], (made_up(COLD, 16.0), made_up(COLD, 160.0, size=10_000)))
    return rows_of(ours, [hugo, pelican])
