"""What was measured, kept in the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.peers.record import between_marks, write_record

DOCUMENT = "before\n\n<!-- peers: begin -->\nold\n<!-- peers: end -->\n\nafter\n"


def test_only_what_stands_between_the_marks_changes() -> None:
    text = between_marks(DOCUMENT, "new")

    assert text == ("before\n\n<!-- peers: begin -->\n\nnew\n\n<!-- peers: end -->\n\nafter\n")
    assert between_marks(text, "new") == text


@pytest.mark.parametrize("document", ["none at all", "<!-- peers: begin --> without an end"])
def test_document_without_marks_is_refused(document: str) -> None:
    with pytest.raises(ValueError, match="lacks"):
        between_marks(document, "new")


def test_tables_and_both_charts_are_written(tmp_path: Path) -> None:
    document = tmp_path / "README.md"
    document.write_text(DOCUMENT, encoding="utf-8")

    write_record("new", {"Ours": {10: 1.0}}, document=document, pictures=tmp_path)

    assert "new" in document.read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.glob("*.svg")) == [
        "build-cost-dark.svg",
        "build-cost-light.svg",
    ]
