from __future__ import annotations

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.search_index.terms import english_stem, stop_words, term_of
from plugins.search_index.words import fold, folded_words, spelled_words
from tests.search_index.words_contract import STEMS, stems_contract

LANGUAGES = ["ar", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "nb"]
LANGUAGES += ["nl", "no", "pt", "ro", "ru", "sv", "tr", "zh"]


def test_stems_are_those_of_the_contract():
    assert dict(json.loads(STEMS.read_text(encoding="utf-8"))) == stems_contract()


def test_english_words_are_folded_before_they_are_stemmed():
    assert term_of("cafés", "en") == ("cafes", "cafe")


def test_other_words_are_stemmed_before_they_are_folded():
    assert term_of("häuser", "de") == ("hauser", "haus")
    assert term_of("книги", "ru") == ("книги", "книг")


def test_decomposed_word_has_the_term_of_the_composed_one():
    assert term_of("ha\u0308user", "de") == term_of("häuser", "de")
    assert term_of("hau\u00adser", "de")[1] == term_of("hauser", "de")[1]


@pytest.mark.parametrize("tag", ["pt", "pt-BR", "PT-br", "pt_BR"])
def test_only_the_primary_part_of_a_language_tag_counts(tag):
    assert term_of("nacionalidades", tag) == ("nacionalidades", "nacional")


@pytest.mark.parametrize("tag", ["en", "en-GB"])
def test_stop_word_has_no_term(tag):
    words = ["the", "don't", "isn't", "won't", "it's"]

    assert [term_of(word, tag)[1] for word in words] == [""] * 5


def test_stop_words_are_those_of_the_language():
    assert term_of("für", "de") == ("fur", "")
    assert term_of("für", "en") == ("fur", "fur")
    assert term_of("the", "de") == ("the", "the")


def test_word_without_a_stemmer_is_its_own_term():
    assert term_of("ζωή", "el") == ("ζωη", "ζωη")
    assert term_of("東京", "ja") == ("東京", "東京")


def test_what_folds_to_nothing_has_no_form():
    assert term_of("\u0345", "en") == ("", "")
    assert term_of("", "de") == ("", "")


def test_single_digits_and_letters_count():
    assert [term_of(word, "en")[1] for word in ("4", "x", "4.1b", "2010s")] == [
        "4",
        "x",
        "4.1b",
        "2010s",
    ]


def test_bokmal_is_norwegian():
    assert term_of("husene", "nb") == term_of("husene", "no")


def test_stop_words_are_sorted_and_without_contractions():
    words = stop_words("en-GB")

    assert list(words) == sorted(words)
    assert {"a", "the", "yourselves"} < {*words}
    assert not [word for word in words if "'" in word or fold(word) != word]


def test_language_that_nobody_knows_has_no_stop_words():
    assert stop_words("xx") == ()


@pytest.mark.parametrize("language", LANGUAGES)
@given(word=st.text("abdegilnoprstuåéñßöия'", min_size=1, max_size=12))
def test_any_word_has_a_term_in_any_language(language, word):
    for spelled in folded_words(word):
        form, term = term_of(spelled, language)

        assert form
        assert term or form in stop_words(language) or "'" in form


@given(st.text())
def test_english_stem_of_a_form_is_never_empty(text):
    assert all(map(english_stem, folded_words(text)))


def test_whoosh_is_not_imported_before_a_term_is_asked_for():
    program = "import sys, plugins.search_index.terms; sys.exit('whoosh' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("lang", "elided", "bare"),
    [
        ("fr", "l’homme", "homme"),
        ("fr", "D'OPÉRATIONS", "opérations"),
        ("fr-CA", "jusqu'alors", "alors"),
        ("it", "dell'intelligenza", "intelligenza"),
        ("ca", "l'home", "home"),
    ],
)
def test_word_with_an_elided_article_has_the_term_of_the_word(
    lang: str, elided: str, bare: str
) -> None:
    spelled = [*spelled_words(elided), *spelled_words(bare)]

    assert len(spelled) == 2
    assert len({term_of(word, lang)[1] for word in spelled}) == 1


def test_stop_word_behind_an_elision_has_no_term() -> None:
    assert term_of("c'est", "fr") == ("c'est", "")


@pytest.mark.parametrize(("lang", "word"), [("fr", "aujourd'hui"), ("en", "l'oreal")])
def test_other_apostrophes_stay_in_a_word(lang: str, word: str) -> None:
    form, term = term_of(word, lang)

    assert form == word
    assert "'" in term
