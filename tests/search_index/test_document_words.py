"""The words of a document and where they stand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from plugins.explainers.model import Body, BodyPart
from plugins.search_index.document_words import (
    OVERLAP,
    SLOT,
    Words,
    derive_words,
    read_body_words,
    words_of,
)
from plugins.search_index.documents import Document

DOCUMENT = Document(True, "A title", "a-title", "2026-11-23", lang="en")


def words_in(text: str, document: Document = DOCUMENT) -> Words:
    body = Body((BodyPart("", "", ""),), text=text)
    return words_of(document, read_body_words(derive_words(body)))


def positions_of(words: Words, wanted: str) -> list[int]:
    return [position for word, position, _ in words.tokens() if word == wanted]


def test_neighbours_have_neighbouring_positions_across_sentences() -> None:
    words = words_in("Caches keep copies. They forget. Zones hold names.")

    for one, other in (("caches", "keep"), ("copies", "they"), ("forget", "zones")):
        after = set(positions_of(words, other))
        assert any(position + 1 in after for position in positions_of(words, one))


def test_repeated_positions_do_not_count_as_occurrences() -> None:
    words = words_in("Caches keep copies. They forget. Zones hold names.")

    counted = [word for word, _, is_repeated in words.tokens() if not is_repeated]

    assert counted.count("zones") == 1
    assert len(positions_of(words, "zones")) == 1 + 2  # behind "forget" and behind "copies"
    assert OVERLAP == 3


def test_new_sentence_moves_no_other() -> None:
    text = "Caches keep copies of what was asked. Zones hold names of hosts."
    before = positions_of(words_in(text), "hosts")

    after = positions_of(words_in(f"Something new comes first. {text}"), "hosts")

    assert set(before) <= set(after)


def test_many_sentences_that_open_alike_lie_side_by_side() -> None:
    # Looking for a free place one by one would take minutes here.
    count = 60_000
    words = words_in("No. " * count)

    slots = sorted(words.body.slots)
    assert len(slots) == count
    assert all(later - earlier == 1 for earlier, later in pairwise(slots))


def test_long_sentence_takes_as_many_slots_as_it_needs() -> None:
    words = words_in("word " * (3 * SLOT) + ". Next one. " + "other " * SLOT + ".")

    positions = [position for _, position, _ in words.tokens()]

    assert len(positions) == len(set(positions))


@pytest.mark.parametrize(
    ("title", "as_they_are"),
    [
        ("What Now", ["what", "now"]),
        ("The WHO and IT agree", ["who", "it"]),
        ("THE WHO AND IT AGREE", []),
        ("Who is it", ["who", "is", "it"]),
        ("The bank", []),
    ],
)
def test_stop_words_of_a_title_count_where_they_say_something(
    title: str, as_they_are: list[str]
) -> None:
    words = words_in("Text.", Document(True, title, "slug", "2026-11-23", lang="en"))

    assert [word[1:] for word in words.title if word.startswith("\0")] == as_they_are
