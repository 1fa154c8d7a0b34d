"""The words of all documents as columns of numbers, in pieces that stay in the processor's cache.

Each piece is sorted by itself, and lies in a file then: 7 bytes a word, which would be most of
the memory that a large archive takes. What comes out goes through all pieces term by term.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.search_index.arrays import Numbers, counted_from_nought, run_starts, stable_order
from plugins.search_index.column_file import Column, ColumnFile
from plugins.search_index.document_words import OVERLAP, SLOT, Words
from plugins.search_index.vocabulary import NO_TERM, Vocabulary

__all__ = ["IN_TITLE", "REPEATED", "GatheredWords", "Tokens"]

IN_TITLE = np.uint8(1)
REPEATED = np.uint8(2)
_WORDS_IN_PIECE = 1 << 18
_DOCUMENTS_IN_PIECE = 1 << 16  # so that 16 bits count them
_TOKENS_AT_ONCE = 1 << 18


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of documents, by term, document and position. `marks` has IN_TITLE and REPEATED.

    REPEATED are those of an occurrence that has another position too. The terms are those from
    `first_term` on; the tokens of each end where those of the next begin in `starts`.
    """

    first_term: int
    starts: Numbers
    documents: Numbers
    positions: Numbers
    marks: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _SortedPiece:
    """The tokens of some documents, by term, document and position.

    `terms` are those that come up; those of each begin at its place in `starts`, which has one
    more for the end. Documents are counted from `first_document`.
    """

    first_document: int
    terms: Numbers
    starts: Numbers
    documents: NDArray[np.uint16]
    positions: NDArray[np.int32]
    marks: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Piece:
    """The same, with its columns in a file."""

    first_document: int
    terms: Numbers
    starts: Numbers
    documents: Column  # of 16 bits
    positions: Column  # of 32 bits
    marks: Column  # of 8 bits


@dataclass(frozen=True, slots=True)
class _Runs:
    """Words that stand side by side: parts of what comes before a body, and its sentences.

    starts: in all words; shown: how many, with those that are repeated behind the run.
    """

    documents: Numbers
    starts: Numbers
    lengths: Numbers
    shown: Numbers
    positions: Numbers
    in_title: NDArray[np.bool_]

    def in_order(self) -> _Runs:
        """By document and position."""
        order = np.lexsort((self.positions, self.documents))
        columns = (getattr(self, name) for name in self.__slots__)
        return _Runs(*(column[order] for column in columns))


class GatheredWords:
    """The documents' words as they come in. `count` is that of all documents.

    lengths: tokens of each document, without repeated ones; title_lengths: of its title.
    folder: where a passing file may lie. Use as a context manager.
    """

    def __init__(self, count: int, folder: Path | None = None) -> None:
        self.vocabulary = Vocabulary()
        self.lengths = np.zeros(count, np.int64)
        self.title_lengths = np.zeros(count, np.int64)
        self._open = _OpenPiece()
        self._pieces: list[_Piece] = []
        self._file = ColumnFile(folder)

    def __enter__(self) -> GatheredWords:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, document: int, words: Words) -> None:
        """Adds a document; they come in the order of their numbers."""
        if not self._open.has_room(document):
            self._close_piece()
        self._open.add(document, words, self.vocabulary)

    def close(self) -> None:
        """After the last document: now the lengths are known, and the tokens can be had."""
        self._close_piece()

    def tokens(self) -> Iterator[Tokens]:
        """All tokens with a term, those of many terms at a time."""
        counts = np.zeros(len(self.vocabulary.terms), np.int64)
        for piece in self._pieces:
            counts[piece.terms] += np.diff(piece.starts)
        ends = np.cumsum(counts)
        first = 0
        while first < len(counts):
            most = _TOKENS_AT_ONCE + (ends[first - 1] if first else 0)
            last = max(first + 1, int(np.searchsorted(ends, most, "right")))
            yield self._tokens_of(first, counts[first:last])
            first = last

    def _close_piece(self) -> None:
        if not self._open.documents:
            return
        self.vocabulary.learn()
        self.vocabulary.count_forms(self._open.different)
        piece = self._open.closed(self.vocabulary.term_of_word)
        self._open = _OpenPiece()
        self._count(piece)
        put = self._file.put
        documents, positions, marks = put(piece.documents), put(piece.positions), put(piece.marks)
        first, terms, starts = piece.first_document, piece.terms, piece.starts
        self._pieces.append(_Piece(first, terms, starts, documents, positions, marks))

    def _count(self, piece: _SortedPiece) -> None:
        for lengths, counted in (
            (self.lengths, piece.marks & REPEATED == 0),
            (self.title_lengths, piece.marks & IN_TITLE != 0),
        ):
            found = np.bincount(piece.documents[counted])
            lengths[piece.first_document : piece.first_document + len(found)] += found

    def _tokens_of(self, first: int, counts: NDArray[np.int64]) -> Tokens:
        """Those of so many tokens of each term from the first on, out of all pieces."""
        starts = np.cumsum(counts) - counts
        total = int(counts.sum())
        documents, positions = np.empty(total, np.int32), np.empty(total, np.int32)
        tokens = Tokens(first, starts, documents, positions, np.empty(total, np.uint8))
        free = starts.copy()
        for piece in self._pieces:
            low, high = np.searchsorted(piece.terms, (first, first + len(counts)))
            terms = piece.terms[low:high] - first
            own = slice(piece.starts[low], piece.starts[high])
            sizes = np.diff(piece.starts[low : high + 1])
            # Where each run of tokens goes, less where it comes from.
            ways = free[terms] - (piece.starts[low:high] - piece.starts[low])
            places = np.repeat(ways, sizes) + np.arange(own.stop - own.start)
            tokens.documents[places] = piece.documents[own].astype(np.int32) + piece.first_document
            tokens.positions[places] = piece.positions[own]
            tokens.marks[places] = piece.marks[own]
            free[terms] += sizes
        return tokens


