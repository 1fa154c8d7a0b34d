from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.site_outputs.labelled import LabelForgotten
from plugins.site_outputs.template_faults import TemplateFault, TemplateFiles, faults_named
from tests.support.sites import write_files

OTHERS = {
    "partials/sum.html": "\n\n{{ 1 / 0 }}",
    "partials/self.html": "{% include 'partials/self.html' %}",
    "partials/frame.html": "\n{% block one %}{% endblock %}{% block one %}{% endblock %}",
    "partials/latin.html": "\nGröße\n".encode("latin-1"),
    "partials/sum.jinja": "\n\n{{ 1 / 0 }}",
    "partials/sum": "\n{% macro add() %}\n{{ 1 / 0 }}{% endmacro %}",
}


def fault_of(folder: Path, template: str) -> TemplateFault:
    write_files(folder, {**OTHERS, "page.html": template})
    environment = Environment(
        loader=TemplateFiles([folder / "none", folder]), undefined=StrictUndefined
    )
    with pytest.raises(TemplateFault) as caught, faults_named("page.html"):
        environment.get_template("page.html").render(text="caches")
    return caught.value


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("first\n{% if %}", "page.html:2: error: Expected an expression"),
        ("{% iff x %}", "page.html:1: error: Encountered unknown tag 'iff'."),
        ("first\n\n{{ nothing }}", "page.html:3: error: 'nothing' is undefined"),
        ("{{ text.nothing }}", "page.html:1: error: 'str object' has no attribute 'nothing'"),
        ("{{ text | nothing }}", "page.html:1: error: No filter named 'nothing'."),
        ("{{ text() }}", "page.html:1: error: TypeError: 'str' object is not callable"),
        ("\n{% include 'lost.html' %}", "page.html:2: error: there is no template 'lost.html'"),
        ("{% extends '!theme/x.html' %}", "page.html:1: error: there is no template '!theme/x."),
        ("{% include 'partials/sum.html' %}", "sum.html:3: error: ZeroDivisionError: division by"),
        ("{% extends 'partials/frame.html' %}", "frame.html:2: error: block 'one' defined twice"),
        ("{% include 'partials/self.html' %}", "self.html:1: error: RecursionError: it extends"),
        ("\n{% include 'partials/latin.html' %}", "latin.html:2: error: the file is not UTF-8"),
        ("\n{% include 'partials/sum.jinja' %}", "sum.jinja:3: error: ZeroDivisionError: division"),
        (
            "{% from 'partials/sum' import add %}\n\n\n{{ add() }}",
            "partials/sum:3: error: ZeroDivisionError: division by zero",
        ),
        (
            "{% extends 'page.html' %}",
            "page.html:1: error: RecursionError: it extends, includes or calls itself; "
            "the theme's is '!theme/' and its name",
        ),
    ],
)
def test_fault_is_one_line_with_its_place(tmp_path: Path, template: str, told: str) -> None:
    fault = str(fault_of(tmp_path, template))

    assert told in fault
    assert fault.startswith(str(tmp_path))
    assert "\n" not in fault


def test_place_is_shown_from_where_the_command_ran(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    fault = fault_of(tmp_path / "theme", "{{ nothing }}")

    assert str(fault) == "theme/page.html:1: error: 'nothing' is undefined"


def test_template_that_is_not_there_is_named() -> None:
    with pytest.raises(TemplateFault) as caught, faults_named("lost.html"):
        Environment(loader=FileSystemLoader([])).get_template("lost.html")

    assert str(caught.value) == "error: there is no template 'lost.html'"


def test_fault_survives_the_way_from_another_process(tmp_path: Path) -> None:
    for fault in (fault_of(tmp_path, "{% if %}"), LabelForgotten("error: the template x")):
        received = pickle.loads(pickle.dumps(fault))

        assert (type(received), str(received)) == (type(fault), str(fault))


@pytest.mark.parametrize("error", [ValueError("ours"), PermissionError(13, "no"), MemoryError()])
def test_failure_without_a_template_passes_as_it_is(error: Exception) -> None:
    with pytest.raises(type(error)) as caught, faults_named("page.html"):
        raise error

    assert caught.value is error
