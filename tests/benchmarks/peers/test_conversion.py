"""The archive as peers read it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from benchmarks.corpus import write_corpus
from benchmarks.peers.conversion import (
    Convert,
    convert_archive,
    for_pelican,
    with_yaml,
)

EXPLAINER = """---
title: "Lights: out"
date: 2020-05-06T07:08Z
id: lights-out
tags: [AI, C++]
authors: [Ada Brandt]
sources:
  - title: The report
    url: https://report.example/
    publisher: Office
  - title: A talk
---

## What's Happening?

The *lights* went [out](../2019/older.md#whats-next) again[^1], see [here](https://a.example/x.md).

Also [that](older) and [this](/explainers/older/#whats-next).

[^1]: Twice.
"""


def header_of(text: str) -> dict[str, object]:
    fields: dict[str, object] = yaml.safe_load(text.split("---\n")[1])
    return fields


@pytest.mark.parametrize("convert", [with_yaml, for_pelican])
def test_links_among_explainers_become_addresses(convert: Convert) -> None:
    text = convert(EXPLAINER, "lights-out")

    assert "[out](/explainers/older/#whats-next)" in text
    assert "[that](/explainers/older/)" in text
    assert "[this](/explainers/older/#whats-next)" in text
    assert "[here](https://a.example/x.md)" in text


def test_yaml_keeps_what_the_author_wrote() -> None:
    fields = header_of(with_yaml(EXPLAINER, "lights-out"))

    assert fields["title"] == "Lights: out"
    assert fields["tags"] == ["AI", "C++"]
    assert str(fields["date"]) == "2020-05-06 07:08:00+00:00"


def test_stories_are_named_in_a_list_where_there_is_one() -> None:
    told = EXPLAINER.replace("id: lights-out\n", 'id: lights-out\nstory: The dark "city"\n')

    assert header_of(with_yaml(told, "lights-out"))["stories"] == ['The dark "city"']
    assert "stories" not in header_of(with_yaml(EXPLAINER, "lights-out"))


def test_yaml_gets_a_slug_a_year_and_a_summary() -> None:
    fields = header_of(with_yaml(EXPLAINER, "lights-out"))

    assert fields["slug"] == "lights-out"
    assert fields["archive"] == ["2020"]
    assert fields["summary"] == "The lights went out again, see here."


def test_summary_of_the_author_stays_the_only_one() -> None:
    text = with_yaml(EXPLAINER.replace("id:", "summary: Mine.\nid:"), "lights-out")

    assert header_of(text)["summary"] == "Mine."
    assert text.count("summary:") == 1


def test_long_summary_ends_between_words() -> None:
    text = with_yaml(EXPLAINER.replace("again", "again " * 60), "lights-out")

    summary = str(header_of(text)["summary"])
    assert len(summary) < 210
    assert summary.endswith("again …")


def test_pelican_reads_lines_and_gets_the_sources_as_text() -> None:
    header, body = for_pelican(EXPLAINER, "lights-out").split("\n\n", 1)

    assert header.splitlines() == [
        "title: Lights: out",
        "slug: lights-out",
        "date: 2020-05-06T07:08Z",
        "id: lights-out",
        "tags: AI; C++",
        "authors: Ada Brandt",
        "summary: The lights went out again, see here.",
        "ai: generated",
    ]
    assert body.endswith(
        "## Sources\n\n1. [The report](https://report.example/), Office\n1. A talk\n"
    )


def test_whole_archive_is_converted(tmp_path: Path) -> None:
    write_corpus(tmp_path / "content", count=40)

    convert_archive(tmp_path / "content", tmp_path / "theirs", with_yaml)

    explainers = list((tmp_path / "theirs" / "explainers").glob("2*/*.md"))
    targets = {
        target
        for path in explainers
        for target in re.findall(r"\]\((?!https:)([^)]+)\)", path.read_text(encoding="utf-8"))
    }
    assert len(explainers) == 40
    assert (tmp_path / "theirs" / "pages" / "about.md").exists()
    assert len(targets) > 10
    assert all(re.fullmatch(r"/explainers/[a-z0-9-]+/(#[a-z-]+)?", each) for each in targets)
