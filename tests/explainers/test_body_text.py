from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.explainers.body_text import count_words, first_sentences


def test_short_text_is_its_own_summary() -> None:
    assert first_sentences("One.  Two\nthree.") == "One. Two three."


def test_whole_sentences_are_kept_as_long_as_they_fit() -> None:
    text = "The court has ruled on caches. It found them useful. It will say more in spring."

    assert first_sentences(text, width=60) == "The court has ruled on caches. It found them useful."


@pytest.mark.parametrize("abbreviation", ["Dr.", "e.g.", "U.S.", "J.", "vs.", "Nov.", "z.B."])
def test_abbreviation_ends_no_sentence(abbreviation: str) -> None:
    text = f"It was said by the court of {abbreviation} Smith that copies of pages may be kept."

    assert first_sentences(text, width=50).endswith("…")


def test_long_sentence_is_cut_between_words() -> None:
    assert first_sentences("Copies of pages, which browsers keep", width=20) == "Copies of pages…"


def test_number_with_a_point_ends_no_sentence() -> None:
    assert first_sentences("It rose by 3.5 percent and fell again soon", width=30).endswith("and…")


def test_script_without_blanks_ends_at_its_own_full_stop() -> None:
    assert (
        first_sentences("缓存很有用。它们保存网页。" * 3, width=15) == "缓存很有用。它们保存网页。"
    )


@given(st.text(max_size=600), st.integers(min_value=10, max_value=300))
def test_summary_is_never_longer_than_its_width(text: str, width: int) -> None:
    assert len(first_sentences(text, width=width)) <= width + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("It’s a well-known cache – really.", 5),
        ("About 3 caches", 3),
        ("“Caches”—and -- 'more' -, _ of 'them'", 6),
        ("Café – it’s open", 3),
        ("캐시는 빠르다", 2),
    ],
)
def test_words_are_counted(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    "text", ["缓存很有用", "キャッシュ", "𠀀𠀁𠀂𠀃𠀄", "ｷｬｯｼｭ", "ㄏㄨㄢㄘㄨ", "人々〆〇〇"]
)
def test_500_characters_without_blanks_take_as_long_as_230_words(text: str) -> None:
    assert count_words(text * 100) == 230
    assert count_words(f"A cache: {text * 100}") == 232
    assert count_words(text[0]) == 1


@pytest.mark.parametrize("text", ["แคชมีประโยชน์", "ແຄດ", "ဝက်ဘ်", "ឃ្លាំង"])
def test_five_letters_without_blanks_take_as_long_as_a_word(text: str) -> None:
    letters = len(text)

    assert count_words(text * 50) == letters * 10
    assert count_words(f"A cache: {text * 50}") == letters * 10 + 2
    assert count_words(text[0]) == 1


def test_time_for_scripts_without_blanks_is_rounded_once() -> None:
    assert count_words("缓ก") == 1
