from __future__ import annotations

import json

import pytest

from plugins.command_line.searching import report
from plugins.search_index.builder import build_search_index
from plugins.search_index.ranking import rank
from plugins.search_index.whoosh_search import search_archive
from tests.search_index.corpus import SITE, Context, MadeArchive, make_archive, make_explainer
from tests.search_index.ranking_contract import QUERIES, TEXTS

CACHES = ("How caches work", "A cache keeps copies of what was asked for.")
ZONES = ("How zones work", "A zone holds names.")


def found_titles(made, words, limit=10):
    found = search_archive(made.archive, made.body, words, limit=limit)
    return [each.explainer.title for each in found]


@pytest.mark.parametrize("query", QUERIES)
def test_terminal_finds_what_the_page_finds(query):
    made = MadeArchive(TEXTS)
    _, output = build_search_index(made.archive, SITE)
    index = json.loads(output.render(output.inputs, Context(made)))

    on_page = {index["documents"][number][0] for number, _ in rank(index, query)}

    found = set(found_titles(made, query))
    # Where a query is stop words alone, the terminal looks for them in texts too.
    assert found >= on_page if query == "what now" else found == on_page


def test_best_comes_first_with_its_score_and_a_snippet():
    made = make_archive(ZONES, CACHES, ("Other", "Some caches."))

    found = search_archive(made.archive, made.body, "cache copies", limit=10)

    assert [each.explainer.title for each in found] == ["How caches work", "Other"]
    assert found[0].score > found[1].score > 0
    assert "cache keeps copies" in found[0].snippet


def test_fillers_leave_scores_as_a_whole_index_has_them():
    made = make_archive(ZONES, CACHES)
    [found] = search_archive(made.archive, made.body, "cache", limit=10)
    _, output = build_search_index(made.archive, SITE)
    index = json.loads(output.render(output.inputs, Context(made)))

    [(_, score)] = rank(index, "cache")

    # Lengths this short have exact values in Whoosh's one byte.
    assert found.score == pytest.approx(score, rel=1e-6)


def test_limit_is_kept():
    assert len(found_titles(make_archive(*[CACHES] * 5), "cache", limit=3)) == 3


def test_of_equal_scores_the_newest_comes_first_in_the_terminal():
    made = make_archive(("Old", "cache"), ("New", "cache"))

    assert found_titles(made, "cache") == ["New", "Old"]


@pytest.mark.parametrize("query", ["", "  ", "…", "AND OR (", "title:*", "\x00", '"', "[foo TO"])
def test_query_is_words_and_never_a_language(query):
    assert found_titles(make_archive(CACHES), query) == []


def test_empty_archive_finds_nothing():
    assert found_titles(make_archive(), "cache") == []


def test_report_is_plain_lines():
    made = MadeArchive([(make_explainer("How caches work", slug="caches"), "A cache.")])

    lines = report(made.archive, made.body, "cache", limit=10).splitlines()

    assert lines[0] == "1. How caches work"
    assert lines[1].startswith("   2026-11-23  /explainers/caches/  score ")
    assert lines[2:] == ["   caches.md", "   A cache"]


def test_report_of_nothing_says_what_to_try():
    made = make_archive(CACHES)

    text = report(made.archive, made.body, "nonsense", limit=10)

    assert text.startswith("Nothing found for 'nonsense'.")
    assert "other words" in text
    assert "AI" in text
