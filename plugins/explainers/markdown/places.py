"""Finds where in a file something was written that turned up in the rendered tree."""

from __future__ import annotations

import re
from collections.abc import Sequence

from plugins.explainers.model import Place
from plugins.explainers.source_text import SourceText

__all__ = ["Places"]

_BLANK_LINE = re.compile(r"\n[ \t>]*\r?\n|\r[ \t>]*\r")
_BACKTICKS = re.compile("`+")
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:-->|\Z))", re.DOTALL)
# What stands before an address: in links, in definitions, in the author's own HTML.
_OPENINGS = ("](", "](<", "]: ", "]: <", '="', "='")
_WORD_CHARACTERS = re.compile(r"[\w.:/%-]")
_NO_LONGER_THAN = 200


class Places:
    """The body's text with its code blanked out, searched in the order of occurrence.

    The same text is found once for each time that it is asked for; what is not
    found is said to stand at the body's beginning.
    """

    def __init__(
        self, source: SourceText, start: int, code_lines: Sequence[tuple[int, int]]
    ) -> None:
        self._source = source
        self.start = start
        self._code_lines = code_lines
        self._first_line = source.line_and_column(start)[0] - 1
        self._text: str | None = None
        self._next: dict[str, int] = {}
        self._addresses: dict[str, int] = {}

    def line(self, number: int) -> int:
        """The index at which a line of the body begins; lines count from 0."""
        first = self._first_line
        starts = self._source.line_starts
        index = starts[min(first + number, len(starts) - 1)]
        return max(index, self.start)

    def text_in_line(self, number: int) -> int:
        """The index of the first character of a line of the body that is not blank."""
        index, text = self.line(number), self._source.text
        while index < len(text) and text[index] in " \t":
            index += 1
        return index

    def place_of_line(self, number: int) -> Place:
        """The same as line and column."""
        index, line = self.text_in_line(number), self._first_line + number
        starts = self._source.line_starts
        if line < len(starts) and starts[line] >= self.start:
            return Place(line + 1, index - starts[line] + 1)
        return Place(*self._source.line_and_column(index))

    def find_address(self, written: str) -> int:
        """The index of an address: where it stands in a link, not in the text before it."""
        for opening in _OPENINGS:
            index = self._next_place(_first_line(f"{opening}{written}"))
            if index >= 0:
                self._addresses[written] = index + len(opening)
                return self._addresses[written]
        # A definition is written once and may be used often.
        known = self._addresses.get(written)
        return self.find(written) if known is None else known

    def find(self, written: str) -> int:
        """The index of the next place where this is written outside code."""
        wanted = _first_line(written)
        if not wanted.strip():
            return self.start
        index = self._next_place(wanted)
        return index if index >= 0 else self._next.get(wanted, self.start + 1) - 1

    def _next_place(self, wanted: str) -> int:
        if self._text is None:
            self._text = self._blanked()
        index = self._search(wanted, self._next.get(wanted, self.start))
        if index >= 0:
            self._next[wanted] = index + 1
        return index

    def comments(self, count: int) -> tuple[tuple[int, int], ...]:
        """The spans of the body's comments, of which so many were read.

        Where code cannot be told from comments, everything that looks like one is taken for
        one: better that code is lost than that a comment is published.
        """
        if not count:
            return ()
        found = [match.span() for match in _COMMENT.finditer(self._blanked(), self.start)]
        if len(found) != count:
            found = [match.span() for match in _COMMENT.finditer(self._source.text, self.start)]
        return tuple(found)

    def _search(self, wanted: str, start: int) -> int:
        text = self._text or ""
        index = text.find(wanted, start)
        while index >= 0 and not self._stands_alone(text, index, wanted):
            index = text.find(wanted, index + 1)
        return index

    def _stands_alone(self, text: str, index: int, wanted: str) -> bool:
        # `a.md` is not found in `data.md`.
        end = index + len(wanted)
        before, after = text[index - 1 : index], text[end : end + 1]
        joined_before = _WORD_CHARACTERS.match(before) and _WORD_CHARACTERS.match(wanted)
        joined_after = _WORD_CHARACTERS.match(after) and _WORD_CHARACTERS.match(wanted[-1])
        return not joined_before and not joined_after

    def _blanked(self) -> str:
        text = self._source.text
        if not self._code_lines and text.find("`", self.start) < 0:
            return text
        pieces, end = [], 0
        for first, last in [(0, self.start), *self._code_spans()]:
            if first >= end:
                pieces += [text[end:first], " " * (last - first)]
                end = last
        return "".join([*pieces, text[end:]])

    def _code_spans(self) -> list[tuple[int, int]]:
        """The places of code blocks, and of code spans outside them."""
        text, length = self._source.text, len(self._source.text)
        blocks = sorted(
            (self.line(first), min(self.line(last + 1), length)) for first, last in self._code_lines
        )
        spans, end = list[tuple[int, int]](), self.start
        for first, last in [*blocks, (length, length)]:
            spans += _backtick_spans(text, end, first)
            spans.append((first, last))
            end = max(end, last)
        return spans


def _first_line(written: str) -> str:
    return written.split("\n")[0][:_NO_LONGER_THAN]


def _backtick_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Runs of backticks and the next run of the same length in the same paragraph."""
    spans, opener = list[tuple[int, int]](), None
    for run in _BACKTICKS.finditer(text, start, end):
        if opener is not None and _blank_line_between(text, opener.end(), run.start()):
            opener = None
        if opener is None:
            opener = run
        elif len(opener[0]) == len(run[0]):
            spans.append((opener.end(), run.start()))
            opener = None
    return spans


def _blank_line_between(text: str, start: int, end: int) -> bool:
    return _BLANK_LINE.search(text, start, end) is not None
