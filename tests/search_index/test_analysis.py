from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.search_index.analysis import english_analyzer
from plugins.search_index.terms import count_title, count_words, term_of
from plugins.search_index.words import fold, folded_words

CONTRACT = Path(__file__).parents[1] / "contracts" / "search_tokens.json"
CASES = json.loads(CONTRACT.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_words_are_those_of_the_contract(case):
    assert list(folded_words(case["text"])) == case["words"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_terms_of_whoosh_are_those_of_the_contract(case):
    assert [token.text for token in english_analyzer()(case["text"])] == case["terms"]


@given(st.text())
def test_terms_counted_word_by_word_are_those_of_the_whole_analyzer(text):
    counted = sorted(term for each in count_words(text) for term in [each.term] * each.count)

    assert counted == sorted(token.text for token in english_analyzer()(text))


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    for word in folded_words(text):
        # A possessive of a possessive is the one thing that goes in two steps.
        if not word.endswith("'s"):
            assert fold(word) == word


@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_spellings_that_differ_in_case_are_one_word(word):
    assert fold(word.upper()) == fold(word) == fold(word.lower())


def test_single_digits_and_letters_count():
    assert [each.term for each in count_words("Llama 4 X")] == ["4", "llama", "x"]


def test_title_of_stop_words_counts_them():
    assert [each.term for each in count_title("What Now?")] == ["now", "what"]


def test_title_with_other_words_leaves_stop_words_out():
    assert [each.term for each in count_title("What Now, Meta?")] == ["meta"]


def test_stop_word_has_no_term():
    assert [term_of("the"), term_of("")] == ["", ""]
