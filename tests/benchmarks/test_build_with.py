from __future__ import annotations

from pathlib import Path

from benchmarks.build_with import main
from tests.support.sites import explainer, write_files


def test_setting_reaches_the_build(tmp_path: Path):
    write_files(tmp_path / "content", {"caches.md": explainer()})
    places = ["--content", str(tmp_path / "content"), "--output", str(tmp_path / "site")]

    main(["SITENAME=Another name", *places])

    assert "Another name" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
