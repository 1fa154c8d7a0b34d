"""Numbers as LEB128: seven bits a byte, the lowest first; the last byte is below 128."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = [
    "Reader",
    "decode_numbers",
    "encode_number",
    "encode_numbers",
    "end_of_numbers",
    "sum_of_numbers",
]

_SMALL = 128
_OPEN = bytes(range(_SMALL, 256))  # bytes that do not end a number
_LONG = re.compile(rb"[\x80-\xff]+[\x00-\x7f]")


def encode_number(value: int) -> bytes:
    """One number, from 0."""
    if value < _SMALL:
        return _ONE_BYTE[value]
    encoded = bytearray()
    while value >= _SMALL:
        encoded.append(value & 127 | 128)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def encode_numbers(values: Sequence[int]) -> bytes:
    """Numbers one after another."""
    if not values or max(values) < _SMALL:
        return bytes(values)
    return b"".join(map(encode_number, values))


def decode_numbers(data: bytes) -> list[int]:
    """All numbers of the bytes."""
    if not data or max(data) < _SMALL:
        return list(data)
    return list(_decoded(data))


def sum_of_numbers(data: bytes) -> int:
    """The sum of all numbers of the bytes."""
    total = sum(data) - _SMALL * (len(data) - len(data.translate(None, _OPEN)))
    if not data.isascii():  # of the few with more than one byte not every byte counts once
        for match in _LONG.finditer(data):
            total += sum(_decoded(match[0])) - sum(byte & 127 for byte in match[0])
    return total


def end_of_numbers(data: bytes, count: int, start: int = 0) -> int:
    """Where `count` numbers end that begin at `start`."""
    while count:
        # As many bytes as numbers are missing: each that ends one is one of them.
        some = data[start : start + count]
        if not some:
            raise ValueError("fewer numbers than expected")
        start += len(some)
        count -= len(some.translate(None, _OPEN))
    return start


class Reader:
    """Reads numbers and bytes one after another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def number(self) -> int:
        """The next number."""
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            if byte < _SMALL:
                return value
            shift += 7

    def take(self, size: int) -> bytes:
        """The next bytes."""
        self.at += size
        return self.data[self.at - size : self.at]

    def numbers(self, count: int) -> list[int]:
        """The next numbers."""
        end = end_of_numbers(self.data, count, self.at)
        return decode_numbers(self.take(end - self.at))


def _decoded(data: bytes) -> Iterable[int]:
    value = shift = 0
    for byte in data:
        value |= (byte & 127) << shift
        if byte < _SMALL:
            yield value
            value = shift = 0
        else:
            shift += 7


_ONE_BYTE = [bytes((value,)) for value in range(_SMALL)]
