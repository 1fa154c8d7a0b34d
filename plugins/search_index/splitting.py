"""Long lists in two: documents that have the term often, and those that have it once.

A reader's browser mostly finds the best ten without the second, larger half: there every
frequency is 1 and the title does not have the term. Lists are so long here that numpy is
worth its import.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from plugins.search_index.arrays import Numbers, decoded, distances, encoded
from plugins.search_index.term_lists import TermList, parts_of

__all__ = ["SplitList", "merged", "split"]

_FIRST = np.zeros(1, np.int64)


@dataclass(frozen=True, slots=True)
class SplitList:
    """A list in two.

    often: the list of the documents with the term twice or in the title. once: of the others
    distances between their numbers and, where lists have them, their lengths.
    """

    often: TermList
    once: tuple[bytes, bytes]


def split(term: TermList) -> SplitList:
    """A list as two."""
    documents, frequencies, lengths, title_places, title_rest = _columns(term)
    is_often = frequencies > 1
    is_often[title_places] = True
    places = np.cumsum(is_often) - 1
    data = (
        _gaps(documents[is_often]),
        encoded(frequencies[is_often]),
        lengths[is_often].tobytes() if term.has_lengths else b"",
        _gaps(places[title_places]),
        title_rest,
    )
    count = int(is_often.sum())
    often = TermList(count, term.titles, b"".join(data), term.positions, term.has_lengths)
    others = documents[~is_often]
    once = _gaps(others)
    return SplitList(often, (once, lengths[~is_often].tobytes() if term.has_lengths else b""))


def merged(often: TermList, once: bytes, df: int) -> TermList:
    """The whole list, with `df` documents; `once` is that file's payload."""
    documents, frequencies, lengths, title_places, title_rest = _columns(often)
    code_count = df - often.df if often.has_lengths else 0
    gaps, codes = once[: len(once) - code_count], once[len(once) - code_count :]
    all_documents = np.concatenate((documents, np.cumsum(decoded(gaps))))
    order = np.argsort(all_documents, kind="stable")
    place_of = np.empty(len(order), np.int64)
    place_of[order] = np.arange(len(order))
    ones = np.ones(df - often.df, np.int64)
    all_lengths = np.concatenate((lengths, np.frombuffer(codes, np.uint8)))
    data = (
        _gaps(all_documents[order]),
        encoded(np.concatenate((frequencies, ones))[order]),
        all_lengths[order].tobytes() if often.has_lengths else b"",
        _gaps(place_of[title_places]),
        title_rest,
    )
    return TermList(df, often.titles, b"".join(data), often.positions, often.has_lengths)


def _gaps(ascending: Numbers) -> bytes:
    return encoded(distances(ascending, _FIRST[: len(ascending)]))


def _columns(term: TermList) -> tuple[Numbers, Numbers, Numbers, Numbers, bytes]:
    """Documents, frequencies, lengths, places of those in the title, the rest of the title."""
    documents, frequencies, rest = parts_of(term)
    lengths = rest[: term.df] if term.has_lengths else b""
    rest = rest[len(lengths) :]
    # Frequencies and lengths of titles stay as they are; only places change.
    rest_size = len(rest) - term.titles
    numbers = decoded(rest[:rest_size])
    title_places = np.cumsum(numbers[: term.titles])
    title_frequencies = encoded(numbers[term.titles :])
    return (
        np.cumsum(decoded(documents)),
        decoded(frequencies),
        np.frombuffer(lengths, np.uint8),
        title_places,
        title_frequencies + rest[rest_size:],
    )
