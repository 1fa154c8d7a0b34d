"""The command `feedback`: what readers answered, as shares of those who found a text useful."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.command_line.exit_codes import CONTENT_PROBLEMS, DONE, WrongUse
from plugins.explainers.problems import Problem, format_problems
from plugins.reader_answers.counting import FEWEST, count_by_explainer, count_by_section
from plugins.reader_answers.reading import Answer, read_answers
from plugins.site_outputs.report import shown_path

__all__ = ["feedback"]

# Strangers can bring about as many as they like.
_MOST_TOLD = 100


def feedback(*, files: Sequence[Path]) -> int:
    """Prints the shares of all files together; the exit code is 1 if a line holds no answer.

    Lines that do hold one are counted all the same.
    """
    answers: list[Answer] = []
    problems: list[Problem] = []
    for file in files:
        if not file.is_file():
            raise WrongUse(f"{file} is not a file")
        read, wrong = read_answers(file.read_bytes(), shown_path(file))
        answers += read
        problems += wrong
    print("\n".join(_report(answers)))
    if problems:
        print(format_problems(problems, most=_MOST_TOLD), file=sys.stderr)
    return CONTENT_PROBLEMS if problems else DONE


def _report(answers: Sequence[Answer]) -> Iterator[str]:
    shares = count_by_explainer(answers)
    answers_to: defaultdict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        answers_to[answer.explainer].append(answer)
    shown = [share for share in shares if share.is_enough]
    for share in shown:
        yield f"{share.percent:3} % useful  {share.useful} of {share.total}  {share.name}"
        for section in count_by_section(answers_to[share.name], share.name):
            short = section.total - section.useful
            counts = f"{short} of {section.total} found it short"
            yield f"    {section.percent:3} % fine  {counts}  #{section.name}"
    few = len(shares) - len(shown)
    if few:
        noun = "explainer has" if few == 1 else "explainers have"
        yield f"{few} {noun} fewer than {FEWEST} answers, too few to say anything"
    counted = "1 answer" if len(answers) == 1 else f"{len(answers):,} answers"
    yield f"{counted} to {len(shares)} {'explainer' if len(shares) == 1 else 'explainers'}"
