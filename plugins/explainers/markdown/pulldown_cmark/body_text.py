"""The text that is parsed, and where in the file each of its bytes stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from plugins.explainers.source_text import SourceText, line_starts

__all__ = ["BodyText"]

_OTHER_LINE_END = re.compile(r"\r\n?")


class BodyText:
    """A body with LF at the end of each line.

    pulldown-cmark counts in bytes of UTF-8, Python in characters. Where all is ASCII the two
    are the same, which most of these methods ask first.
    """

    def __init__(self, source: SourceText, start: int) -> None:
        text = source.text[start:]
        self._source = source
        self._start = start
        self._is_changed = "\r" in text
        self.text = _OTHER_LINE_END.sub("\n", text) if self._is_changed else text
        self._bytes = b"" if text.isascii() else self.text.encode()

    def between(self, start: int, end: int) -> str:
        """What stands between two bytes; of a character that they cut, nothing."""
        if not self._bytes:
            return self.text[start:end]
        return self._bytes[start:end].decode(errors="ignore")

    def character(self, byte: int) -> int:
        """The number of the character that begins at a byte."""
        if not self._bytes:
            return byte
        line = self.line(byte)
        line_byte, line_character = self._lines[0][line], self._lines[1][line]
        return line_character + len(self._bytes[line_byte:byte].decode(errors="ignore"))

    def line(self, byte: int) -> int:
        """The number of the line that a byte stands in, counted from 0."""
        if not self._bytes and not self._is_changed:  # the file's lines are known already
            starts = self._source.line_starts
            return bisect_right(starts, self._start + byte) - bisect_right(starts, self._start)
        return bisect_right(self._lines[0], byte) - 1

    def place(self, character: int) -> int:
        """The index in the file of a character."""
        if not self._is_changed:
            return self._start + character
        line = bisect_right(self._lines[1], character) - 1
        column = character - self._lines[1][line]
        if line == 0:
            return self._start + column
        first = self._source.position(self._start).line - 1
        return self._source.line_starts[first + line] + column

    @cached_property
    def _lines(self) -> tuple[list[int], list[int]]:
        """The byte and the character at which each line begins."""
        in_characters = line_starts(self.text.split("\n"))
        in_bytes = line_starts(self._bytes.split(b"\n")) if self._bytes else in_characters
        return in_bytes, in_characters
