"""What went wrong, as a text for the terminal and for the page."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import TemplateError

from plugins.explainers.problems import Problem, format_problems, summarise
from plugins.site_outputs.template_faults import TemplateFault

__all__ = ["Report", "report_of_failure", "report_of_problems"]

# A page with all problems of a large archive would be too long to load, and to read.
_MOST_SHOWN = 50


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
    """The report on an exception: a template's fault in its own words, others by their traceback.

    What was raised from within a template has both, for it may be a filter of the site's own.
    """
    if not isinstance(error, TemplateFault):
        return Report("The site could not be made", _trace(error))
    cause = error.__cause__
    is_told = cause is None or isinstance(cause, TemplateError)
    text = str(error) if is_told else f"{error}\n\n{_trace(cause)}"
    return Report("A template has a problem", text)


def _trace(error: BaseException | None) -> str:
    return "".join(traceback.format_exception(error))
