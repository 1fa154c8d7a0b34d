"""What has changed between two archives, told by the digests of their documents."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.search_index.differences import Differences, Run, differences_of

ROWS = st.lists(st.integers(0, 255), max_size=150)
# Some stand more than once, as all withdrawn documents do.
EDITS = st.lists(
    st.tuples(st.sampled_from(["put", "drop", "move"]), st.integers(0, 200), st.integers(0, 200)),
    max_size=12,
)


def digests(rows: Sequence[int]) -> bytes:
    return b"".join(row.to_bytes(16, "big") for row in rows)


def edited(rows: Sequence[int], edits: Sequence[tuple[str, int, int]]) -> list[int]:
    result = list(rows)
    for kind, place, value in edits:
        if kind == "put":
            result.insert(place % (len(result) + 1), value)
        elif result:
            row = result.pop(place % len(result))
            if kind == "move":
                result.insert(value % (len(result) + 1), row)
    return result


def told(before: Sequence[int], differences: Differences, come: Sequence[int]) -> list[int]:
    """The rows as they are now, from what is said of them."""
    rows = [-1] * differences.counts[1]
    for run in differences.stays:
        rows[run.now : run.now + run.size] = before[run.before : run.before + run.size]
    for number in differences.come:
        rows[number] = come[number]
    return rows


@given(ROWS, EDITS)
def test_rows_now_follow_from_those_before_and_the_differences(
    before: list[int], edits: list[tuple[str, int, int]]
) -> None:
    now = edited(before, edits)

    differences = differences_of(digests(before), digests(now))

    assert differences is not None
    assert differences.counts == (len(before), len(now))
    assert told(before, differences, now) == now
    if differences.renumbers:
        kept = {run.before + place for run in differences.stays for place in range(run.size)}
        assert kept | set(differences.gone) == set(range(len(before)))
        assert not kept & set(differences.gone)


@pytest.mark.parametrize(
    ("now", "gone", "come"),
    [
        ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], [], [10, 11]),
        ([0, 1, 2, 3, 4, 5, 6, 7, 8, 99], [9], [9]),
        ([99, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [], [0]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], [0], []),
        ([9, 0, 1, 2, 3, 4, 5, 6, 7, 8], [9], [0]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 0], [0], [9]),
        ([1, 0, 2, 3, 4, 5, 6, 7, 8, 9], [0, 1], [0, 1]),
    ],
)
def test_as_few_come_and_go_as_can_be(now: list[int], gone: list[int], come: list[int]) -> None:
    differences = differences_of(digests(range(10)), digests(now))

    assert differences is not None
    assert (list(differences.gone), list(differences.come)) == (gone, come)


def test_documents_between_are_renumbered() -> None:
    now = [0, 50, *range(1, 70), *range(71, 90)]

    differences = differences_of(digests(range(90)), digests(now))

    assert differences is not None
    assert differences.renumbers
    assert differences.stays == [Run(0, 0, 1), Run(1, 2, 69), Run(71, 71, 19)]
    assert list(differences.touched(64)) == [0, 1]
    assert list(differences.touched(4)) == list(range(18))
    assert differences.moved(bytes(range(90))) == bytes([0, 0, *range(1, 70), *range(71, 90)])


def test_groups_that_are_gone_are_not_touched() -> None:
    differences = differences_of(digests(range(90)), digests(range(62)))

    assert differences is not None
    assert not differences.renumbers
    assert list(differences.touched(64)) == [0]
    assert list(differences.touched(4)) == [15]
    assert list(differences.touched(2)) == []


def test_bodies_that_change_renumber_nothing() -> None:
    now = [100 + row if row % 9 == 0 else row for row in range(90)]

    differences = differences_of(digests(range(90)), digests(now))

    assert differences is not None
    assert not differences.renumbers
    assert differences.come == differences.gone == list(range(0, 90, 9))


def test_too_many_are_not_told() -> None:
    assert differences_of(digests(range(60)), digests(range(100, 160))) is None
    assert differences_of(digests(range(60)), digests(range(60, 0, -1))) is None
