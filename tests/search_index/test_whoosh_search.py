"""The terminal's search: what it finds, and what it says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.command_line.searching import report
from plugins.explainers.model import AiUse
from plugins.search_index.words import folded_words
from tests.search_index.corpus import (
    MadeArchive,
    MadeSearch,
    make_archive,
    make_explainer,
    searched,
)

CACHES = ("How caches work", "A cache keeps copies of what was asked for.")
ZONES = ("How zones work", "A zone holds names.")


def reported(made: MadeSearch, words: str, *, explain: bool = False) -> list[str]:
    answer = made.search(words)
    text = report(answer, made.archive, made.body, words=words, explain=explain)
    return text.splitlines()


def test_best_comes_first_with_its_score() -> None:
    made = searched(make_archive(ZONES, CACHES, ("Other", "Some caches.")))

    first, second = made.search("cache copies").hits

    assert made.titles("cache copies") == ["How caches work", "Other"]
    assert first.score > second.score > 0


def test_any_of_the_words_is_enough() -> None:
    made = searched(make_archive(("A", "caches"), ("B", "resolvers"), ("C", "zones")))

    assert set(made.titles("caches")) <= set(made.titles("caches resolvers zones"))


def test_limit_is_kept_and_all_are_counted() -> None:
    answer = searched(make_archive(*[CACHES] * 15)).search("cache", limit=3)

    assert len(answer.hits) == 3
    assert answer.total == 15


def test_of_equal_scores_the_newest_comes_first() -> None:
    assert searched(make_archive(("Old", "cache"), ("New", "cache"))).titles("cache") == [
        "New",
        "Old",
    ]


def test_tags_and_summary_are_searched_too() -> None:
    explainer = make_explainer("Resolvers", tags=("Networks",), summary="Of names.")
    made = searched(MadeArchive([(explainer, "Text.")]))

    assert made.titles("network") == made.titles("names") == ["Resolvers"]


def test_summary_that_opens_the_body_counts_once() -> None:
    text = "Caches keep copies. They are kept for a while, and nobody knows for how long that is."
    texts = [("", text), ("Caches keep copies.", text), ("Copies are kept by caches.", text)]
    made = searched(
        MadeArchive(
            (make_explainer(f"T{place}", slug=f"t{place}", summary=summary), body)
            for place, (summary, body) in enumerate(texts)
        )
    )

    frequencies = {hit.number: hit.parts[0].frequency for hit in made.search("caches").hits}

    assert frequencies == {0: 1, 1: 1, 2: 2}


@pytest.mark.parametrize("query", ["", "  ", "…", "(", "\x00", '"', "[^]", "-", "- -"])
def test_what_has_no_words_finds_nothing(query: str) -> None:
    assert searched(make_archive(CACHES)).titles(query) == []


@pytest.mark.parametrize("query", ["cache", "cache tag:ai", "-cache", '"a cache"', "nowhere"])
def test_empty_archive_finds_nothing(query: str) -> None:
    assert searched(make_archive()).titles(query) == []


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=6), st.data())
def test_explainer_is_found_by_its_title_whatever_it_is(
    names: list[str], data: st.DataObject
) -> None:
    made = searched(make_archive(*((name, "Some text.") for name in names)))
    name = data.draw(st.sampled_from(names))

    # Quotation marks and other signs have a meaning, wherever they stand.
    if folded_words(name) and not set('"“”„‟«»:-–') & set(name):
        assert name in made.titles(name)


def test_score_is_the_sum_of_its_parts() -> None:
    made = searched(make_archive(ZONES, CACHES, ("Other", "Some caches, some copies.")))

    for hit in made.search("caches copis work").hits:
        assert sum(part.score for part in hit.parts) == pytest.approx(hit.score, abs=1e-12)


def test_misspelt_word_is_scored_as_one_term() -> None:
    made = searched(make_archive(("A", "mode"), ("B", "model model"), ("C", "other"), ("D", "it")))

    answer = made.search("modex other")

    [instead] = answer.instead
    assert instead[0] == "modex"
    parts = {hit.number: hit.parts[0] for hit in answer.hits}
    assert set(parts[0].terms) == set(parts[1].terms) == {"mode", "model"}
    assert (parts[0].documents, parts[1].frequency) == (2, 2)


def test_unknown_last_word_is_taken_as_a_beginning() -> None:
    made = searched(make_archive(("A", "telegraph"), ("B", "telegram"), ("C", "tele")))

    [(word, forms)] = made.search("teleg").instead
    assert (word, set(forms)) == ("teleg", {"telegram", "telegraph"})
    assert made.search("tele").instead == ()


def test_word_with_something_behind_it_is_no_beginning() -> None:
    made = searched(make_archive(("A", "telegraph"), ("B", "zones")))

    assert made.titles("telegr") == ["A"]
    assert made.titles("telegr zones") == ["B"]


def test_quoted_words_are_not_taken_for_others() -> None:
    made = searched(make_archive(("A", "cache"), ("B", "other")))

    assert made.titles('"cachx"') == []
    assert made.titles('other "cachx"') == []


def test_report_is_plain_lines() -> None:
    explainer = make_explainer("How caches work", slug="caches", ai=AiUse(extent="assisted"))
    made = searched(MadeArchive([(explainer, "A cache.")]))

    lines = reported(made, "cache")

    assert lines[0] == "1. How caches work"
    assert lines[1].startswith("   2026-11-23  /explainers/caches/  AI-Assisted Content  score ")
    assert lines[2:] == ["   caches.md", "   A cache"]


def test_report_has_no_label_where_there_is_none() -> None:
    made = searched(MadeArchive([(make_explainer("Caches", ai_generated=False), "A cache.")]))

    assert reported(made, "cache")[1].startswith("   2026-11-23  /explainers/caches/  score ")


def test_report_of_restrictions_alone_has_no_scores() -> None:
    lines = reported(searched(make_archive(CACHES, ZONES)), "tag:ai")

    assert lines[0] == "1. How zones work"
    assert "score" not in lines[1]


def test_report_says_what_stands_for_a_word() -> None:
    lines = reported(searched(make_archive(CACHES, ZONES)), "cachx")

    assert lines[0] == "Nothing is written with 'cachx'; searched for 'cache' instead."
    assert lines[2] == "1. How caches work"


def test_report_of_nothing_says_what_to_try() -> None:
    made = searched(make_archive(CACHES))

    assert reported(made, "nonsense") == [
        "Nothing found for 'nonsense'.",
        "Try fewer or other words; the largest tags are AI.",
    ]


def test_report_of_an_archive_without_explainers_says_so() -> None:
    assert reported(searched(make_archive()), "cache") == [
        "Nothing found for 'cache'.",
        "The archive has no published explainers yet.",
    ]


def test_report_of_stop_words_says_that_they_are_too_common() -> None:
    lines = reported(searched(make_archive(CACHES)), "what was")

    assert lines[0] == "Words as common as these are not looked up; add a rarer one."
    assert lines[2] == "Nothing found for 'what was'."


def test_explanation_is_a_table_of_what_the_score_is_made_of() -> None:
    made = searched(make_archive(CACHES, ZONES, ("Other", "Some caches.")))

    lines = reported(made, "the cachx work", explain=True)

    start = next(place for place, line in enumerate(lines) if "length / average" in line)
    head, *rows = (line.split() for line in lines[start : start + 6])
    assert "Left out as too common: the." in lines
    assert " ".join(head) == "term field tf df idf length / average weight score"
    assert [row[:5] for row in rows[:3]] == [
        ["work:", "work", "text", "1", "2"],
        ["work:", "work", "title", "1", "2"],
        ["cachx:", "cach", "text", "2", "2"],
    ]
    name, total = rows[4]
    assert name == "sum"
    assert float(total) == pytest.approx(made.search("cachx work").hits[0].score, abs=1e-4)


def test_snippet_shows_the_words_where_texts_have_no_blanks() -> None:
    text = "新的法律明年开始。" * 30 + "人工智能的银行在北京。" + "模型学习语言。" * 30
    made = searched(MadeArchive([(make_explainer("标题", slug="t", lang="zh"), text)]))

    assert "银行" in reported(made, "银行")[3]
