"""Where things lie in a checkout."""

from __future__ import annotations

from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[2]
CONTENT = PROJECT_ROOT / "content"
OUTPUT = PROJECT_ROOT / "output"
TESTS = PROJECT_ROOT / "tests"