class _OpenPiece:
    """Documents that are still coming in."""

    def __init__(self) -> None:
        self.documents: list[int] = []
        self.different: list[NDArray[np.int32]] = []  # the body's by their numbers in it, others
        self._size = 0
        self._front: list[int] = []
        self._front_runs: list[tuple[int, int, int, bool]] = []  # document, length, position, title
        self._bodies: list[NDArray[Any]] = []
        self._sentences: list[tuple[int, ...]] = []
        self._slots: list[tuple[int, ...]] = []
        self._first_slots: list[int] = []

    def has_room(self, document: int) -> bool:
        """Whether this document may come too."""
        first = self.documents[0] if self.documents else document
        return self._size < _WORDS_IN_PIECE and document - first < _DOCUMENTS_IN_PIECE

    def add(self, document: int, words: Words, vocabulary: Vocabulary) -> None:
        body = words.body
        numbers_of = vocabulary.numbers_in(words.lang)
        numbers = numbers_of(body.spelled())
        before = len(self._front)
        for place, (position, part) in enumerate(words.front):
            self._front += numbers_of(part)
            self._front_runs.append((document, len(part), position, place == 0))
        others = set(self._front[before:]).difference(numbers)
        # An array of Python's takes a list of numbers twice as fast as one of numpy's.
        self.different.append(np.frombuffer(array("i", [*numbers, *others]), np.int32))
        self._bodies.append(np.frombuffer(body.sequence, np.uint32 if body.is_wide else np.uint16))
        self._sentences.append(body.sentences)
        self._slots.append(body.slots)
        self._first_slots.append(words.first_slot)
        self.documents.append(document)
        self._size += len(self._bodies[-1]) + len(self._front) - before

    def closed(self, term_of_word: Numbers) -> _SortedPiece:
        """All of it, sorted."""
        runs = self._runs()
        within = counted_from_nought(runs.shown)
        words = self._all_words()[np.repeat(runs.starts, runs.shown) + within]
        terms = term_of_word[words]
        kept = np.flatnonzero(terms != NO_TERM)
        order = kept[stable_order(terms[kept])]
        terms = terms[order]
        starts = run_starts(terms)
        documents = np.repeat(runs.documents - self.documents[0], runs.shown)
        repeated = within >= np.repeat(runs.lengths, runs.shown)
        marks = np.repeat(runs.in_title, runs.shown) * IN_TITLE + repeated * REPEATED
        return _SortedPiece(
            self.documents[0],
            terms[starts],
            np.append(starts, len(terms)),
            documents[order].astype(np.uint16),
            (np.repeat(runs.positions, runs.shown) + within)[order],
            marks[order],
        )

    def _all_words(self) -> Numbers:
        """The words before all bodies, then those of all bodies."""
        front = np.array(self._front, np.int32)
        counts = np.array([len(each) for each in self.different], np.int32)
        sizes = [len(body) for body in self._bodies]
        places = np.concatenate(self._bodies) + np.repeat(np.cumsum(counts) - counts, sizes)
        return np.concatenate((front, np.concatenate(self.different)[places]))

    def _runs(self) -> _Runs:
        front = np.array(self._front_runs, np.int32).reshape(-1, 4)
        counts = np.array([len(each) for each in self._sentences], np.int32)
        lengths = np.fromiter(chain.from_iterable(self._sentences), np.int32)
        slots = np.fromiter(chain.from_iterable(self._slots), np.int32)
        sizes = np.array([len(body) for body in self._bodies], np.int32)
        starts = np.cumsum(lengths) - lengths
        ends = np.repeat(np.cumsum(sizes), counts)  # of the body that a sentence is in
        all_lengths = np.concatenate((front[:, 1], lengths)).astype(np.int32)
        front_starts = np.cumsum(front[:, 1]) - front[:, 1]
        return _Runs(
            documents=np.concatenate(
                (front[:, 0], np.repeat(np.array(self.documents, np.int32), counts))
            ),
            starts=np.concatenate((front_starts, starts + len(self._front))),
            lengths=all_lengths,
            shown=np.concatenate((front[:, 1], np.minimum(lengths + OVERLAP, ends - starts))),
            positions=np.concatenate(
                (
                    front[:, 2],
                    (slots + np.repeat(np.array(self._first_slots, np.int32), counts)) * SLOT,
                )
            ).astype(np.int32),
            in_title=np.concatenate((front[:, 3], np.zeros(len(lengths), np.int32))) != 0,
        ).in_order()
