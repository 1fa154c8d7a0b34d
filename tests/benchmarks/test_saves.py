from __future__ import annotations

import pytest

from benchmarks.measure import can_measure
from benchmarks.peers.saves import Save
from benchmarks.saves import main, table_of


def saves(count: int) -> list[Save]:
    return [Save(0.1 + number / 1000, 0.2, (100 + number) * 2**20) for number in range(count)]


def rows(count: int) -> list[str]:
    return list(table_of(saves(count)))[2:]


def test_first_save_stands_by_itself_and_the_others_fifty_by_fifty() -> None:
    assert rows(120) == [
        "| 1 | 100 | 0.20 | 100.0 |",
        "| 2 to 50 | 125 | 0.20 | 149.0 |",
        "| 51 to 100 | 174 | 0.20 | 199.0 |",
        "| 101 to 120 | 210 | 0.20 | 219.0 |",
    ]


def test_last_row_ends_with_the_last_save() -> None:
    assert [row.split(" |")[0] for row in rows(1)] == ["| 1"]
    assert [row.split(" |")[0] for row in rows(50)] == ["| 1", "| 2 to 50"]
    assert [row.split(" |")[0] for row in rows(51)] == ["| 1", "| 2 to 50", "| 51"]


@pytest.mark.skipif(not can_measure(), reason="measuring needs Linux")
def test_saves_of_our_own_server_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    main(20, 2)

    first, second = capsys.readouterr().out.splitlines()[2:]
    assert (first.split("|")[1], second.split("|")[1]) == (" 1 ", " 2 ")
    assert all(float(row.split("|")[4]) > 10 for row in (first, second))
