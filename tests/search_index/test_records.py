"""What results show, and the way to it from the head."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from plugins.explainers.model import AiUse
from plugins.search_index.index_files import IndexFiles
from plugins.search_index.records import PER_PACK, names_tree
from tests.search_index.corpus import (
    SITE,
    MadeArchive,
    MadeSearch,
    make_archive,
    make_explainer,
    searched,
)


def head_of(made: MadeSearch) -> dict[str, Any]:
    head: dict[str, Any] = json.loads(made.index.load(made.state.head))
    return head


def records_of(made: MadeSearch) -> list[Any]:
    packs = [json.loads(made.index.load(f"records/{name}")) for name in made.state.packs]
    return [record for pack in packs for record in pack]


def test_record_has_what_a_result_shows() -> None:
    explainer = make_explainer(
        "Caches",
        tags=("Meta & Co", "C++"),
        lang="de",
        ai=AiUse(extent="assisted"),
        summary="What a cache is.",
    )
    made = searched(MadeArchive([(explainer, "A cache keeps copies.\nZones hold names.")]))

    assert records_of(made) == [
        [
            "Caches",
            "",
            "2026-11-23",
            2,
            "de",
            ["Meta & Co", ["C++", "cplusplus"]],
            [
                ["", "What a cache is."],
                ["", "A cache keeps copies."],
                [["part-1", "Part 1"], "Zones hold names."],
            ],
        ]
    ]


def test_record_says_names_in_addresses_that_the_browser_would_not_guess() -> None:
    explainer = make_explainer("Été", slug="summer", tags=("C++", "C", "Été"))
    made = searched(MadeArchive([(explainer, "Text.")]))

    [[_, slug, _, _, _, tags, _]] = records_of(made)
    assert slug == "summer"
    assert tags == [["C++", "cplusplus"], "C", ["Été", "ete"]]


def test_record_leaves_out_what_goes_without_saying() -> None:
    made = searched(MadeArchive([(make_explainer("Caches", ai_generated=False), "A cache.")]))

    [[_, _, _, label, lang, *_]] = records_of(made)
    assert (label, lang) == (0, "")


def test_opening_that_the_summary_says_is_not_said_twice() -> None:
    made = searched(MadeArchive([(make_explainer("T", summary="A cache."), "A cache.\nZones.")]))

    assert records_of(made)[0][-1] == [["", "A cache."], [["part-1", "Part 1"], "Zones."]]


def test_long_openings_end_with_a_word() -> None:
    made = searched(make_archive(("Title", "copies " * 1000)))

    [_, [_, text]] = records_of(made)[0][-1]
    assert len(text) < 100
    assert text.endswith("copies…")


def test_withdrawn_explainer_has_a_number_and_no_record() -> None:
    withdrawn = make_explainer("B", slug="b", status="withdrawn")
    texts = [
        (make_explainer("A", slug="a"), "x"),
        (withdrawn, "y"),
        (make_explainer("C", slug="c"), "z"),
    ]
    made = searched(MadeArchive(texts))

    assert [record and record[0] for record in records_of(made)] == ["A", None, "C"]
    assert (head_of(made)["count"], head_of(made)["live"]) == (3, 2)


def test_day_and_year_are_those_of_the_sites_time_zone() -> None:
    texts = [(make_explainer("A", date="2025-12-31T23:30:00Z"), "x")]

    made = searched(MadeArchive(texts), replace(SITE, timezone="Europe/Berlin"))

    assert records_of(made)[0][2] == "2026-01-01"
    assert head_of(made)["years"] == [[2026, 0]]


@pytest.mark.parametrize(
    ("count", "depth"), [(0, 0), (1, 0), (64, 0), (65, 1), (4096, 1), (4097, 2), (70_000, 2)]
)
def test_every_pack_is_found_through_the_tree_of_names(count: int, depth: int) -> None:
    names = [f"{number:012x}" for number in range(count)]
    files = IndexFiles(())

    tree = names_tree(names, files)

    assert (tree["per"], tree["depth"]) == (PER_PACK, depth)
    assert len(tree["names"]) <= 64

    def name_of(number: int, level: int = 0) -> str:
        if level == depth:
            return str(tree["names"][number])
        page = files.new[f"names/{name_of(number // 64, level + 1)}"]
        return page[6 * (number % 64) : 6 * (number % 64) + 6].hex()

    places = {*range(0, count, 997), *range(min(count, 70)), *range(max(0, count - 70), count)}
    assert all(name_of(number) == names[number] for number in places)
