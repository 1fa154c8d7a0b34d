"""Sorted keys in few bytes: each as what it shares with the one before, and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from plugins.search_index.varints import Reader, encode_number

__all__ = ["front_coded", "read_key"]


def front_coded(keys: Iterable[bytes]) -> Iterator[bytes]:
    """Each key: how many bytes it shares with the one before, how many follow, and these."""
    before = b""
    for key in keys:
        shared = _shared(before, key)
        before = key
        rest = key[shared:]
        yield encode_number(shared) + encode_number(len(rest)) + rest


def read_key(reader: Reader, before: bytes) -> bytes:
    """The next key behind `before`."""
    return before[: reader.number()] + reader.take(reader.number())


def _shared(one: bytes, other: bytes) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return place
    return min(len(one), len(other))
