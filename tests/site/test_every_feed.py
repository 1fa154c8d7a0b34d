"""Every feed of whole sites, read by newsboat, sfeed and feedparser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree

from benchmarks.corpus import write_corpus
from tests.support.everything import write_everything
from tests.support.feed_readers import Newsboat, feedparser_reads, sfeed_ids
from tests.support.served import serve
from tests.support.sites import build_in_process

pytestmark = pytest.mark.readers

_CORPUS = 1000
_FEED_ITEMS = 10
_XML = (".xml", ".atom")


@dataclass(frozen=True)
class Published:
    """A site and its address."""

    folder: Path
    url: str

    def feeds(self) -> dict[str, bytes]:
        """All feeds in XML by their paths."""
        paths = sorted(path for path in self.folder.rglob("*") if path.suffix in _XML)
        names = {path.relative_to(self.folder).as_posix(): path for path in paths}
        return {
            name: path.read_bytes()
            for name, path in names.items()
            if not name.startswith("sitemap")
        }


@pytest.fixture(scope="module", params=["everything", "generated"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Published]:
    """Our own archive with one in which everything occurs, and one of 1,000."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "everything":
        write_everything(folder / "content")
    else:
        write_corpus(folder / "content", count=_CORPUS)
    published = folder / "served" / "site"
    with serve(folder / "served") as url:
        at = f"{url}/site"
        build_in_process(folder / "content", published, SITEURL=at, FEED_ITEMS=_FEED_ITEMS)
        yield Published(published, at)


def test_readers_agree_on_every_feed(site: Published) -> None:
    feeds = site.feeds()

    assert len(feeds) > 20
    for name, data in feeds.items():
        entries = feedparser_reads(data).entries
        ids = [entry.id for entry in entries]
        assert ids == sfeed_ids(data), name
        assert len(set(ids)) == len(ids), name
        assert all(entry.link and entry.title and entry.published_parsed for entry in entries)


def test_newsboat_finds_every_entry(site: Published, tmp_path: Path) -> None:
    tags = sorted(path.parent.name for path in site.folder.glob("tags/*/feed.xml"))
    stories = sorted(path.parent.name for path in site.folder.glob("stories/*/feed.xml"))
    names = (
        *("feed.xml", "feed.atom", "corrections.xml", "feed/archive/1.xml"),
        *(f"tags/{tags[0]}/feed.xml", f"stories/{stories[0]}/feed.xml"),
    )

    for number, name in enumerate(names):
        reader = Newsboat(tmp_path / str(number), f"{site.url}/{name}")

        assert reader.unread() == len(sfeed_ids(site.feeds()[name])) > 0, name


def test_newsboat_follows_all_feeds_by_their_list(site: Published, tmp_path: Path) -> None:
    opml = etree.fromstring((site.folder / "feeds.opml").read_bytes())
    addresses = {each.get("xmlUrl") for each in opml.iter("outline") if each.get("xmlUrl")}
    names = [unquote(address.removeprefix(f"{site.url}/")) for address in addresses]
    feeds, reader = site.feeds(), Newsboat(tmp_path / "home")

    unread = reader.unread_of_list(site.folder / "feeds.opml")

    # What is in several feeds is one entry to it.
    assert unread == len({each for name in names for each in sfeed_ids(feeds[name])}) > 0
    assert reader.feeds() == addresses


def test_history_leads_from_the_feed_to_every_explainer(site: Published) -> None:
    explainers = {path.parent.name for path in site.folder.glob("explainers/*/index.html")}
    seen: set[str] = set()
    address = f"{site.url}/feed.xml"

    while address:
        data = (site.folder / address.removeprefix(f"{site.url}/")).read_bytes()
        feed = feedparser_reads(data)
        seen |= {entry.link.removeprefix(f"{site.url}/explainers/")[:-1] for entry in feed.entries}
        links = {link.rel: link.href for link in feed.feed.links}
        address = links.get("prev-archive", "")

    assert seen == explainers - {"gone"}  # that one is withdrawn


def test_all_formats_say_the_same_of_the_same_entries(site: Published) -> None:
    rss, atom = (feedparser_reads(site.feeds()[name]) for name in ("feed.xml", "feed.atom"))
    items = json.loads((site.folder / "feed.json").read_text())["items"]

    assert len(items) == _FEED_ITEMS
    for one, other, item in zip(rss.entries, atom.entries, items, strict=True):
        assert one.id == other.id == item["id"]
        assert one.title == other.title == item["title"]
        assert one.link == other.link == item["url"]
        assert one.published_parsed == other.published_parsed
        assert item["date_published"].startswith(f"{one.published_parsed[0]}-")
        # feedparser makes HTML safe again; both formats carry the same to begin with.
        assert one.content[0].value == other.content[0].value
        assert item["content_html"]


def test_all_feeds_are_in_the_list_and_nothing_else_is(site: Published) -> None:
    opml = etree.fromstring((site.folder / "feeds.opml").read_bytes())

    addresses = (outline.get("xmlUrl") for outline in opml.iter("outline"))
    listed = {unquote(address) for address in addresses if address}

    there = {f"{site.url}/{name}" for name in site.feeds()}
    old = {address for address in there - listed if "/tags/" in address}
    assert listed <= there
    assert there - listed - old == {
        f"{site.url}/feed.atom",
        *(address for address in there if "/feed/archive/" in address),
    }
    # Feeds at old addresses of tags go on for those who have them, and are not offered.
    titles = [feedparser_reads(site.feeds()[each.removeprefix(f"{site.url}/")]) for each in old]
    assert all(each.feed.title for each in titles)


def test_first_line_of_every_entry_says_how_ai_took_part(site: Published) -> None:
    for item in json.loads((site.folder / "feed.json").read_text())["items"]:
        html = re.sub(rf'^<div lang="{item["language"]}" dir="...">\n', "", item["content_html"])
        label = item["_ai"]["label"] if "_ai" in item else ""

        assert html.startswith(f"<p><strong>{label}</strong></p>") == bool(label), item["id"]
