"""From a file of answers, CSV or JSON lines, to answers and what is wrong with its lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.explainers.problems import Problem

__all__ = ["Answer", "read_answers"]

_NEEDED = ("explainer", "useful")
_WORDS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_COLUMNS = "explainer, useful, section"
_LONGEST = 200  # characters of an explainer's or a section's name


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `section` is what fell short: an anchor, or empty for the whole."""

    explainer: str
    is_useful: bool
    section: str = ""


def read_answers(data: bytes, path: str) -> tuple[list[Answer], list[Problem]]:
    """The answers of one file, and a problem for each line that holds none.

    A file that begins with `{` has a JSON object on each line; any other is CSV with a header.
    Further columns are passed over.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return [], [_problem(path, line, "syntax", "the file is not UTF-8", "save it as UTF-8")]
    rows = _json_rows(text) if text.lstrip().startswith("{") else _csv_rows(text)
    answers: list[Answer] = []
    problems: list[Problem] = []
    for line, row in rows:
        if isinstance(row, tuple):
            problems.append(_problem(path, line, "syntax", *row))
            continue
        found = _answer(row, path, line)
        if isinstance(found, Answer):
            answers.append(found)
        else:
            problems.append(found)
    return answers, problems


# A row of named values, or what is wrong with its line, and a hint.
_Row = Mapping[str, Any] | tuple[str, str]


def _json_rows(text: str) -> Iterator[tuple[int, _Row]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            yield number, ("the line is not JSON", "one object on each line")
            continue
        yield number, row if isinstance(row, dict) else ("the line is no object", "{...}")


def _csv_rows(text: str) -> Iterator[tuple[int, _Row]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names: list[str] = []
    line = 1
    try:
        for fields in reader:
            if not names:
                names = [name.strip().lower() for name in fields]
                missing = [name for name in _NEEDED if name not in names]
                if missing:
                    lacks = f"the header has no column '{missing[0]}'"
                    yield line, (lacks, f"columns are {_COLUMNS}")
                    return
            elif fields and len(fields) != len(names):
                wanted = f"{len(names)} as in the header"
                yield line, (f"the line has {len(fields)} fields", wanted)
            elif fields:
                yield line, dict(zip(names, fields, strict=True))
            line = reader.line_num + 1  # a field in quotes may hold line ends
    except csv.Error as error:
        yield line, (f"the line is not CSV: {error}", "put quotes around text that has quotes")


def _answer(row: Mapping[str, Any], path: str, line: int) -> Answer | Problem:
    name, useful = row.get("explainer"), row.get("useful")
    if not isinstance(name, str) or not name.strip() or len(name) > _LONGEST:
        return _problem(path, line, "value", "no 'explainer' is named", "give its slug")
    word = str(useful).strip().lower()
    if word not in _WORDS:
        message = f"'useful' is {useful!r:.60}"
        return _problem(path, line, "value", message, "give 'yes' or 'no'")
    section = row.get("section") or ""
    if not isinstance(section, str) or len(section) > _LONGEST:
        return _problem(path, line, "value", f"'section' is {section!r:.60}", "give its anchor")
    return Answer(name.strip(), _WORDS[word], section.strip().removeprefix("#"))


def _problem(path: str, line: int, kind: str, message: str, hint: str) -> Problem:
    return Problem(path, line, 1, f"answers/{kind}", message, hint)
