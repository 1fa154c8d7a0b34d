from __future__ import annotations

from pathlib import Path

import pytest

from plugins.site_outputs.output_place import OutputPlace


@pytest.fixture
def place(tmp_path: Path) -> OutputPlace:
    return OutputPlace(tmp_path / "site")
