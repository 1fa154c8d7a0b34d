"""From the bytes of a file of answers to rows of named values, each with its line.

A row that cannot be read says why and the next ones are read all the same: whoever answers
must not be able to hide what others said.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

__all__ = ["Mistake", "Row", "read_rows"]

_NEEDED = ("explainer", "useful")
_COLUMNS = "explainer, useful, section"
_DELIMITERS = ",;\t"
# A quotation mark that is never closed must not take the rest of the file with it. The form's
# own words have up to 500 characters, hence lines.
_MOST_LINES = 600
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
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, _json_row(line)


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
    """The fields of each record that is not empty; behind a bad line the next one is read."""
    header = next(filter(str.strip, lines), "")
    delimiter = max(_DELIMITERS, key=header.count)
    start = 0
    while start < len(lines):
        some = map(lines.__getitem__, range(start, min(start + _MOST_LINES, len(lines))))
        reader = csv.reader(some, delimiter=delimiter, strict=True)
        try:
            fields = next(reader)
        except csv.Error as error:
            hint = "put quotation marks around text that has some, and double those within"
            yield start + 1, Mistake(f"the line is not CSV: {error}", hint)
            start += 1
            continue
        if fields:
            yield start + 1, fields
        start += reader.line_num  # a field in quotation marks may hold line ends


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
