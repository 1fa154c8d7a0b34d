"""The loopback server of the benchmark."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from benchmarks.search.server import Sent, running_server


def get(address: str) -> tuple[bytes, str | None]:
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as response:
        return response.read(), response.headers["Content-Encoding"]


def test_text_goes_compressed_and_all_else_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("text " * 100)
    (tmp_path / "b.bin").write_text("text " * 100)

    with running_server([tmp_path]) as server:
        text, binary = get(f"{server.address}/a.js"), get(f"{server.address}/b.bin?q=1")

    assert gzip.decompress(text[0]).decode() == "text " * 100
    assert text[1] == "gzip"
    assert binary == (b"text " * 100, None)
    assert server.sent == [Sent("/a.js", len(text[0])), Sent("/b.bin", 500)]


def test_folder_is_answered_by_its_page_and_the_first_folder_wins(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name / "search").mkdir(parents=True)
        (tmp_path / name / "search" / "index.html").write_text(name)
    (tmp_path / "second" / "other.txt").write_text("other")

    with running_server([tmp_path / "first", tmp_path / "second"]) as server:
        page, other = get(f"{server.address}/search/"), get(f"{server.address}/other.txt")

    assert gzip.decompress(page[0]) == b"first"
    assert gzip.decompress(other[0]) == b"other"


@pytest.mark.parametrize("path", ["/none", "/../secret", "/%2e%2e/secret"])
def test_what_is_not_there_is_not_found(path: str, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "site").mkdir()

    with running_server([tmp_path / "site"]) as server, pytest.raises(HTTPError) as caught:
        get(server.address + path)

    assert caught.value.code == 404
    caught.value.close()
    assert server.sent == []


def test_scripts_and_data_are_for_search_and_pages_and_styles_are_not() -> None:
    paths = ("/search/index.html", "/a.css", "/favicon.ico", "/a.js", "/b.bin", "/c.pf_meta")

    assert [path for path in paths if Sent(path, 1).is_for_search] == [
        "/a.js",
        "/b.bin",
        "/c.pf_meta",
    ]
