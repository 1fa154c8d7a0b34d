"""From a file of answers, CSV or JSON, to answers and what is wrong with its lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plugins.explainers.problems import Problem
from plugins.reader_answers.rows import Mistake, read_rows

__all__ = ["Answer", "read_answers"]

_WORDS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_LONGEST = 200  # characters of an explainer's or a section's name


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. `section` is what fell short: an anchor, or empty for the whole."""

    explainer: str
    is_useful: bool
    section: str = ""


def read_answers(data: bytes, path: str) -> tuple[list[Answer], list[Problem]]:
    """The answers of one file, and a problem for each row that holds none.

    Further columns are passed over.
    """
    answers: list[Answer] = []
    problems: list[Problem] = []
    for line, row in read_rows(data):
        if isinstance(row, Mistake):
            problems.append(_problem(path, line, "syntax", row))
            continue
        found = _answer(row)
        if isinstance(found, Answer):
            answers.append(found)
        else:
            problems.append(_problem(path, line, "value", found))
    return answers, problems


def _answer(row: Mapping[str, Any]) -> Answer | Mistake:
    name, useful = row.get("explainer"), row.get("useful")
    if not isinstance(name, str) or not name.strip():
        return Mistake("no 'explainer' is named", "give its slug")
    if not _is_name(name):
        return Mistake(f"'explainer' is {_shown(name)}", "give its slug")
    word = str(useful).strip().lower()
    if word not in _WORDS:
        return Mistake(f"'useful' is {_shown(useful)}", "give 'yes' or 'no'")
    section = row.get("section") or ""
    if section and not _is_name(section):
        return Mistake(f"'section' is {_shown(section)}", "give its anchor")
    return Answer(name.strip(), _WORDS[word], section.strip().removeprefix("#"))


def _is_name(value: Any) -> bool:
    """Whether it can be a slug or an anchor. Strangers wrote it, and it is shown in terminals."""
    return isinstance(value, str) and len(value) <= _LONGEST and value.strip().isprintable()


def _shown(value: Any) -> str:
    return f"{value!r:.60}"


def _problem(path: str, line: int, kind: str, found: Mistake) -> Problem:
    return Problem(path, line, 1, f"answers/{kind}", found.message, found.hint)
