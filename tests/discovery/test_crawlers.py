from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest

from plugins.discovery import build_robots
from plugins.discovery.crawlers import ANSWERING, ASKED_BY_USERS, TRAINING
from plugins.explainers.archive import Archive, AssetFile
from plugins.explainers.site import Crawlers, Site
from tests.support.sites import PROJECT


def test_robots_may_read_everything_and_learn_of_the_sitemap(site: Site, context: Any) -> None:
    (output,) = build_robots(Archive(()), site)

    text = output.render(output.inputs, context).decode()

    assert output.path == "robots.txt"
    assert text.splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://example.org/archive/sitemap.xml",
    ]


def test_robots_of_the_author_are_the_ones_that_count(site: Site) -> None:
    own = AssetFile("static/robots.txt", "/robots.txt", "00")

    assert list(build_robots(Archive((), files=(own,)), site)) == []


@pytest.mark.parametrize(
    ("preset", "barred"),
    [
        ("all", ()),
        ("no-ai-training", TRAINING),
        ("no-ai", (*TRAINING, *ANSWERING, *ASKED_BY_USERS)),
    ],
)
def test_presets_keep_out_whom_they_name(
    site: Site, context: Any, preset: Crawlers, barred: tuple[str, ...]
) -> None:
    context.site = replace(site, crawlers=preset)
    (output,) = build_robots(Archive(()), site)
    parser = RobotFileParser()

    parser.parse(output.render(output.inputs, context).decode().splitlines())

    everybody = (*TRAINING, *ANSWERING, *ASKED_BY_USERS, "Googlebot", "Bingbot", "Applebot")
    page = "https://example.org/explainers/caches/"
    assert [name for name in everybody if not parser.can_fetch(name, page)] == [*barred]
    assert parser.site_maps() == ["https://example.org/archive/sitemap.xml"]


@pytest.mark.parametrize(
    ("preset", "named"), [("no-ai-training", TRAINING), ("no-ai", (*ANSWERING, *ASKED_BY_USERS))]
)
def test_documentation_names_whom_a_preset_keeps_out(preset: str, named: tuple[str, ...]) -> None:
    text = (PROJECT / "docs/data.md").read_text(encoding="utf-8")
    (row,) = (line for line in text.splitlines() if line.startswith(f"| `{preset}` |"))

    assert [name for name in named if not re.search(rf"\b{name}\b", row)] == []


def test_nobody_stands_in_two_groups() -> None:
    everybody = [*TRAINING, *ANSWERING, *ASKED_BY_USERS]

    assert len({name.lower() for name in everybody}) == len(everybody)
