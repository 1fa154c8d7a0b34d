"""What the server adds to a page: the report on top, and the script that follows saves."""

from __future__ import annotations

import re
from html import escape

from plugins.live_server.reports import Report

__all__ = ["framed", "problem_page"]

_BODY_TAG = re.compile(rb"""<body(?:\s(?:"[^"]*"|'[^']*'|[^>"'])*)?>""", re.IGNORECASE)
_BODY_END = re.compile(rb"</body\s*>", re.IGNORECASE)
_PAGE = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>{title}</title>
</head>
<body>
</body>
</html>
"""


def framed(page: bytes, version: str, report: Report | None = None) -> bytes:
    """An HTML page as it is served. Its own bytes stay as they would be published."""
    if report is not None:
        tag = _BODY_TAG.search(page)
        page = _inserted(page, tag.end() if tag else len(page), _banner(report))
    ends = list(_BODY_END.finditer(page))
    return _inserted(page, ends[-1].start() if ends else len(page), _script(version))


def problem_page(report: Report, version: str) -> bytes:
    """A page that has nothing to show but a report."""
    return framed(_PAGE.format(title=escape(report.headline)).encode(), version, report)


def _inserted(page: bytes, position: int, text: str) -> bytes:
    return page[:position] + text.encode() + page[position:]


def _banner(report: Report) -> str:
    # Notes are told, but an author who drafts has many of them: they stay folded.
    kind, is_open = ("error", " open") if report.is_error else ("note", "")
    return (
        '\n<link rel="stylesheet" href="/_serve/report.css">\n'
        f'<details class="serve-report" data-kind="{kind}"{is_open}>'
        f"<summary>{escape(report.headline)}</summary>\n"
        f"<pre>{escape(report.text)}</pre></details>\n"
    )


def _script(version: str) -> str:
    return f'<script type="module" src="/_serve/reload.js?version={version}"></script>\n'
