"""Writes a test collection as an archive of explainers."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from benchmarks.search.collection import Document
from plugins.importing.escaping import escape_paragraph

__all__ = ["address_of", "paragraphs_of", "write_explainers"]

_SECTIONS = ("What's Happening?", "Why It's Important?", "What's Next?")
# No words of any language, as tags are searched too.
_TAGS = ("Zarvoq", "Quelmib", "Brintox", "Doskyw", "Flimmaj")
_NEWEST = date(2020, 12, 31)
_NOTHING = "–"  # sections may not be empty; this has no word in it


def address_of(place: int) -> str:
    """Where the explainer of the document at this place (from 0) is published."""
    return f"/explainers/{_slug(place)}/"


def write_explainers(folder: Path, documents: Sequence[Document]) -> None:
    """Writes a file for each document, a day later than the one before it."""
    for place, document in enumerate(documents):
        day = _NEWEST - timedelta(days=len(documents) - 1 - place)
        path = folder / f"{day.year}" / f"{_slug(place)}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_markdown(document, place, day).encode())


def paragraphs_of(text: str) -> tuple[str, ...]:
    """The text in three parts, cut between sentences where it has enough of them."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    pieces = sentences if len(sentences) >= len(_SECTIONS) else text.split()
    cuts = [len(pieces) * number // len(_SECTIONS) for number in range(len(_SECTIONS) + 1)]
    return tuple(" ".join(pieces[first:end]) for first, end in pairwise(cuts))


def _slug(place: int) -> str:
    return f"d{place:06}"


def _markdown(document: Document, place: int, day: date) -> str:
    tags = sorted({_TAGS[place % len(_TAGS)], _TAGS[place // 7 % len(_TAGS)]})
    lines = (
        "---",
        f"title: {json.dumps(document.title, ensure_ascii=False)}",
        f"date: {day}",
        f"tags: [{', '.join(tags)}]",
        "---",
    )
    sections = (
        f"\n\n## {name}\n\n{escape_paragraph(part) or _NOTHING}"
        for name, part in zip(_SECTIONS, paragraphs_of(document.text), strict=True)
    )
    return "\n".join(lines) + "".join(sections) + "\n"
