"""Which words stand for those that the archive does not know; the page has to choose the same."""

from __future__ import annotations

from itertools import product

import pytest

from plugins.search_index.forgiving import mistakes_in
from tests.search_index.corpus import MadeSearch, make_archive, searched


def archive_of(*texts: str) -> MadeSearch:
    return searched(make_archive(*((f"T{number}", text) for number, text in enumerate(texts))))


def instead(made: MadeSearch, query: str) -> list[str]:
    return [form for _, forms in made.search(query).instead for form in forms]


@pytest.mark.parametrize(
    "written", ["resolvr ", "resolverr ", "resolwer ", "reoslver ", "esolver ", "xesolver "]
)
def test_one_mistake_is_forgiven(written: str) -> None:
    assert instead(archive_of("a resolver", "zones"), written) == ["resolver"]


def test_two_mistakes_are_forgiven_in_long_words_alone() -> None:
    made = archive_of("superintelligence", "zones")

    assert instead(made, "suprintelligense ") == ["superintelligence"]
    assert instead(made, "zoxex ") == []


@pytest.mark.parametrize("written", ["zo ", "2024 ", "٢٠٢٤ "])
def test_short_words_and_numbers_are_taken_at_their_word(written: str) -> None:
    assert instead(archive_of("zoo 2025 ٢٠٢٥"), written) == []


def test_nearest_goes_before_the_most_frequent() -> None:
    made = archive_of(*["parliament"] * 9, "parliamento")

    assert instead(made, "parliamentoo ")[0] == "parliamento"


def test_same_first_letter_and_more_frequent_ones_go_first() -> None:
    made = archive_of(*["mode bode"] * 4, "mole", "mole")

    assert instead(made, "moxe ") == ["mode", "mole"]
    assert instead(made, "mxde ") == ["mode"]


def test_much_rarer_words_are_not_meant() -> None:
    made = archive_of(*["mode"] * 40, "mole")

    assert instead(made, "moxe ") == ["mode"]


def test_stop_words_are_not_meant() -> None:
    assert instead(archive_of("what", "whale"), "whatt ") == []


def test_most_frequent_longer_words_come_first() -> None:
    made = archive_of(*["telegram"] * 8, "telegraph", "television")

    assert instead(made, "teleg") == ["telegram", "telegraph"]


def test_forms_of_one_term_are_one_choice() -> None:
    made = archive_of("telegrams telegram", "telegraph")

    assert len(instead(made, "teleg")) == 2


def test_beginning_of_a_letter_or_two_stands_for_two_words() -> None:
    made = archive_of("quartz", "quiet", "quote", "query")

    assert len(instead(made, "q")) == len(instead(made, "qu")) == 2
    assert len(instead(made, "quo")) == 1


def test_more_than_eight_unknown_words_are_not_looked_after() -> None:
    words = [f"{letter}cache" for letter in "bdfghjklmnp"]
    made = archive_of("cache", "zones")

    assert len(made.search(" ".join(words) + " ").instead) == 8


def distance(word: str, other: str) -> int:
    """By the definition of the distance of optimal string alignment."""
    if not word or not other:
        return max(len(word), len(other))
    least = min(
        distance(word[:-1], other) + 1,
        distance(word, other[:-1]) + 1,
        distance(word[:-1], other[:-1]) + (word[-1] != other[-1]),
    )
    if len(word) > 1 and len(other) > 1 and word[-2:] == other[-1] + other[-2]:
        least = min(least, distance(word[:-2], other[:-2]) + 1)
    return least


def test_mistakes_are_counted_as_defined() -> None:
    words = ["".join(letters) for size in range(5) for letters in product("ab", repeat=size)]
    for word, other in product(words, repeat=2):
        expected = distance(word, other)
        for allowed in (1, 2):
            found = mistakes_in(word, other, allowed)
            assert found == expected or (found > allowed and expected > allowed)
