"""Texts that tests import: invented, in the shape in which publishers put out explainers."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "importing" / "samples"

SAMPLES = {path.stem: path.read_text("utf-8") for path in sorted(_FOLDER.glob("*.txt"))}
EXPLAINER = SAMPLES["explainer"]
