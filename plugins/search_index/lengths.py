"""Lengths of texts as Whoosh rounds them: each is one of 256, told by its code."""

from __future__ import annotations

from collections.abc import Iterable

from whoosh.util.numeric import byte_to_length, length_to_byte

__all__ = ["length_code", "length_table"]


def length_code(length: int) -> int:
    """The code of the smallest of the 256 lengths that is not below it, else of the largest."""
    return int(length_to_byte(length))


def length_table(codes: Iterable[int]) -> list[tuple[int, int]]:
    """(code, length) of the codes, ascending."""
    return [(code, byte_to_length(code)) for code in sorted(set(codes))]
