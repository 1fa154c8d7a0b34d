"""Where a term stands: its list of documents, and its positions in them.

docs/search.md describes the bytes ("Term shards"). Both are written here from plain
postings, and by `inversion` for whole archives at once; `replaced` changes one document
of a list in place, for builds after a small edit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import sub

from plugins.search_index.varints import (
    decode_numbers,
    encode_number,
    encode_numbers,
    end_of_numbers,
)

__all__ = [
    "EMPTY",
    "END",
    "Posting",
    "Streams",
    "TermList",
    "encoded_positions",
    "key_list",
    "parts_of",
    "read_list",
    "read_positions",
    "replaced",
    "with_lengths",
]


@dataclass(frozen=True, slots=True)
class Posting:
    """One term in one document.

    frequency: how often it stands in the text. positions: ascending, a few of them of the same
    occurrence (see `document_words.OVERLAP`); none for a key that is no word. length: the code of
    the text's length. titles: how often it is in the title, title_length: the code of that
    field's length.
    """

    frequency: int
    positions: tuple[int, ...]
    length: int
    titles: int = 0
    title_length: int = 0


@dataclass(frozen=True, slots=True)
class TermList:
    """All of a term, encoded. `df` documents have it in `text`, `titles` in `title`."""

    df: int
    titles: int
    data: bytes
    positions: bytes
    has_lengths: bool = False


END = b"\0"  # behind the positions in each document

EMPTY = TermList(0, 0, b"", b"")


def key_list(documents: list[int]) -> TermList:
    """The list of a key that is no word, from the numbers of its documents, ascending."""
    count = len(documents)
    return TermList(count, 0, _gaps(documents) + bytes([1]) * count, b"")


def parts_of(term: TermList) -> list[bytes]:
    """The list in three: documents, frequencies, and what is left."""
    documents = end_of_numbers(term.data, term.df)
    frequencies = end_of_numbers(term.data, term.df, documents)
    return [term.data[:documents], term.data[documents:frequencies], term.data[frequencies:]]


def with_lengths(term: TermList, has_lengths: bool, codes: bytes) -> TermList:
    """The list with or without lengths; `codes` has that of every document."""
    streams = read_list(term)
    streams.lengths = bytearray(codes[each] for each in streams.documents if has_lengths)
    return _put_together(streams, term.positions, has_lengths)


@dataclass(slots=True)
class Streams:
    """The parts of a list, taken apart."""

    documents: list[int]
    frequencies: list[int]
    lengths: bytearray
    title_places: list[int]
    title_frequencies: list[int]
    title_lengths: bytearray


def replaced(term: TermList, document: int, posting: Posting | None) -> TermList:
    """The list with another posting for one document, or with none.

    Posting must say the same of lengths as the rest: whether there are any is a matter of
    the archive's size (`has_lengths`).
    """
    streams = read_list(term)
    place = bisect_left(streams.documents, document)
    positions = term.positions.split(END)
    if place < len(streams.documents) and streams.documents[place] == document:
        _remove(streams, place)
        del positions[place : place + 1]
    if posting is not None:
        _insert(streams, place, document, posting, term.has_lengths)
        if posting.positions:
            positions.insert(place, encoded_positions(posting.positions))
    return _put_together(streams, END.join(positions), term.has_lengths)


def encoded_positions(positions: Sequence[int]) -> bytes:
    """The positions in one document, without what ends them."""
    # The first counts from 1, so that no number is 0, and no byte but the end.
    distances = list(map(sub, positions[1:], positions))
    return encode_number(positions[0] + 1) + encode_numbers(distances)


def _remove(streams: Streams, place: int) -> None:
    del streams.documents[place], streams.frequencies[place]
    del streams.lengths[place : place + 1]
    _remove_title(streams, place)


def _remove_title(streams: Streams, place: int) -> None:
    at = bisect_left(streams.title_places, place)
    if at < len(streams.title_places) and streams.title_places[at] == place:
        del streams.title_places[at], streams.title_frequencies[at], streams.title_lengths[at]
    streams.title_places[at:] = [each - 1 for each in streams.title_places[at:]]


def _insert(
    streams: Streams, place: int, document: int, posting: Posting, has_lengths: bool
) -> None:
    streams.documents.insert(place, document)
    streams.frequencies.insert(place, posting.frequency)
    if has_lengths:
        streams.lengths.insert(place, posting.length)
    at = bisect_left(streams.title_places, place)
    streams.title_places[at:] = [each + 1 for each in streams.title_places[at:]]
    if posting.titles:
        streams.title_places.insert(at, place)
        streams.title_frequencies.insert(at, posting.titles)
        streams.title_lengths.insert(at, posting.title_length)


def read_list(term: TermList) -> Streams:
    """The list, decoded; positions apart."""
    data, at = term.data, 0
    parts: list[list[int]] = []
    for count in (term.df, term.df):
        end = end_of_numbers(data, count, at)
        parts.append(decode_numbers(data[at:end]))
        at = end
    lengths = bytearray(data[at : at + term.df] if term.has_lengths else b"")
    at += len(lengths)
    for count in (term.titles, term.titles):
        end = end_of_numbers(data, count, at)
        parts.append(decode_numbers(data[at:end]))
        at = end
    gaps, frequencies, title_gaps, title_frequencies = parts
    return Streams(
        documents=list(accumulate(gaps)),
        frequencies=frequencies,
        lengths=lengths,
        title_places=list(accumulate(title_gaps)),
        title_frequencies=title_frequencies,
        title_lengths=bytearray(data[at : at + term.titles]),
    )


def read_positions(data: bytes) -> list[list[int]]:
    """The positions in each document."""
    return [_decoded_positions(each) for each in data.split(END)[:-1]]


def _decoded_positions(data: bytes) -> list[int]:
    first, *distances = decode_numbers(data)
    return list(accumulate(distances, initial=first - 1))


def _put_together(streams: Streams, positions: bytes, has_lengths: bool) -> TermList:
    data = b"".join(
        (
            _gaps(streams.documents),
            encode_numbers(streams.frequencies),
            bytes(streams.lengths),
            _gaps(streams.title_places),
            encode_numbers(streams.title_frequencies),
            bytes(streams.title_lengths),
        )
    )
    df, titles = len(streams.documents), len(streams.title_places)
    return TermList(df, titles, data, positions, has_lengths)


def _gaps(ascending: Sequence[int]) -> bytes:
    return encode_numbers([*ascending[:1], *map(sub, ascending[1:], ascending)])
