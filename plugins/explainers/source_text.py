"""The text of one file, and where in the file each of its characters stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, count
from operator import add

from plugins.explainers.problems import Problem

__all__ = [
    "BARRED",
    "Position",
    "SourceText",
    "barred_character",
    "decode_source",
    "is_printable",
    "line_starts",
]

# What XML 1.0 cannot carry (feeds, sitemap), what terminals act upon, and the
# line ends that YAML counts and editors do not. Tab, LF and CR stay.
BARRED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
_PRINTABLE_ASCII = bytes(range(0x20, 0x7F))
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file; both numbers count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True)
class SourceText:
    """A file's text with its path (relative to the content folder)."""

    path: str
    text: str

    @cached_property
    def line_starts(self) -> list[int]:
        """The index at which each line begins, for lines ended by LF, CRLF or CR."""
        if "\r" in self.text:
            return [0, *(match.end() for match in _LINE_END.finditer(self.text))]
        return line_starts(self.text.split("\n"))

    def position(self, index: int) -> Position:
        """The line and column of the character at `index`."""
        return Position(*self.line_and_column(index))

    def line_and_column(self, index: int) -> tuple[int, int]:
        """The same as plain numbers."""
        starts = self.line_starts
        line = bisect_right(starts, index)
        return line, index - starts[line - 1] + 1

    def line_text(self, line: int) -> str:
        """A line without its end; `line` counts from 1."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def problem(self, index: int, code: str, message: str, hint: str = "") -> Problem:
        """A problem at the character at `index`."""
        place = self.position(index)
        return Problem(self.path, place.line, place.column, code, message, hint)


def line_starts(lines: Sequence[str] | Sequence[bytes]) -> list[int]:
    """Where each of some lines begins: behind all before it, and a line end for each of those."""
    return [0, *map(add, accumulate(map(len, lines[:-1])), count(1))]


def decode_source(data: bytes, path: str) -> SourceText | list[Problem]:
    """A file's bytes as text. A byte order mark is dropped; nothing else is changed."""
    # Python's own `utf-8-sig` counts an error's place from behind the mark, and is slower.
    data = data.removeprefix(BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return [_encoding_problem(data, path, error)]
    source = SourceText(path, text)
    if is_printable(text.replace("\n", "")):  # nothing barred is, and hardly any text is not
        return source
    return list(_barred_characters(source)) or source


def is_printable(text: str) -> bool:
    """What `str.isprintable` says, in a fifth of the time where all is ASCII."""
    if text.isascii():
        return not text.encode().translate(None, _PRINTABLE_ASCII)
    return text.isprintable()


def barred_character(text: str) -> str:
    """The first character that no page or feed can carry, or empty."""
    match = BARRED.search(text)
    return match[0] if match else ""


def _encoding_problem(data: bytes, path: str, error: UnicodeDecodeError) -> Problem:
    before = SourceText(path, data[: error.start].decode())
    return before.problem(
        len(before.text),
        "file/encoding",
        f"byte 0x{data[error.start]:02X} is not UTF-8",
        "save the file as UTF-8",
    )


def _barred_characters(source: SourceText) -> Iterator[Problem]:
    # One for each line is enough to find them all, and keeps a binary file's report short.
    seen_lines: set[int] = set()
    for match in BARRED.finditer(source.text):
        line = source.position(match.start()).line
        if line in seen_lines:
            continue
        seen_lines.add(line)
        if len(seen_lines) > _MOST_REPORTED:
            return
        message = f"the character U+{ord(match[0]):04X} cannot be shown in pages and feeds"
        yield source.problem(match.start(), "file/control-character", message, "delete it")


_MOST_REPORTED = 5
