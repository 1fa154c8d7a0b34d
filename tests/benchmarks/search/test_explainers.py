"""Collections as archives."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.search.collection import Document
from benchmarks.search.explainers import address_of, paragraphs_of, write_explainers
from plugins.explainers.model import Explainer
from plugins.explainers.parse import parse_file
from plugins.explainers.sections import DEFAULT_SECTIONS
from plugins.explainers.site import ParseSettings

HOSTILE = '# 1) a*b* [x](y) <b> `c` | --- | "q": {d} _e_ & ~~f~~ $g$ \\h ^i^ ===j=== :k: ![l](m)'


@pytest.mark.parametrize(
    "document",
    [
        Document("a", "Plain title", "One. Two. Three. Four."),
        Document("b", "Only a title", ""),
        Document("c", HOSTILE, HOSTILE),
        Document("d", "- yes: 'no'", f"{HOSTILE} . " * 5),
        Document("e", "2026", "12:30"),
    ],
    ids=lambda document: document.title[:12],
)
def test_every_document_is_an_explainer_without_a_problem(
    document: Document, tmp_path: Path
) -> None:
    write_explainers(tmp_path, [document])

    [path] = tmp_path.rglob("*.md")
    parsed = parse_file(path.read_bytes(), path.name, ParseSettings(DEFAULT_SECTIONS))
    assert parsed.problems == ()
    assert isinstance(parsed.entry, Explainer)
    assert parsed.entry.title == document.title
    assert address_of(0) == f"/explainers/{parsed.entry.slug}/"


def test_text_of_a_document_reads_the_same(tmp_path: Path) -> None:
    write_explainers(tmp_path, [Document("a", "Title", f"{HOSTILE} . Two. Three.")])

    [path] = tmp_path.rglob("*.md")
    parsed = parse_file(path.read_bytes(), path.name, ParseSettings(DEFAULT_SECTIONS))
    assert parsed.body is not None
    assert HOSTILE in parsed.body.text


def test_documents_are_a_day_apart_and_the_last_is_the_newest(tmp_path: Path) -> None:
    write_explainers(tmp_path, [Document(f"{n}", f"Title {n}", "Text.") for n in range(3)])

    texts = [path.read_text() for path in sorted(tmp_path.rglob("*.md"))]

    assert ["2020-12-29" in texts[0], "2020-12-30" in texts[1], "2020-12-31" in texts[2]] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three? Four.", ("One.", "Two!", "Three? Four.")),
        ("one two three", ("one", "two", "three")),
        ("one", ("", "", "one")),
        ("", ("", "", "")),
    ],
)
def test_text_is_cut_in_three(text: str, parts: tuple[str, ...]) -> None:
    assert paragraphs_of(text) == parts
