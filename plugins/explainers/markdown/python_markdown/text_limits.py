"""How much one paragraph may hold.

Python-Markdown takes time that grows with the square of what stands in one
paragraph. Each paragraph, heading or cell is counted before it is read.
"""

from __future__ import annotations

import re

from markdown.util import AtomicString

from plugins.explainers.markdown.limits import LimitReached
from plugins.explainers.markdown.python_markdown.tree_notes import TreeNotes

__all__ = ["has_few_marks", "spend_text"]

_LONGEST_BLOCK = 40_000  # characters of one paragraph, heading or cell

# In one paragraph, heading or cell.
_MARKS_IN_BLOCK: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("brackets", 1_200, re.compile(r"[\[\]]")),
    ("emphasis marks", 800, re.compile(r"[*_~]+")),
    ("backticks", 800, re.compile(r"`")),
    ("angle brackets", 800, re.compile(r"<")),
    ("other marks", 2_000, re.compile(r"\\|&|https?://|www\.| \n")),
)
_SINGLE_MARKS = b"[]*_~`<\\&"
_NO_MARKS = bytes(set(range(256)) - set(_SINGLE_MARKS))
# With no more marks than this no single kind can be too many.
_FEW_MARKS = min(most for _, most, _ in _MARKS_IN_BLOCK)


def has_few_marks(text: str) -> bool:
    """Whether a whole body holds so few marks that they need not be counted again."""
    return _count_marks(text) <= _FEW_MARKS


def spend_text(notes: TreeNotes, text: str, line: int) -> str:
    """Count the marks of one paragraph, heading or cell that begins at a line.

    Gives the text back, as `AtomicString` if it holds none and needs no inline pattern.
    """
    budget = notes.budget
    budget.line = line
    budget.spend("blocks")
    if len(text) > _LONGEST_BLOCK:
        message = f"a paragraph has {len(text):,} characters, more than {_LONGEST_BLOCK:,}"
        raise LimitReached(line, message, "put blank lines between paragraphs")
    if notes.has_few_marks:
        return text
    marks = _count_marks(text)
    budget.spend("marks", marks)
    if marks > _FEW_MARKS:
        _check_marks(text, line)
    return text if marks else AtomicString(text)


def _count_marks(text: str) -> int:
    # What is left in bytes without all else is counted at once; in UTF-8 no part of another
    # character looks like one of ASCII.
    single = text.encode(errors="replace").translate(None, _NO_MARKS)
    return len(single) + text.count("//") + text.count("www.") + text.count(" \n")


def _check_marks(text: str, line: int) -> None:
    for noun, most, pattern in _MARKS_IN_BLOCK:
        found = len(pattern.findall(text))
        if found > most:
            message = f"a paragraph holds {found:,} {noun}, more than {most:,}"
            raise LimitReached(line, message, "split the paragraph, or put code in a fence")
