"""docs/problems.md explains every code."""

from __future__ import annotations

import re
from pathlib import Path

from plugins.explainers.problems import CODES

PAGE = Path(__file__).parents[2] / "docs" / "problems.md"


def sections_of_page() -> dict[str, str]:
    pieces = re.split(r"^### (.+)$", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def test_each_code_has_one_heading_in_the_order_of_the_codes() -> None:
    headings = re.findall(r"^### (.+)$", PAGE.read_text("utf-8"), flags=re.MULTILINE)

    assert headings == list(CODES)


def test_each_code_is_explained() -> None:
    too_short = [code for code, text in sections_of_page().items() if len(text.split()) < 8]

    assert too_short == []
