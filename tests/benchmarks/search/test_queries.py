"""Queries of all kinds, made out of a collection's own."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.search.collection import Collection, Document, Query
from benchmarks.search.queries import cut_last_word, mistype, query_sets, rarest_words

COUNTS = Counter({"flow": 9, "wing": 3, "shock": 2, "plate": 1, "of": 1, "heat": 3})


def collection() -> Collection:
    documents = (
        Document("1", "Wings of birds", "Feathers and flight."),
        Document("2", "Birds in flight", "A shock of feathers."),
    )
    queries = (
        Query("a", "how do birds shed feathers in flight with a shock?", {"2": 1}),
        Query("b", "of it", {"1": 1}),
    )
    return Collection(documents, queries)


def one_edit_away(word: str) -> set[str]:
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    letters = "abcdefghijklmnopqrstuvwxyz"
    return {
        *(left + right[1:] for left, right in cuts),
        *(left + letter + right for left, right in cuts for letter in letters),
        *(left + letter + right[1:] for left, right in cuts for letter in letters),
        *(left + right[1::-1] + right[2:] for left, right in cuts),
    }


def test_short_query_has_the_three_rarest_words_in_their_order() -> None:
    assert rarest_words("Plate, flow and shock of a wing", COUNTS) == "plate shock wing"


def test_words_in_no_document_and_stop_words_are_no_short_query() -> None:
    assert rarest_words("The flow of nowhere", COUNTS) == "flow"


def test_query_of_stop_words_keeps_those_that_occur() -> None:
    assert rarest_words("of it", COUNTS) == "of"


@pytest.mark.parametrize("seed", [f"{number}" for number in range(60)])
def test_mistyped_query_differs_by_one_edit_in_one_longer_word(seed: str) -> None:
    text = "flow of turbulence"

    changed = [
        (before, after)
        for before, after in zip(text.split(), mistype(text, seed).split(), strict=True)
        if before != after
    ]

    [(before, after)] = changed
    assert before != "of"
    assert after in one_edit_away(before)


def test_all_kinds_of_slips_occur() -> None:
    lengths = Counter(len(mistype("turbulence", f"{number}")) for number in range(100))

    assert min(lengths[9], lengths[11]) > 10
    assert lengths[10] > 20


def test_query_of_short_words_cannot_be_mistyped() -> None:
    assert mistype("gas of sun", "1") == ""


@pytest.mark.parametrize(
    ("text", "cut"),
    [("flow turbulence", "flow turbu"), ("shock wing", "shock wi"), ("gas", "ga"), ("of", "of")],
)
def test_half_of_the_last_word_has_been_typed(text: str, cut: str) -> None:
    assert cut_last_word(text) == cut


def test_sets_have_the_same_gains_and_leave_out_what_cannot_be_made() -> None:
    sets = {each.name: each for each in query_sets(collection())}

    assert list(sets) == ["whole", "short", "typo", "prefix"]
    assert [query.text for query in sets["short"].queries] == ["birds feathers shock", "of"]
    assert [query.name for query in sets["typo"].queries] == ["a"]
    assert sets["prefix"].queries[0].text == "birds feathers sh"
    assert sets["prefix"].queries[0].gains == {"2": 1}
    assert [each.typing for each in sets.values()] == [False, False, False, True]


def test_sets_are_the_same_each_time() -> None:
    assert query_sets(collection()) == query_sets(collection())
