"""How much one file may hold, so that none costs more than two seconds of CPU.

These limits are far above what people write, and low enough that a file just
within all of them is still cheap; the numbers were set by measuring
(tests/explainers/markdown/test_cost.py). They hold for every engine; an engine may
have more of them (`python_markdown/text_limits.py`).
"""

from __future__ import annotations

import re

__all__ = ["MOST", "MOST_DEPTH", "Budget", "LimitReached", "check_ampersands", "check_lines"]

MOST_DEPTH = 20  # quotes and lists inside each other
_LINE_END = re.compile(r"\r\n|\r|\n")
_LONGEST_LINE = 20_000  # characters

# In one file.
MOST: dict[str, tuple[int, str]] = {
    "lines": (60_000, "lines"),
    "nested lines": (150_000, "lines in quotes and lists, counted once for each level"),
    "blocks": (12_000, "paragraphs, list items and other blocks"),
    "headings": (1_000, "headings"),
    "links": (3_000, "links and images"),
    "references": (2_000, "link definitions"),
    "footnotes": (500, "footnotes"),
    "footnote marks": (1_500, "footnote marks"),
    "columns": (50, "columns in a table"),
    "cells": (10_000, "table cells"),
    "html": (3_000, "HTML tags"),
    "ampersands": (200_000, "ampersands"),
    "marks": (25_000, "brackets, stars, backticks and other marks"),
}


class LimitReached(Exception):
    """The body goes beyond a limit at a line (counted from 0 within the body)."""

    def __init__(self, line: int, message: str, hint: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = hint


def check_lines(lines: list[str]) -> None:
    """Refuse lines that are too long and bodies of too many lines."""
    most = MOST["lines"][0]
    if len(lines) > most:
        raise LimitReached(most, f"there are more than {most:,} lines", "split the file")
    for number, line in enumerate(lines):
        if len(line) > _LONGEST_LINE:
            message = f"the line has {len(line):,} characters, more than {_LONGEST_LINE:,}"
            raise LimitReached(number, message, "break it into several lines")


def check_ampersands(text: str) -> None:
    """Refuse a body with so many `&` that nh3 takes time that grows with their square."""
    most, noun = MOST["ampersands"]
    if text.count("&") > most:
        line = len(_LINE_END.findall(text[: _place_of(text, most)]))
        raise LimitReached(line, f"there are more than {most:,} {noun}", "split the file")


def _place_of(text: str, number: int) -> int:
    place = -1
    for _ in range(number + 1):
        place = text.find("&", place + 1)
    return place


class Budget:
    """Counts what a body holds and says when it is too much."""

    def __init__(self) -> None:
        self.line = 0  # the block that is being read
        self._spent: dict[str, int] = {}

    def spend(self, kind: str, amount: int = 1) -> None:
        """Count something of a kind in `MOST`."""
        spent = self._spent.get(kind, 0) + amount
        self._spent[kind] = spent
        if spent > MOST[kind][0]:
            most, noun = MOST[kind]
            raise LimitReached(self.line, f"there are more than {most:,} {noun}", "split the file")

    def spent(self, kind: str) -> int:
        """How much of a kind has been counted."""
        return self._spent.get(kind, 0)

    def spend_columns(self, columns: int) -> None:
        """Refuse a table that is too wide."""
        most, noun = MOST["columns"]
        if columns > most:
            message = f"there are {columns:,} {noun}, more than {most:,}"
            raise LimitReached(self.line, message, "split the table")

    def spend_depth(self, depth: int) -> None:
        """Refuse quotes and lists that are nested too deeply."""
        if depth > MOST_DEPTH:
            message = f"quotes and lists are nested more than {MOST_DEPTH} deep"
            raise LimitReached(self.line, message, "use fewer levels")
