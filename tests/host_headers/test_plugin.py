from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.sites import build_in_process, explainer, write_files


@pytest.mark.parametrize("own", [None, "/*\n  X-Robots-Tag: noindex\n"])
def test_build_publishes_the_headers_unless_the_author_has_some(
    tmp_path: Path, own: str | None
) -> None:
    files = {"caches.md": explainer("Caches")}
    write_files(tmp_path / "content", files | ({"static/_headers": own} if own else {}))

    build_in_process(tmp_path / "content", tmp_path / "site")

    text = (tmp_path / "site/_headers").read_text()
    assert text == own if own else text.startswith("/*\n  Content-Security-Policy: default-src")
