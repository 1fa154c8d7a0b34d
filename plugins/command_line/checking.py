"""The command `check`: every problem, nothing published."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from plugins.command_line.exit_codes import DONE, WrongUse, exit_code_of
from plugins.command_line.opening import open_site
from plugins.explainers.problems import Problem, format_problems, has_errors
from plugins.site_outputs.project import Project
from plugins.site_outputs.report import shown_path
from plugins.site_outputs.store_use import store_of
from plugins.site_outputs.translations import is_english

__all__ = ["check"]


def check(*, files: Sequence[Path], content: Path) -> int:
    """Prints the problems of all files, or of those given; the exit code is 1 if one is an error,
    2 if it is one of the settings.

    Files are always checked against the whole archive, for links and addresses.
    """
    wanted = [_relative(file, content) for file in files]
    site = open_site(content=content)
    with store_of(site.project) as store, site.project.workers() as workers:
        plan = site.record.compared(site.plan(store, workers))
    problems = _of_files(plan.problems, wanted) if wanted else plan.problems
    _say_what_is_not_translated(site.project)
    if problems:
        print(format_problems(problems, content=shown_path(content)), file=sys.stderr)
    if has_errors(problems, strict=site.project.settings.strict):
        return exit_code_of(problem.code for problem in problems)
    if not problems:
        counts = plan.counts
        total = counts.published + counts.drafts + counts.held_back + counts.withdrawn
        number, noun = (len(wanted), "file") if wanted else (total, "explainer")
        print(f"{number:,} {noun}{'' if number == 1 else 's'} checked, nothing wrong")
    return DONE


def _say_what_is_not_translated(project: Project) -> None:
    lang = project.settings.site.lang
    if not is_english(lang) and not project.translation_files:
        message = f"the theme has no translation for '{lang}', so its own texts are English"
        print(f"{message} (docs/theming.md, Translations)", file=sys.stderr)


def _relative(file: Path, content: Path) -> str:
    """A file as problems name it. Raises WrongUse where it is not in the content folder."""
    for given in (file.absolute(), (content / file).absolute()):
        if given.is_relative_to(content.absolute()) and given.exists():
            return given.relative_to(content.absolute()).as_posix()
    raise WrongUse(f"{file} is not in the content folder {content}")


def _of_files(problems: Iterable[Problem], wanted: Sequence[str]) -> tuple[Problem, ...]:
    def is_wanted(path: str) -> bool:
        return any(path == each or path.startswith(f"{each}/") for each in wanted)

    return tuple(problem for problem in problems if is_wanted(problem.path))
