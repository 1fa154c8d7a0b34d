"""How messages quote what an author wrote, and guess what was meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

__all__ = ["close_name", "quoted", "shortened"]

_BLANKS = re.compile(r"\s+")
_WIDTH = 60
# Below this, suggestions mislead more often than they help ("description" and "expectations").
_LIKENESS = 0.7


def shortened(text: str, *, width: int = _WIDTH) -> str:
    """Text on one line of at most `width` characters."""
    line = _BLANKS.sub(" ", text[: 4 * width]).strip()
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"


def quoted(text: str) -> str:
    """An author's own text as messages show it."""
    return f"'{shortened(text)}'"


def close_name(written: str, names: Iterable[str], *, likeness: float = _LIKENESS) -> str:
    """The name that was probably meant, or empty."""
    # difflib compares character by character; what is far longer than a name is none.
    matches = difflib.get_close_matches(written[:100].lower(), list(names), n=1, cutoff=likeness)
    return matches[0] if matches else ""
