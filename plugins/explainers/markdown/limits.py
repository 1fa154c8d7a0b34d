"""How much one file may hold, so that none costs more than two seconds of CPU.

Python-Markdown takes time that grows with the square of what stands in one
paragraph, and with the number of blocks. These limits are far above what people
write, and low enough that a file just within all of them is still cheap; the
numbers were set by measuring (tests/explainers/markdown/test_cost.py).
"""

from __future__ import annotations

import re
from collections import Counter

from markdown.util import AtomicString

__all__ = ["MOST", "MOST_DEPTH", "Budget", "LimitReached", "check_lines"]

MOST_DEPTH = 20  # quotes and lists inside each other
_LONGEST_LINE = 20_000  # characters
_LONGEST_BLOCK = 40_000  # characters of one paragraph, heading or cell

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
    "marks": (25_000, "brackets, stars, backticks and other marks"),
}

# In one paragraph, heading or cell.
_MARKS_IN_BLOCK: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("brackets", 1_200, re.compile(r"[\[\]]")),
    ("emphasis marks", 800, re.compile(r"[*_~]+")),
    ("backticks", 800, re.compile(r"`")),
    ("angle brackets", 800, re.compile(r"<")),
    ("other marks", 2_000, re.compile(r"\\|&|https?://|www\.| \n")),
)
_ANY_MARK = re.compile(r"[\[\]*_~`<\\&]|//|www\.| \n")
# Below this many marks of all kinds no single kind can be too many.
_FEW_MARKS = 500


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


class Budget:
    """Counts what a body holds and says when it is too much."""

    def __init__(self) -> None:
        self.line = 0  # the block that is being read
        self._spent: Counter[str] = Counter()

    def spend(self, kind: str, amount: int = 1) -> None:
        """Count something of a kind in `MOST`."""
        spent = self._spent[kind] + amount
        self._spent[kind] = spent
        most, noun = MOST[kind]
        if spent > most:
            raise LimitReached(self.line, f"there are more than {most:,} {noun}", "split the file")

    def spend_columns(self, columns: int) -> None:
        """Refuse a table that is too wide."""
        most, noun = MOST["columns"]
        if columns > most:
            message = f"there are {columns:,} {noun}, more than {most:,}"
            raise LimitReached(self.line, message, "split the table")

    def spend_text(self, text: str, line: int) -> str:
        """Count the marks of one paragraph, heading or cell that begins at a line.

        Gives the text back, as `AtomicString` if it holds none and needs no inline pattern.
        """
        self.line = line
        self.spend("blocks")
        marks = len(_ANY_MARK.findall(text))
        self.spend("marks", marks)
        if len(text) > _LONGEST_BLOCK:
            message = f"a paragraph has {len(text):,} characters, more than {_LONGEST_BLOCK:,}"
            raise LimitReached(line, message, "put blank lines between paragraphs")
        if marks > _FEW_MARKS:
            _check_marks(text, line)
        return text if marks else AtomicString(text)

    def spend_depth(self, depth: int, line: int, lines: int) -> None:
        """Count the lines of a quote or list, and refuse those that are nested too deeply."""
        self.line = line
        if depth:
            self.spend("nested lines", lines)
        if depth > MOST_DEPTH:
            message = f"quotes and lists are nested more than {MOST_DEPTH} deep"
            raise LimitReached(line, message, "use fewer levels")


def _check_marks(text: str, line: int) -> None:
    for noun, most, pattern in _MARKS_IN_BLOCK:
        found = len(pattern.findall(text))
        if found > most:
            message = f"a paragraph holds {found:,} {noun}, more than {most:,}"
            raise LimitReached(line, message, "split the paragraph, or put code in a fence")
