"""Keeps what was measured: the tables between two marks in a document, the chart as two files."""

from __future__ import annotations

from pathlib import Path

from benchmarks.peers.chart import DARK, LIGHT, Series, draw_chart

__all__ = ["between_marks", "write_record"]

_BEGIN, _END = "<!-- peers: begin -->", "<!-- peers: end -->"
_CHARTS = {"build-cost-light.svg": LIGHT, "build-cost-dark.svg": DARK}


def write_record(comparison: str, series: Series, *, document: Path, pictures: Path) -> None:
    """Writes both; raises ValueError where the document has no marks."""
    text = between_marks(document.read_text(encoding="utf-8"), comparison)
    document.write_text(text, encoding="utf-8")
    for name, palette in _CHARTS.items():
        (pictures / name).write_text(draw_chart(series, palette), encoding="utf-8")


def between_marks(document: str, text: str) -> str:
    """The document with the text in place of what stood between its marks."""
    before, begin, rest = document.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError(f"the document lacks {_BEGIN} or {_END}")
    return f"{before}{begin}\n\n{text.strip()}\n\n{end}{after}"
