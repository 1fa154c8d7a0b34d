"""What is wrong in a template, as one line with its place: `theme/templates/x.html:3: error: …`."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)

from plugins.site_outputs.report import shown_path

__all__ = ["TemplateFault", "TemplateFiles", "faults_named"]

# Where the depth is exceeded, and in which words, is left to chance.
_WITHOUT_END = "it extends, includes or calls itself; the theme's is '!theme/' and its name"


class TemplateFault(Exception):
    """A page cannot be made with its templates; the message is the line to show.

    It is worded where it happens, because places are lost between processes.
    """


class TemplateFiles(FileSystemLoader):
    """Jinja's files of templates; one that is not UTF-8 is named."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Any]:
        """As Jinja has it. Raises TemplateFault."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            paths = (Path(folder, template) for folder in self.searchpath)
            path = next(path for path in paths if path.is_file())
            line = error.object.count(b"\n", 0, error.start) + 1
            message = f"{shown_path(path)}:{line}: error: the file is not UTF-8"
            raise TemplateFault(message) from None


@contextmanager
def faults_named(template: str) -> Iterator[None]:
    """Turns what goes wrong in a template, or in those that it uses, into a TemplateFault."""
    try:
        yield
    except TemplateFault:
        raise
    except Exception as error:
        if _is_machines(error):
            raise
        place = _place(error)
        if not place and not isinstance(error, TemplateError):
            raise  # a mistake of ours, which keeps its traceback
        raise TemplateFault(_line(place or _named(error, template), error)) from error


def _is_machines(error: Exception) -> bool:
    is_read_failure = isinstance(error, OSError) and not isinstance(error, TemplateNotFound)
    return is_read_failure or isinstance(error, MemoryError)


def _place(error: Exception) -> str:
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return f"{shown_path(Path(error.filename))}:{error.lineno}"
    # Jinja puts the lines of templates into tracebacks.
    for frame, line in reversed([*traceback.walk_tb(error.__traceback__)]):
        if "__jinja_exception__" in frame.f_globals:
            return f"{shown_path(Path(frame.f_code.co_filename))}:{line}"
    return ""


def _named(error: Exception, template: str) -> str:
    return "" if isinstance(error, TemplateNotFound) else template


def _line(place: str, error: Exception) -> str:
    text = f"{place}: error: {_what(error)}" if place else f"error: {_what(error)}"
    return " ".join(text.split())


def _what(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template '{error.name}'"
    if isinstance(error, TemplateError):
        return error.message or type(error).__name__
    text = _WITHOUT_END if isinstance(error, RecursionError) else error
    return f"{type(error).__name__}: {text}"
