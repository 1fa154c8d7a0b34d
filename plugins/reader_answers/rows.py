"""From the bytes of a file of answers to rows of named values, each with its line.

A row that cannot be read says why and the next ones are read all the same: whoever answers
must not be able to hide what others said.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

__all__ = ["Mistake", "Row", "read_rows"]

_NEEDED = ("explainer", "useful")
_COLUMNS = "explainer, useful, section"
_DELIMITERS = ",;\t"
_BETWEEN = re.compile(r"[\s,]*")
# What "surrogateescape" makes of bytes that are not UTF-8.
_NO_UTF8 = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Why a row cannot be taken, and a hint."""

    message: str
    hint: str


Row = Mapping[str, Any] | Mistake


def read_rows(data: bytes) -> Iterator[tuple[int, Row]]:
    """Each row with the line on which it begins.

    A file that begins with `{` has a JSON object on each line, one that begins with `[` is a
    JSON list of them; any other is CSV with a header.
    """
    text = data.decode("utf-8-sig", errors="surrogateescape")
    start = text.lstrip()[:1]
    if start == "{":
        return _json_rows(text)
    return _listed_rows(text) if start == "[" else _csv_rows(text)


def _json_rows(text: str) -> Iterator[tuple[int, Row]]:
    if _is_laid_out(text):
        hint = "write each object on one line, or a list of them: [{...}, {...}]"
        yield 1, Mistake("an object goes over several lines", hint)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _json_row(line)


def _is_laid_out(text: str) -> bool:
    """Whether the first object is whole, but not on one line."""
    start = text.index("{")
    try:
        _, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return False
    return "\n" in text[start:end]


def _json_row(line: str) -> Row:
    if _NO_UTF8.search(line):
        return _not_utf8()
    try:
        return _object(json.loads(line))
    except (ValueError, RecursionError):
        return Mistake("the line is not JSON", "write one object on each line: {...}")


def _object(value: Any) -> Row:
    return value if isinstance(value, dict) else Mistake("this is no object", "write {...}")


def _listed_rows(text: str) -> Iterator[tuple[int, Row]]:
    """The entries of a JSON list, one by one: what stands before a mistake is counted."""
    decoder = json.JSONDecoder()
    line, counted, place = 1, 0, text.index("[") + 1
    while True:
        place = _end_of_blank(text, place)
        line, counted = line + text.count("\n", counted, place), place
        if text.startswith("]", place):
            return
        try:
            value, end = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            hint = "end the list with ], or write one object on each line and no list"
            yield line, Mistake("from here on the list is not JSON", hint)
            return
        yield line, _not_utf8() if _NO_UTF8.search(text, place, end) else _object(value)
        place = end


def _end_of_blank(text: str, place: int) -> int:
    match = _BETWEEN.match(text, place)
    return match.end() if match else place


def _csv_rows(text: str) -> Iterator[tuple[int, Row]]:
    with _fields_of_any_length(text):
        records = _records(io.StringIO(text, newline="").readlines())
        line, header = next(records, (1, []))
        names = _names(header)
        if isinstance(names, Mistake):
            yield line, names
            return
        for line, fields in records:
            yield line, _named(names, fields)


def _records(lines: Sequence[str]) -> Iterator[tuple[int, list[str] | Mistake]]:
    """The fields of each record that is not empty; behind a bad one the next is read.

    What a quoted field holds is text, whatever it looks like, or else one answer could bring
    others along. Only where its end is missing are the lines behind its first one read.
    """
    header = next(filter(str.strip, lines), "")
    delimiter = max(_DELIMITERS, key=header.count)
    unclosed = yield from _read(lines, delimiter)
    if unclosed:
        # All quotation marks in these lines come in pairs, so this reads to the end. What is
        # no record is the rest of the text that was not closed.
        wanted = next(csv.reader([header], delimiter=delimiter))
        for line, fields in _read(lines, delimiter, skipped=unclosed):
            if not isinstance(fields, Mistake) and len(fields) == len(wanted):
                yield line, fields


def _read(
    lines: Sequence[str], delimiter: str, *, skipped: int = 0
) -> Generator[tuple[int, list[str] | Mistake], None, int]:
    """The records behind so many lines; returns where a quotation mark is never closed, or 0."""
    is_at_end = False

    def rest() -> Iterator[str]:
        nonlocal is_at_end
        yield from islice(lines, skipped, None)
        is_at_end = True

    reader = csv.reader(rest(), delimiter=delimiter, strict=True)
    while True:
        line = skipped + reader.line_num + 1
        try:
            fields = next(reader, None)
        except csv.Error as error:
            yield line, _unclosed() if is_at_end else _not_csv(error)
            if is_at_end:
                return line
            continue
        if fields is None:
            return 0
        if fields:
            yield line, fields


def _unclosed() -> Mistake:
    hint = "close it, or double it in a text; lines behind it were counted as they stand"
    return Mistake("a quotation mark in this record is never closed", hint)


def _not_csv(error: csv.Error) -> Mistake:
    hint = "put quotation marks around text that has some, and double those within"
    return Mistake(f"the line is not CSV: {error}", hint)


def _names(header: list[str] | Mistake) -> list[str] | Mistake:
    if isinstance(header, Mistake):
        return header
    if any(map(_NO_UTF8.search, header)):
        return _not_utf8()
    names = [name.strip().lower() for name in header]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        lacks = f"the header has no column '{missing[0]}'"
        return Mistake(lacks, f"name the columns in the first line: {_COLUMNS}")
    return names


def _named(names: Sequence[str], fields: list[str] | Mistake) -> Row:
    if isinstance(fields, Mistake):
        return fields
    if any(map(_NO_UTF8.search, fields)):
        return _not_utf8()
    if len(fields) != len(names):
        count = "1 field" if len(fields) == 1 else f"{len(fields)} fields"
        return Mistake(f"the line has {count}", f"give {len(names)} as in the header")
    return dict(zip(names, fields, strict=True))


def _not_utf8() -> Mistake:
    return Mistake("the line is not UTF-8", "save the file as UTF-8")


@contextmanager
def _fields_of_any_length(text: str) -> Iterator[None]:
    """A long text in a column that nobody reads is no mistake, but the `csv` module has a limit."""
    before = csv.field_size_limit(max(len(text), csv.field_size_limit()))
    try:
        yield
    finally:
        csv.field_size_limit(before)
