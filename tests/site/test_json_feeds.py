"""Feeds of whole sites, held against the JSON Schema of JSON Feed 1.1."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.support.everything import write_everything
from tests.support.hostile_site import build_all_harmless
from tests.support.sites import PROJECT, build_in_process

_SCHEMA = PROJECT / "tests/node_modules/jsonfeed-schema"
_IN_NODE = Path(__file__).with_name("json_feeds_in_node.mjs")
pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not _SCHEMA.exists(), reason="without node"
)


def _faults(feeds: dict[str, Any]) -> dict[str, list[str]]:
    ran = subprocess.run(
        ["node", str(_IN_NODE)],
        input=json.dumps(feeds),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    found: dict[str, list[str]] = json.loads(ran.stdout)
    return found


def _read(site: Path) -> Any:
    return json.loads((site / "feed.json").read_bytes())


def test_feed_of_any_site_is_what_json_feed_asks_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = ("everything", "hostile", "empty")
    everything, hostile, empty = (tmp_path / name for name in names)
    write_everything(everything / "content")
    build_in_process(everything / "content", everything / "site", FEED_ITEMS=1000)
    build_all_harmless(hostile / "content", hostile / "site", capsys, FEED_ITEMS=1000)
    (empty / "content").mkdir(parents=True)
    build_in_process(empty / "content", empty / "site")

    feeds = {name: _read(tmp_path / name / "site") for name in names}

    assert [bool(feed["items"]) for feed in feeds.values()] == [True, True, False]
    assert _faults(feeds) == {name: [] for name in names}


def test_schema_finds_what_is_wrong() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Explained",
        "items": [{"id": "1", "content_html": "", "url": "/explainers/caches/"}],
    }

    assert _faults({"feed": feed}) == {"feed": ['/items/0/url: must match format "uri"']}
