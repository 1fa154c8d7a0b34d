"""The lines that one level of blocks is read from."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Lines"]


@dataclass(slots=True)
class Lines:
    """Lines without their ends, and without the marks of the blocks around them.

    `first` is the number of the first in the body, counted from 0; `depth` says
    how many quotes and lists are around them.
    """

    texts: list[str]
    first: int
    depth: int
