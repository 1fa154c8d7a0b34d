"""Each peer for real: installed from its registry, it builds 25 explainers.

A test is skipped, with the reason, where a peer cannot be installed.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.corpus import write_corpus
from benchmarks.measure import can_measure, measure
from benchmarks.peers.contest import prepare_site
from benchmarks.peers.installing import installed
from benchmarks.peers.peer import LeftOut
from benchmarks.peers.setups import PAGEFIND, PEERS, pagefind_command
from plugins.command_line.project import PROJECT_ROOT

pytestmark = pytest.mark.skipif(not can_measure(), reason="measuring needs Linux")

COUNT = 25  # two pages of a list
KEPT = PROJECT_ROOT / ".cache" / "bench-peers"


def tools_of(key: str) -> Path:
    try:
        return installed(key, KEPT)
    except LeftOut as reason:
        pytest.skip(f"{key} is not there to be tested: {reason}")


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    write_corpus(folder, count=COUNT)
    return folder


@pytest.fixture(scope="module", params=sorted(PEERS))
def site(
    request: pytest.FixtureRequest, content: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The site that a peer has made of the archive."""
    peer = PEERS[request.param]
    tools = tools_of(peer.key)
    folder = tmp_path_factory.mktemp(peer.key) / "site"
    prepare_site(peer, tools, content, folder)
    run = measure(peer.build(tools), folder=folder)
    assert run.exit_code == 0, run.output
    return folder / peer.output


def test_every_explainer_has_its_page(site: Path, content: Path) -> None:
    pages = {path.parent.name for path in site.glob("explainers/*/index.html")}

    assert pages == {path.stem for path in content.glob("2*/*.md")}


def test_home_pages_hold_twenty_each(site: Path) -> None:
    first = (site / "index.html").read_text(encoding="utf-8")
    second = (site / "page" / "2" / "index.html").read_text(encoding="utf-8")

    assert first.count("<h2><a ") == 20
    assert second.count("<h2><a ") == COUNT - 20
    assert 'href="/page/2/"' in first


def test_every_tag_has_a_page_and_a_feed_with_whole_texts(site: Path, content: Path) -> None:
    wanted = {
        tag.strip()
        for path in content.glob("2*/*.md")
        for line in re.findall(r"^tags: \[(.*)\]$", path.read_text(encoding="utf-8"), re.MULTILINE)
        for tag in line.split(",")
    }

    assert len(list(site.glob("tags/*/index.html"))) == len(wanted)
    feeds = list(site.glob("tags/*/feed.xml"))
    assert len(feeds) == len(wanted)
    assert all("beyond-the-headlines" in feed.read_text(encoding="utf-8") for feed in feeds)


def test_feed_archive_and_sitemap_are_there(site: Path) -> None:
    feed = (site / "feed.xml").read_text(encoding="utf-8")
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")

    assert feed.count("<item>") == COUNT
    assert sitemap.count("/explainers/") == COUNT
    assert (site / "archive" / "index.html").exists()
    assert len(list(site.glob("archive/2*/index.html"))) == 10
    assert (site / "about" / "index.html").exists()


def test_anchors_are_those_that_links_lead_to(site: Path) -> None:
    page = next(site.glob("explainers/*/index.html")).read_text(encoding="utf-8")

    for anchor in ("what-is-the-story-about", "whats-happening", "whats-next"):
        assert f'id="{anchor}"' in page


def test_pagefind_indexes_the_explainers_alone(
    site: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    peer = PEERS[request.node.callspec.params["site"]]
    if not peer.is_searched_by_pagefind:
        assert "no search" in peer.lacks
        return
    tools = tools_of(PAGEFIND)

    run = measure(pagefind_command(tools, site, tmp_path / "index"))

    assert run.exit_code == 0, run.output
    assert len(list((tmp_path / "index" / "fragment").iterdir())) == COUNT
