from __future__ import annotations

from pathlib import Path

from plugins.command_line.lighthouse import pages_of, table
from tests.support.sites import write_files


def page(kind: str, head: str = "") -> str:
    return f'<!doctype html><head>{head}</head><body class="page page-{kind}" id="top">'


def test_one_page_of_each_kind_is_judged(tmp_path: Path) -> None:
    hidden = '<meta name="robots" content="noindex">'
    write_files(
        tmp_path,
        {
            "404.html": page("missing", hidden),
            "explainers/a/index.html": page("explainer"),
            "explainers/b/index.html": page("explainer"),
            "index.html": page("home"),
            "old/index.html": page("redirect", hidden),
            "plain.html": "<title>An author's own</title>",
        },
    )

    assert list(pages_of(tmp_path)) == [
        ("missing", "/404.html", True),
        ("explainer", "/explainers/a/", False),
        ("home", "/", False),
    ]


def test_table_has_a_row_for_each_page() -> None:
    found = {
        "home": {"accessibility": 100, "best-practices": 96, "seo": 100},
        "missing": {"accessibility": 100, "best-practices": 100, "seo": None},
    }

    assert table(found).splitlines() == [
        "| page | accessibility | best-practices | seo |",
        "| --- | --- | --- | --- |",
        "| home | 100 | 96 | 100 |",
        "| missing | 100 | 100 | - |",
    ]
