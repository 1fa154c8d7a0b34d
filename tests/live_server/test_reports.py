from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.explainers.problems import Problem
from plugins.live_server.reports import report_of_failure, report_of_problems
from plugins.site_outputs.labelled import LabelForgotten
from plugins.site_outputs.template_faults import TemplateFault, faults_named


def problem(path: str, *, note: bool = False) -> Problem:
    severity = "note" if note else "error"
    return Problem(path, 3, 1, "file/unused", "'x' is not published", "", severity)


def test_archive_without_problems_has_no_report() -> None:
    assert report_of_problems([], "content") is None


def test_problems_are_told_with_their_place() -> None:
    report = report_of_problems([problem("b.md"), problem("a.md", note=True)], "content")

    assert report is not None
    assert report.headline == "1 problem in 1 file, 1 note"
    assert report.is_error
    assert "content/b.md:3:1: error: 'x' is not published [file/unused]" in report.text


def test_notes_alone_are_no_error() -> None:
    report = report_of_problems([problem("a.md", note=True)], "")

    assert report is not None
    assert not report.is_error


def test_long_report_is_cut_after_its_errors() -> None:
    notes = [problem(f"a{number}.md", note=True) for number in range(60)]

    report = report_of_problems([*notes, problem("z.md")], "")

    assert report is not None
    assert "z.md:3:1: error" in report.text
    assert report.text.endswith("and 11 more; `python3 tasks.py check` shows all")
    assert report.headline == "1 problem in 1 file, 60 notes"


def fault_in(template: str) -> TemplateFault:
    with pytest.raises(TemplateFault) as caught, faults_named("page.html"):
        Environment(undefined=StrictUndefined).from_string(template).render()
    return caught.value


def test_mistake_in_a_template_is_told_in_its_line_alone() -> None:
    report = report_of_failure(fault_in("first\n{{ nothing }}"))

    assert report.headline == "A template has a problem"
    assert report.text.endswith(": error: 'nothing' is undefined")
    assert "\n" not in report.text


def test_forgotten_label_is_told_without_a_traceback() -> None:
    report = report_of_failure(LabelForgotten("error: the template x leaves out the label"))

    assert report.headline == "A template has a problem"
    assert report.text == "error: the template x leaves out the label"


def test_what_is_raised_within_a_template_keeps_its_traceback(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ 1 / 0 }}")
    environment = Environment(loader=FileSystemLoader(tmp_path))
    with pytest.raises(TemplateFault) as caught, faults_named("page.html"):
        environment.get_template("page.html").render()

    report = report_of_failure(caught.value)

    line, *others = report.text.splitlines()
    assert line == f"{tmp_path}/page.html:1: error: ZeroDivisionError: division by zero"
    assert others[1] == "Traceback (most recent call last):"


def test_failure_of_the_code_keeps_its_traceback() -> None:
    report = report_of_failure(ValueError("a plugin wants to publish at '..'"))

    assert report.headline == "The site could not be made"
    assert "ValueError: a plugin wants to publish at '..'" in report.text
