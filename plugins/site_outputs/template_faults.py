"""What is wrong in a template, as one line with its place: `theme/templates/x.html:3: error: …`."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from plugins.site_outputs.report import shown_path

__all__ = ["TemplateFault", "faults_named"]

_TEMPLATE_ENDINGS = (".html", ".xml", ".txt")


class TemplateFault(Exception):
    """A page cannot be made with its templates; the message is the line to show.

    It is worded where it happens, because places are lost between processes.
    """


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
        if not place and not isinstance(error, TemplateError | UnicodeDecodeError):
            raise  # a mistake of ours, which keeps its traceback
        raise TemplateFault(_line(place or _named(error, template), error)) from error


def _is_machines(error: Exception) -> bool:
    is_read_failure = isinstance(error, OSError) and not isinstance(error, TemplateNotFound)
    return is_read_failure or isinstance(error, MemoryError)


def _place(error: Exception) -> str:
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return f"{shown_path(Path(error.filename))}:{error.lineno}"
    # Jinja puts the lines of templates into tracebacks.
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(_TEMPLATE_ENDINGS):
            return f"{shown_path(Path(frame.filename))}:{frame.lineno}"
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
    return f"{type(error).__name__}: {error}"
