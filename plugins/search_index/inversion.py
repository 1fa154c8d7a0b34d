"""Turning a whole archive round: from the words of each document to the documents of each term.

All documents at once, in arrays: a small part of what the same costs term by term.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plugins.search_index.arrays import Numbers, VarintStream, distances, run_starts
from plugins.search_index.document_words import Words
from plugins.search_index.documents import Document
from plugins.search_index.gathering import IN_TITLE, REPEATED, GatheredWords, Tokens
from plugins.search_index.index import Limits, Source
from plugins.search_index.index_files import IndexFiles
from plugins.search_index.lengths import length_code
from plugins.search_index.lexicon import Form
from plugins.search_index.term_lists import TermList, key_list
from plugins.search_index.term_shards import Entry, entry_of

__all__ = ["Inverted", "invert"]


@dataclass(frozen=True, slots=True)
class Inverted:
    """An archive turned round; keys are UTF-8. Lengths are codes, a byte a document."""

    terms: dict[bytes, Entry]
    forms: dict[bytes, Form]
    other_terms: Counter[tuple[bytes, bytes]]  # (form, term), if it is not its English stem
    lengths: bytes
    text_total: int
    title_total: int


def invert(source: Source, words: Iterable[Words | None], files: IndexFiles) -> Inverted:
    """The terms and forms of documents; `words` has those of each, None for withdrawn ones.

    Long lists are among the files at once: they compress well, and all of them together would
    take much memory.
    """
    documents, terms = source.documents, dict[bytes, Entry]()
    most_inside = Limits.of(len(documents)).most_inside
    with GatheredWords(len(documents), source.folder) as gathered:
        for number, each in enumerate(words):
            if each is not None:
                gathered.add(number, each)
        gathered.close()
        vocabulary = gathered.vocabulary
        codes = _Codes(_codes(gathered.lengths), _codes(gathered.title_lengths))
        keys = vocabulary.terms
        for tokens in gathered.tokens():
            for key, found in zip(
                keys[tokens.first_term :], _lists(tokens, codes, most_inside), strict=False
            ):
                terms[key] = entry_of(key, found, files)
    for key, found in _key_lists(documents).items():
        terms[key] = entry_of(key, found, files)
    return Inverted(
        terms=terms,
        forms=vocabulary.forms(),
        other_terms=vocabulary.other_terms(),
        lengths=codes.text.tobytes(),
        text_total=int(gathered.lengths.sum()),
        title_total=int(gathered.title_lengths.sum()),
    )


@dataclass(frozen=True, slots=True)
class _Codes:
    text: NDArray[np.uint8]
    title: NDArray[np.uint8]


def _lists(tokens: Tokens, codes: _Codes, most_inside: int) -> Iterator[TermList]:
    """The list of each term of the tokens, in their order."""
    starts = run_starts(tokens.documents, also=tokens.starts)
    documents = tokens.documents[starts]
    frequencies = np.add.reduceat(tokens.marks & REPEATED == 0, starts, dtype=np.int32)
    titles = np.add.reduceat(tokens.marks & IN_TITLE, starts, dtype=np.int32)
    first_of_term = np.searchsorted(starts, tokens.starts)
    ends_of_term = np.append(first_of_term[1:], len(starts))
    gaps = VarintStream(distances(documents, first_of_term), first_of_term, ends_of_term)
    tfs = VarintStream(frequencies, first_of_term, ends_of_term)
    positions = _position_stream(tokens.positions, starts, first_of_term)
    of_title = _TitleStreams(titles, documents, first_of_term, ends_of_term, codes.title)
    text_codes = codes.text[documents].tobytes()
    dfs = (ends_of_term - first_of_term).tolist()
    for index, (start, df) in enumerate(zip(first_of_term.tolist(), dfs, strict=True)):
        has_lengths = df <= most_inside
        title_count, title_bytes = of_title.part(index)
        lengths = text_codes[start : start + df] if has_lengths else b""
        data = b"".join((gaps.part(index), tfs.part(index), lengths, title_bytes))
        yield TermList(df, title_count, data, positions.part(index), has_lengths)


def _position_stream(positions: Numbers, starts: Numbers, first_of_term: Numbers) -> VarintStream:
    """The positions of each term: in each document the first plus 1, distances, then a 0."""
    gaps = distances(positions, starts)
    gaps[starts] += 1
    values = np.zeros(len(gaps) + len(starts), np.int32)
    # Each document's 0 stands behind its positions; everything else keeps its order.
    is_end = np.zeros(len(values), np.bool_)
    is_end[np.append(starts[1:], len(gaps)) + np.arange(len(starts))] = True
    values[~is_end] = gaps
    firsts = starts[first_of_term] + first_of_term
    return VarintStream(values, firsts, np.append(firsts[1:], len(values)))


class _TitleStreams:
    """The title's parts of all lists: of those documents that have the term in it."""

    def __init__(
        self,
        titles: Numbers,
        documents: Numbers,
        firsts: Numbers,
        ends: Numbers,
        codes: NDArray[np.uint8],
    ) -> None:
        in_title = np.flatnonzero(titles)
        lists = np.repeat(np.arange(len(firsts)), ends - firsts)[in_title]
        counts = np.bincount(lists, minlength=len(firsts))
        ends = np.cumsum(counts)
        starts = ends - counts
        places = in_title - firsts[lists]
        self._gaps = VarintStream(distances(places, starts[counts > 0]), starts, ends)
        self._frequencies = VarintStream(titles[in_title], starts, ends)
        self._codes = codes[documents[in_title]].tobytes()
        self._starts, self._counts = starts.tolist(), counts.tolist()

    def part(self, index: int) -> tuple[int, bytes]:
        count, start = self._counts[index], self._starts[index]
        if not count:
            return 0, b""
        codes = self._codes[start : start + count]
        return count, self._gaps.part(index) + self._frequencies.part(index) + codes


def _codes(lengths: Numbers) -> NDArray[np.uint8]:
    different, places = np.unique(lengths, return_inverse=True)
    return np.array([length_code(each) for each in different.tolist()], np.uint8)[places]


def _key_lists(documents: Sequence[Document]) -> dict[bytes, TermList]:
    members: defaultdict[bytes, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for key in document.keys:
            members[key].append(number)
    return {key: key_list(numbers) for key, numbers in members.items()}
