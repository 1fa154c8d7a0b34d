"""Feeds of whole sites, held against the JSON Schema of JSON Feed 1.1."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from jsonschema import Draft7Validator, FormatChecker

from tests.support.everything import write_everything
from tests.support.hostile_site import build_all_harmless
from tests.support.sites import PROJECT, build_in_process

_SCHEMA = PROJECT / "tests/node_modules/jsonfeed-schema/schema-v1.1.json"
pytestmark = pytest.mark.skipif(not _SCHEMA.exists(), reason="without node")

_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("uri")
def _is_address(value: Any) -> bool:
    parts = urlsplit(value)
    return value.isascii() and " " not in value and bool(parts.scheme and parts.netloc)


@_FORMATS.checks("date-time", raises=ValueError)
def _is_moment(value: Any) -> bool:
    return datetime.fromisoformat(value).tzinfo is not None


def _faults(feed: Any) -> list[str]:
    schema = json.loads(_SCHEMA.read_bytes())
    found = Draft7Validator(schema, format_checker=_FORMATS).iter_errors(feed)
    return sorted(f"{fault.json_path}: {fault.message}" for fault in found)


def _feed(site: Path) -> Any:
    return json.loads((site / "feed.json").read_bytes())


def test_feed_in_which_everything_occurs_is_as_json_feed_asks(tmp_path: Path) -> None:
    write_everything(tmp_path / "content")
    build_in_process(tmp_path / "content", tmp_path / "site", FEED_ITEMS=1000)

    feed = _feed(tmp_path / "site")

    assert len(feed["items"]) > 20
    assert _faults(feed) == []


def test_feed_of_hostile_texts_is_as_json_feed_asks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_all_harmless(tmp_path / "content", tmp_path / "site", capsys, FEED_ITEMS=1000)

    feed = _feed(tmp_path / "site")

    assert len(feed["items"]) > 20
    assert _faults(feed) == []


def test_feed_without_entries_is_as_json_feed_asks(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    build_in_process(tmp_path / "content", tmp_path / "site")

    assert _faults(_feed(tmp_path / "site")) == []


def test_what_is_wrong_in_a_feed_is_found() -> None:
    item = {"content_html": "", "url": "/explainers/caches/", "date_published": "2026-03-01"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Explained", "items": [item]}

    assert _faults(feed) == [
        "$.items[0].date_published: '2026-03-01' is not a 'date-time'",
        "$.items[0].url: '/explainers/caches/' is not a 'uri'",
        "$.items[0]: 'id' is a required property",
    ]
