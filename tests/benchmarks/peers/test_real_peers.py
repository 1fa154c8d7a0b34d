"""Each peer for real: installed from its registry, it builds 25 explainers.

A test is skipped, with the reason, where a peer cannot be installed.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from benchmarks.corpus import write_corpus
from benchmarks.measure import can_measure, measure
from benchmarks.peers.contest import prepare_site
from benchmarks.peers.installing import installed
from benchmarks.peers.peer import LeftOut, Peer
from benchmarks.peers.setups import PAGEFIND, PEERS, pagefind_command
from plugins.command_line.project import PROJECT_ROOT

pytestmark = pytest.mark.skipif(not can_measure(), reason="measuring needs Linux")

COUNT = 25  # two pages of a list
LARGE_COUNT = 200
ENTRIES = 30  # of a feed
ATOM = "{http://www.w3.org/2005/Atom}"
KEPT = PROJECT_ROOT / ".cache" / "bench-peers"


def tools_of(key: str) -> Path:
    try:
        return installed(key, KEPT)
    except LeftOut as reason:
        pytest.skip(f"{key} is not there to be tested: {reason}")


def built(peer: Peer, content: Path, folder: Path) -> Path:
    """The site that a peer makes of an archive, in a folder that is not there yet."""
    tools = tools_of(peer.program)
    prepare_site(peer, tools, content, folder)
    run = measure(peer.build(tools), folder=folder)
    assert run.exit_code == 0, run.output
    return folder / peer.output


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_bytes(), "html.parser")


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
    return built(PEERS[request.param], content, tmp_path_factory.mktemp(request.param) / "site")


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


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many explainers that stories and tags have several."""
    folder = tmp_path_factory.mktemp("large")
    write_corpus(folder, count=LARGE_COUNT)
    return folder


@pytest.fixture(scope="module")
def whole_site(large: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(PEERS["hugo-whole"], large, tmp_path_factory.mktemp("whole") / "site")


def test_whole_site_names_the_story_of_an_explainer(whole_site: Path, large: Path) -> None:
    told = next(
        path for path in large.glob("2*/*.md") if "\nstory: " in path.read_text(encoding="utf-8")
    )
    page = soup(whole_site / "explainers" / told.stem / "index.html")

    story = page.select_one("#story h2 a")
    assert story is not None
    assert (whole_site / str(story["href"]).lstrip("/") / "index.html").exists()
    assert (whole_site / str(story["href"]).lstrip("/") / "feed.xml").exists()


def test_whole_site_names_related_explainers(whole_site: Path) -> None:
    pages = map(soup, whole_site.glob("explainers/*/index.html"))
    counts = [len(page.select("#related li")) for page in pages]

    assert max(counts) == 4
    # Those that share a rare tag with others are most, but not all.
    assert sum(map(bool, counts)) > LARGE_COUNT / 2


def test_whole_site_describes_its_pages_to_machines(whole_site: Path, large: Path) -> None:
    for path in large.glob("2*/*.md"):
        page = soup(whole_site / "explainers" / path.stem / "index.html")
        script = page.select_one('script[type="application/ld+json"]')
        assert script is not None
        article, trail = json.loads(script.text)["@graph"]
        title = page.select_one("h1")
        assert title is not None
        assert article["headline"] == title.text
        assert trail["itemListElement"][-1]["name"] == title.text


def test_whole_site_has_all_feeds_and_the_archive_as_data(whole_site: Path, large: Path) -> None:
    atom = etree.parse(whole_site / "feed.atom").findall(f"{ATOM}entry/{ATOM}title")
    json_feed = json.loads((whole_site / "feed.json").read_text(encoding="utf-8"))
    lines = (whole_site / "archive.jsonl").read_text(encoding="utf-8").splitlines()
    opml = etree.parse(whole_site / "feeds.opml")

    assert [title.text for title in atom] == [item["title"] for item in json_feed["items"]]
    assert len(atom) == ENTRIES
    assert {Path(json.loads(line)["path"]).stem for line in lines} == {
        path.stem for path in large.glob("2*/*.md")
    }
    assert len(opml.findall(".//outline")) == len(list(whole_site.glob("**/feed.xml")))


def test_whole_site_with_a_link_to_nowhere_is_not_built(content: Path, tmp_path: Path) -> None:
    broken = tmp_path / "content"
    shutil.copytree(content, broken)
    edited = next(broken.glob("2*/*.md"))
    edited.write_text(f"{edited.read_text(encoding='utf-8')}\n[Off](not-there.md)\n", "utf-8")
    peer = PEERS["hugo-whole"]
    tools = tools_of(peer.program)
    prepare_site(peer, tools, broken, tmp_path / "site")

    # Asked to be quiet, it keeps to itself what is wrong.
    command = [part for part in peer.build(tools) if part != "--quiet"]
    run = measure(command, folder=tmp_path / "site")

    assert run.exit_code != 0
    assert "a link leads to /explainers/not-there/, where nothing is" in run.output


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
