from __future__ import annotations

import pytest

from plugins.importing.titles import title_from_name, title_from_text


def test_short_first_sentence_is_the_title_without_its_full_stop() -> None:
    text = "Dr. Ada Poe of the U.S. won the prize. She was surprised."

    assert title_from_text(text) == "Dr. Ada Poe of the U.S. won the prize"


def test_long_sentence_is_cut_at_its_last_fitting_clause() -> None:
    text = (
        "The harbour board will close the old north pier in March, the busiest of the four, "
        "because its beams have rotted through."
    )

    assert title_from_text(text) == "The harbour board will close the old north pier in March"


def test_long_sentence_without_clauses_is_cut_before_a_phrase() -> None:
    text = (
        "The space agency has moved the start of its next flight to the Moon "
        "after engineers found a leak in a tank that had been tested twice"
    )

    title = title_from_text(text)

    assert title == "The space agency has moved the start of its next flight to the Moon"


@pytest.mark.parametrize("word", ["extraordinarily", "a" * 200, "語"])
def test_title_is_never_longer_than_its_limit(word: str) -> None:
    title = title_from_text(" ".join([word] * 60))

    assert 0 < len(title) <= 80


def test_open_bracket_is_not_left_at_the_end() -> None:
    text = (
        "The regulator fined three banks for late payments last week"
        " (the largest fine so far this year) in all."
    )

    assert "(" not in title_from_text(text)


def test_file_name_makes_a_title_of_last_resort() -> None:
    assert title_from_name("2026-03-01-river_levels") == "River levels"
