"""Random choices that come out the same on every machine and Python."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

__all__ = ["Chance", "LongTail"]

_Item = TypeVar("_Item")


class Chance:
    """Choices out of a seed.

    Only `random()` is used: Python promises its numbers for good, while those of
    `choice`, `sample` and `shuffle` have changed between versions. Nor is there
    any `pow` or `log` in here, whose last bit differs between C libraries.
    """

    def __init__(self, seed: str) -> None:
        self.random = Random(seed).random

    def below(self, count: int) -> int:
        """A number from 0 to `count` - 1."""
        return int(self.random() * count)

    def between(self, first: int, last: int) -> int:
        """A number from `first` to `last`, both included."""
        return first + int(self.random() * (last - first + 1))

    def happens(self, share: float) -> bool:
        """True in this share of the cases."""
        return self.random() < share

    def one_of(self, items: Sequence[_Item]) -> _Item:
        """One of the items, each as likely as the others."""
        return items[int(self.random() * len(items))]


class LongTail:
    """Items of which the k-th is drawn about 1/(k + flatness) as often as the first (Zipf)."""

    def __init__(self, count: int, *, flatness: int = 2) -> None:
        self._limits = list(accumulate(1 / (rank + flatness) for rank in range(count)))

    def draw(self, chance: Chance) -> int:
        """The rank of one item, from 0."""
        return bisect_right(self._limits, chance.random() * self._limits[-1])

    def draw_several(self, chance: Chance, count: int) -> list[int]:
        """Different ranks, in the order in which they were drawn."""
        drawn: dict[int, None] = {}
        while len(drawn) < count:
            drawn.setdefault(self.draw(chance))
        return list(drawn)
