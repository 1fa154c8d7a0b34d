from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.search_index.varints import (
    Reader,
    decode_numbers,
    encode_number,
    encode_numbers,
    end_of_numbers,
    sum_of_numbers,
)

NUMBERS = st.lists(st.integers(0, 2**40) | st.integers(0, 300))


@pytest.mark.parametrize(
    ("number", "encoded"),
    [(0, "00"), (127, "7f"), (128, "8001"), (300, "ac02"), (16383, "ff7f"), (16384, "808001")],
)
def test_number_has_its_bytes(number: int, encoded: str) -> None:
    assert encode_number(number).hex() == encoded


@given(NUMBERS)
def test_encoded_numbers_are_decoded(numbers: list[int]) -> None:
    assert decode_numbers(encode_numbers(numbers)) == numbers


@given(NUMBERS)
def test_sum_is_that_of_all_numbers(numbers: list[int]) -> None:
    assert sum_of_numbers(encode_numbers(numbers)) == sum(numbers)


@given(NUMBERS, NUMBERS)
def test_end_lies_behind_so_many_numbers(first: list[int], then: list[int]) -> None:
    data = b"\x80\x01" + encode_numbers(first) + encode_numbers(then)

    assert data[end_of_numbers(data, len(first), 2) :] == encode_numbers(then)


@given(NUMBERS, st.binary(), NUMBERS)
def test_reader_goes_on_where_it_stopped(first: list[int], data: bytes, then: list[int]) -> None:
    one_by_one = encode_number(len(data)) + data
    reader = Reader(encode_numbers(first) + one_by_one + encode_numbers(then))

    assert reader.numbers(len(first)) == first
    assert reader.take(reader.number()) == data
    assert [reader.number() for _ in then] == then
    assert reader.at == len(reader.data)


def test_end_of_very_many_numbers_is_found() -> None:
    numbers = [number % 200 for number in range(200_000)]
    data = encode_numbers(numbers)

    assert end_of_numbers(data, len(numbers)) == len(data)


def test_too_few_numbers_are_noticed() -> None:
    with pytest.raises(ValueError, match="fewer"):
        end_of_numbers(encode_numbers([1, 2, 300]), 4)
