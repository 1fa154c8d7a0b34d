"""The promise: no file costs more than two seconds of CPU, and none raises.

The timer sees to that on any machine (test_cost_limit.py). Here it is out of reach: what the limits
that stand before it let pass costs in proportion to its size, so the timer is hardly ever needed.
"""

from __future__ import annotations

import time

import pytest

SIZES = (100_000, 1_000_000)
MOST_GROWTH = 2 * SIZES[1] / SIZES[0]  # twice in proportion: machines are shared
TOO_LITTLE_TO_COMPARE = 0.1  # seconds
MOST_SECONDS = 8.0  # two, on a machine that is four times slower than most
UNITS = [
    *("[", "![", "*", "*a **a ", "***a** b*", "*a _b **c __d ", "_a ", "a_b_c_", "~~", "~~a"),
    *("`a", "``a `b ", "<", "<a ", '<a b="', "<!-- ", "<?", "<![CDATA[", "<b>", "<div>\n\n"),
    *("&", "&amp;", "\\", "\\*", "http://", "http://a.b ", "www.", "<http://a>", "[^1]"),
    *("[a](b.md) ", "[a](", "[a](<", '[b](a "', "[a][", "[a]: b\n", "[^a]: b\n", "![a](b.png) "),
    *("- a\n", "- a\n\n", "- ", "> ", ">", "1.", "\t", "\t-\t", "- - ", "  a\n   b\n"),
    *("a\n=\n", "a\n-\n", "# a\n", "---\n", "|", "|a|b|\n|-|-|\n", "a|b\n-|-\n\n", "```\n"),
    *("x ", "x", "\n", "x\n\n", "a  \n", "a\\\n", "日本*語", "> a\nb\n", "<details>\n\n"),
]


def texts_of(unit, size):
    """A unit over and over: as one line, in lines and paragraphs just within the limits."""
    text = (unit * (size // len(unit) + 1))[:size]
    yield text
    for length, between in ((9_000, "\n"), (3_000, "\n\n"), (350, "\n\n")):
        pieces = (text[start : start + length] for start in range(0, size, length))
        yield between.join(pieces)[:1_048_576]


SPECIAL = {
    "runs of backticks that grow": " ".join("`" * length for length in range(1, 440)),
    "runs of stars that grow": " ".join("*" * length for length in range(1, 440)),
    "definitions": "\n".join(f"[r{n}]: /x/" for n in range(10_000)),
    "footnotes in a circle": "\n".join(f"[^{n}]: [^{n + 1}] [^{n - 1}]" for n in range(499))
    + "\n\n[^1]",
    "lists in lists": "\n".join("  " * depth + "- a" for depth in range(300)),
    "lists in lists, often": ("\n".join("  " * depth + "- a" for depth in range(19)) + "\n") * 600,
    "quotes in quotes": ">" * 5_000,
    "quotes in quotes, often": (">" * 19 + " a\n") * 7_000,
    "quotes that go on": ">" * 19 + " a\n" + "b\n" * 7_000,
    "columns": "a|" * 5_000 + "\n" + "-|" * 5_000 + "\n" + "b|" * 5_000,
    "cells": "a|" * 50 + "\n" + "-|" * 50 + "\n" + ("b|" * 50 + "\n") * 190,
    "images that no place is found for": "\n\n".join(["![a](b&amp;c.png) " * 90] * 30),
    "tags that no place is found for": "\n\n".join(["<x\\*y a> " * 90] * 30),
    "brackets before long words": "\n\n".join(["[" * 900 + ("x" * 18_000 + "\n") * 2] * 25),
    "ampersands in code": "```\n" + ("&" * 15_000 + "\n") * 13,
    "images in images": "![a" * 2_900 + '](b.png "c")' * 2_900,
    "emphasis in emphasis": "*a **b " * 2_800 + "** *" * 5_000,
    "addresses over marks": "\n\n".join(["https://a.b/_c_*d* " * 100] * 29),
    "code before long words": "\n\n".join(["`a " * 700 + ("x" * 18_000 + "\n") * 2] * 25),
}


@pytest.fixture(autouse=True)
def timer_out_of_reach(monkeypatch):
    monkeypatch.setattr("plugins.explainers.markdown.render._CPU_SECONDS", 60.0)


def seconds_for(render, text):
    start = time.process_time()
    rendered = render(text)
    assert "markdown/cost" not in {problem.code for problem in rendered.problems}
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS, ids=[repr(unit) for unit in UNITS])
def test_hostile_text_is_cheap_or_refused(render, unit):
    for small, large in zip(*(texts_of(unit, size) for size in SIZES), strict=True):
        seconds = seconds_for(render, large)

        assert seconds < MOST_SECONDS
        if seconds > TOO_LITTLE_TO_COMPARE * MOST_GROWTH:
            assert seconds < MOST_GROWTH * seconds_for(render, small)


@pytest.mark.parametrize("name", SPECIAL)
def test_hostile_structure_is_cheap_or_refused(render, name):
    assert seconds_for(render, SPECIAL[name]) < MOST_SECONDS
