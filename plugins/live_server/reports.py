"""What went wrong, as a text for the terminal and for the page."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import TemplateError, TemplateSyntaxError

from plugins.explainers.problems import Problem, format_problems, summarise

__all__ = ["Report", "report_of_failure", "report_of_problems"]

# A page with all problems of a large archive would be too long to load, and to read.
_MOST_SHOWN = 50
_TEMPLATE_ENDINGS = (".html", ".xml", ".txt")


@dataclass(frozen=True, slots=True)
class Report:
    """A headline, and a text of lines. `is_error`: something is not shown as it was written."""

    headline: str
    text: str
    is_error: bool = True


def report_of_problems(problems: Iterable[Problem], content: str) -> Report | None:
    """The report on an archive, errors first where not all fit in; None where all is well.

    `content` is put before each path.
    """
    found = sorted(set(problems), key=lambda problem: (problem.severity != "error", problem))
    if not found:
        return None
    shown = format_problems(found[:_MOST_SHOWN], content=content)
    if len(found) > _MOST_SHOWN:
        left_out = len(found) - _MOST_SHOWN
        problem_lines = shown.rpartition("\n")[0]
        shown = f"{problem_lines}\nand {left_out:,} more; `python3 tasks.py check` shows all"
    return Report(summarise(found), shown, found[0].severity == "error")


def report_of_failure(error: BaseException) -> Report:
    """The report on an exception: the line of the template, if one led there, and the traceback."""
    trace = "".join(traceback.format_exception(error))
    place = _place_in_template(error)
    if place is None:
        return Report("The site could not be made", trace)
    message = f"{place}: error: {type(error).__name__}: {error}".partition("\n")[0]
    is_from_jinja = isinstance(error, TemplateError)
    return Report("A template has a problem", message if is_from_jinja else f"{message}\n\n{trace}")


def _place_in_template(error: BaseException) -> str | None:
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    # Jinja puts the lines of templates into tracebacks.
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(_TEMPLATE_ENDINGS):
            return f"{frame.filename}:{frame.lineno}"
    return None
