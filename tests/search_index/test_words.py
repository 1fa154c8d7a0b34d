from __future__ import annotations

import json
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.search_index.words import composed, fold, folded_words, spelled_words
from tests.search_index.words_contract import TOKENS, tokens_contract


def _is_known(char):
    # A newer Python may know another case of a letter, one that the table does not have. An iota
    # below is a diacritic here, though it is a letter in capitals.
    others = [char, *char.upper(), *char.lower()]
    return all(len(folded_words(f"a{each}")) == 1 for each in others) and (
        "\u0345" not in normalize("NFD", char)
    )


CASED = [c for c in map(chr, range(0x1E944)) if c.upper() != c.lower() and _is_known(c)]
CASES = json.loads(TOKENS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_words_are_those_of_the_contract(case):
    assert spelled_words(case["text"]) == case["spelled"]
    assert folded_words(case["text"]) == case["words"]


def test_contract_has_all_texts():
    assert tokens_contract() == CASES


def test_characters_are_cut_alike_by_shortcut_and_table():
    for char in map(chr, (*range(0x3000), *range(0x1F000, 0x1FC00))):
        text = f"{char} a{char}a 1.{char} {char}.1"

        assert spelled_words(text) == spelled_words(f"{text} 𐐨")[:-1]


@given(st.text() | st.text(st.sampled_from("aU14.'’ -_\n")))
def test_words_are_cut_alike_whatever_else_a_text_holds(text):
    # A character beyond all shortcuts, which therefore do not apply.
    assert spelled_words(f"{text} 𐐨")[:-1] == spelled_words(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    for word in folded_words(text):
        # A possessive of a possessive is the one thing that goes in two steps.
        if not word.endswith("'s"):
            assert fold(word) == word


@given(st.text(st.sampled_from(CASED), min_size=1))
def test_spellings_that_differ_in_case_are_one_word(word):
    assert fold(word.upper()) == fold(word) == fold(word.lower())


@given(st.text())
def test_composed_and_decomposed_texts_have_the_same_words(text):
    composed_text, decomposed = normalize("NFC", text), normalize("NFD", text)

    assert folded_words(composed_text) == folded_words(decomposed)


@given(st.text())
def test_no_form_holds_a_blank(text):
    assert not [word for word in folded_words(text) if " " in word or not word]


def test_spelled_word_keeps_its_diacritics():
    assert spelled_words("Über ÉTÉ’s cafe\u0301") == ["über", "été's", "cafe\u0301"]


def test_composed_word_is_as_a_stemmer_knows_it():
    assert composed("ha\u0308u\u00adser") == "häuser"


def test_very_long_words_cost_no_more_than_their_length():
    assert len(spelled_words("é" * 1_000_000)) == 1
    assert len(spelled_words("1." * 500_000)) == 1
    assert len(spelled_words("字" * 200_000)) == 199_999
