"""What values of settings are, for those who check them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

__all__ = ["Check", "Mistake", "is_line", "is_pair"]

# Whether a value can be used, and what is wanted: "give ..."
Check = tuple[Callable[[Any], bool], str]
# A setting, what is wrong with it, and what to do.
Mistake = tuple[str, str, str]


def is_line(value: Any) -> bool:
    """Whether it is a text of one line, and not empty."""
    return isinstance(value, str) and bool(value) and value.isprintable()


def is_pair(value: Any) -> bool:
    """Whether it is two such texts."""
    return isinstance(value, list | tuple) and len(value) == 2 and all(map(is_line, value))
