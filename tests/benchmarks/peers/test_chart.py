"""The chart: well formed, told in words too, and true to its numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from benchmarks.peers.chart import DARK, LIGHT, Palette, draw_chart, series_of
from benchmarks.peers.rows import OURS, SECOND, Row
from benchmarks.peers.setups import PEERS

SVG = "{http://www.w3.org/2000/svg}"
SERIES = {
    "Ours": {1_000: 1.0, 10_000: 10.0, 100_000: 100.0},
    "Theirs & <others>": {1_000: 3.0, 10_000: 30.0},
    "Nearly theirs": {1_000: 3.1, 10_000: 30.1},
}


def drawn(series: dict[str, dict[int, float]]) -> ElementTree.Element:
    return ElementTree.fromstring(draw_chart(series, LIGHT))


def texts(chart: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in chart.iter(f"{SVG}text")]


def test_title_and_description_name_the_image() -> None:
    chart = drawn(SERIES)

    named = {chart.find(f"{SVG}title").attrib["id"], chart.find(f"{SVG}desc").attrib["id"]}
    assert chart.attrib["role"] == "img"
    assert set(chart.attrib["aria-labelledby"].split()) == named


def test_description_holds_all_numbers() -> None:
    description = drawn(SERIES).find(f"{SVG}desc").text

    assert "Ours: 1.0 s for 1,000, 10 s for 10,000, 100 s for 100,000" in description
    assert "Theirs & <others>: 3.0 s for 1,000, 30 s for 10,000" in description


def test_lines_are_labelled_directly_with_their_last_value() -> None:
    labels = texts(drawn(SERIES))

    assert "Ours, 100 s" in labels
    assert "Theirs & <others>, 30 s" in labels


def test_labels_never_lie_on_each_other() -> None:
    chart = drawn({name: {10: 5.0, 100: 50.0} for name in "abcdefgh"})

    places = sorted(
        float(each.attrib["y"])
        for each in chart.iter(f"{SVG}text")
        if re.match("[a-h], ", each.text or "")
    )
    assert len(places) == 8
    assert min(b - a for a, b in pairwise(places)) >= 18
    assert places[-1] < 400


def test_cost_in_proportion_to_size_is_a_straight_line() -> None:
    chart = drawn({"Ours": SERIES["Ours"]})

    line = next(each for each in chart.iter(f"{SVG}path") if each.attrib.get("fill") == "none")
    points = [tuple(map(float, pair.split())) for pair in line.attrib["d"][1:].split("L")]
    (x1, y1), (x2, y2), (x3, y3) = points
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.2)
    assert y1 - y2 == pytest.approx(y2 - y3, abs=0.2)
    assert y1 > y2


def test_one_size_is_drawn_as_points() -> None:
    chart = drawn({"Ours": {20: 0.5}, "Theirs": {20: 0.5}})

    assert len(list(chart.iter(f"{SVG}circle"))) == 4  # two of them beside the labels


def test_dark_differs_from_light_in_colours_alone() -> None:
    light, dark = draw_chart(SERIES, LIGHT), draw_chart(SERIES, DARK)

    assert light != dark
    assert re.sub("#[0-9a-f]{6}", "", light) == re.sub("#[0-9a-f]{6}", "", dark)


def test_nothing_measured_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        draw_chart({}, LIGHT)


def test_chart_shows_cold_builds(rows: list[Row]) -> None:
    assert series_of(rows) == {
        "Backgrounder": {1_000: 4.0, 10_000: 40.0},
        "Hugo and Pagefind": {1_000: 8.0},
        "Stock Pelican (no search)": {1_000: 16.0, 10_000: 160.0},
    }


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_ours_and_every_peer_have_a_colour_of_their_own(palette: Palette) -> None:
    names = (OURS, SECOND, *(peer.name for peer in PEERS.values()))
    chart = ElementTree.fromstring(
        draw_chart({name: {10: 5.0, 100: 9.0} for name in names}, palette)
    )

    lines = [each for each in chart.iter(f"{SVG}path") if each.attrib.get("fill") == "none"]
    assert len({line.attrib["stroke"] for line in lines}) == len(names)


@pytest.mark.parametrize("name", [SECOND, f"{PEERS['hugo-whole'].name} and Pagefind"])
def test_longest_labels_have_room(name: str) -> None:
    chart = drawn({name: {1_000: 5.0, 100_000: 12_345.0}})

    label = next(each for each in chart.iter(f"{SVG}text") if name in (each.text or ""))
    width = 7  # pixels of a character on average, at this size of type
    end = float(label.attrib["x"]) + width * len(label.text or "")
    assert end < float(chart.attrib["width"])
