"""The manifest: what it says of pages and files, whichever way a build comes to it."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.support.sites import build_in_process, explainer, write_files

FILES = {
    **{
        f"2025/about-{number:02}.md": explainer(f"About {number}", date=f"2025-{number:02}-01")
        for number in range(1, 13)
    },
    "gone.md": explainer("Gone", front="status: withdrawn\n"),
    "draft.md": explainer("Draft", front="status: draft\n"),
}


def build(folder: Path, **settings: Any) -> dict[str, Any]:
    build_in_process(folder / "content", folder / "site", **settings)
    manifest: dict[str, Any] = json.loads((folder / "site/manifest.json").read_bytes())
    return manifest


def digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def test_manifest_has_the_digests_of_pages_and_of_their_files(tmp_path: Path) -> None:
    write_files(tmp_path / "content", FILES)

    manifest = build(tmp_path, SITEURL="https://example.org/news")

    assert manifest["site"] == "https://example.org/news/"
    assert len(manifest["explainers"]) == 13
    for entry in manifest["explainers"]:
        assert entry["page"]["sha256"] == digest(tmp_path / "site" / entry["page"]["path"])
    sourced = [entry for entry in manifest["explainers"] if "source" in entry]
    assert [entry["id"] for entry in sourced] == [f"about-{number:02}" for number in range(1, 13)]
    for entry in sourced:
        file = tmp_path / "content" / entry["source"]["path"]
        assert entry["source"]["sha256"] == digest(file)
    assert sourced[0]["url"] == "https://example.org/news/explainers/about-01/"


def test_manifest_is_the_same_after_edits_and_from_nothing(tmp_path: Path) -> None:
    write_files(tmp_path / "content", FILES)
    build(tmp_path)
    write_files(tmp_path / "content", {"2025/about-07.md": explainer("Other", date="2025-07-01")})
    edited = build(tmp_path)
    write_files(tmp_path / "content", {"2026/new.md": explainer("New", date="2026-01-01")})
    (tmp_path / "content/2025/about-02.md").unlink()

    warm = build(tmp_path)
    bytes_of_warm = (tmp_path / "site/manifest.json").read_bytes()
    cold = build(tmp_path, FRESH_BUILD=True, BUILD_JOBS=2)

    assert edited["explainers"][6]["page"]["sha256"] == digest_of(warm, "about-07")
    assert warm == cold
    assert (tmp_path / "site/manifest.json").read_bytes() == bytes_of_warm


def test_redirects_are_in_it_each_once(tmp_path: Path) -> None:
    front = "aliases: [/old, /old/, '/alt/ä b.html']\n"
    files = {"a.md": explainer("A", front=front), "b.md": explainer("B")}
    gone = {"c.md": explainer("C", front="status: withdrawn\naliases: [/older/]\n")}
    write_files(tmp_path / "content", files | gone)

    a, b, c = build(tmp_path)["explainers"]

    assert [each["path"] for each in a["redirects"]] == ["old/index.html", "alt/ä b.html"]
    assert [each["path"] for each in c["redirects"]] == ["older/index.html"]
    assert "redirects" not in b
    for each in (*a["redirects"], *c["redirects"]):
        assert each["sha256"] == digest(tmp_path / "site" / each["path"])


def digest_of(manifest: dict[str, Any], name: str) -> str:
    return next(each["page"]["sha256"] for each in manifest["explainers"] if each["id"] == name)
