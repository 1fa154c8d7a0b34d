"""Texts of explainers for tests of parsing, whole but for what a test changes."""

from __future__ import annotations

from plugins.explainers.model import Explainer
from plugins.explainers.parse import ParsedFile, parse_file
from plugins.explainers.problems import Problem
from plugins.explainers.sections import DEFAULT_SECTIONS
from plugins.explainers.site import ParseSettings

__all__ = ["BODY", "SETTINGS", "codes", "explainer_text", "parse", "parse_good", "report"]

SETTINGS = ParseSettings(sections=DEFAULT_SECTIONS, authors=("Desk",))

BODY = """
## What's Happening?

Browsers keep copies of pages.

## Why It's Important?

An old copy can hide a correction.

## What's Next?

Servers may learn to say so.
"""


def explainer_text(*lines: str, body: str = BODY, **fields: str | None) -> str:
    """A file: `lines` are put behind the fields; a field that is None is left out."""
    whole = {"title": "Caches", "date": "2026-11-23", "tags": "[Web]", **fields}
    head = [f"{key}: {value}" for key, value in whole.items() if value is not None]
    return "\n".join(["---", *head, *lines, "---", body])


def parse(text: str, *, path: str = "caches.md", settings: ParseSettings = SETTINGS) -> ParsedFile:
    """What a file with this text is."""
    return parse_file(text.encode(), path, settings)


def parse_good(
    *lines: str,
    body: str = BODY,
    path: str = "caches.md",
    settings: ParseSettings = SETTINGS,
    **fields: str | None,
) -> Explainer:
    """The explainer of a file in which nothing is wrong."""
    parsed = parse(explainer_text(*lines, body=body, **fields), path=path, settings=settings)
    assert parsed.problems == ()
    assert isinstance(parsed.entry, Explainer)
    return parsed.entry


def codes(text: str, *, path: str = "caches.md") -> list[str]:
    """The codes of a file's problems."""
    return [problem.code for problem in parse(text, path=path).problems]


def report(text: str, *, path: str = "caches.md") -> list[str]:
    """A file's problems as `line:column code: message / hint`."""
    return [_line(problem) for problem in parse(text, path=path).problems]


def _line(problem: Problem) -> str:
    place = f"{problem.line}:{problem.column}"
    return f"{place} {problem.code}: {problem.message} / {problem.hint}"
