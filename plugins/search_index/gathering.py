"""The words of all documents as columns of numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plugins.search_index.arrays import Numbers, counted_from_nought, stable_order
from plugins.search_index.document_words import OVERLAP, SLOT, Words, form_and_term
from plugins.search_index.lexicon import Form
from plugins.search_index.terms import english_stem, primary_language

__all__ = ["IN_TITLE", "REPEATED", "GatheredWords", "Tokens", "Vocabulary"]

_NO_TERM = -1
IN_TITLE = np.uint8(1)
REPEATED = np.uint8(2)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Of each word: the number of its term (or -1) and of its form (or -1)."""

    term_of_word: Numbers
    form_of_word: Numbers
    terms: list[bytes]
    forms: list[bytes]
    others: dict[int, tuple[int, bytes]]  # of words: form and term that is not its English stem


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of documents, in columns. `marks` has IN_TITLE and REPEATED.

    REPEATED are those of an occurrence that has another position too.
    """

    terms: Numbers
    documents: Numbers
    positions: Numbers
    marks: NDArray[np.uint8]

    def at(self, places: NDArray[Any]) -> Tokens:
        """Those at some places, or where a mask is true."""
        columns = (self.terms, self.documents, self.positions, self.marks)
        return Tokens(*(column[places] for column in columns))


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
    """The documents' words as they come in."""

    def __init__(self) -> None:
        self._number_of_word: defaultdict[str, int] = defaultdict()
        self._number_of_word.default_factory = self._number_of_word.__len__
        self._documents: list[int] = []
        self._different: list[NDArray[np.int32]] = []  # the body's by their numbers in it, others
        self._front: list[int] = []
        self._front_runs: list[tuple[int, int, int, bool]] = []  # document, length, position, title
        self._bodies: list[NDArray[Any]] = []
        self._sentences: list[tuple[int, ...]] = []
        self._slots: list[tuple[int, ...]] = []
        self._first_slots: list[int] = []

    def add(self, document: int, words: Words) -> None:
        """Adds a document; they come in the order of their numbers."""
        body = words.body
        lang = primary_language(words.lang)
        prefix = "" if lang == "en" else f"{lang}\1"
        spelled = body.spelled()
        number_of = self._number_of_word.__getitem__
        numbers = list(map(number_of, [prefix + word for word in spelled] if prefix else spelled))
        before = len(self._front)
        for place, (position, part) in enumerate(words.front):
            self._front += [number_of(prefix + word) for word in part]
            self._front_runs.append((document, len(part), position, place == 0))
        others = set(self._front[before:]).difference(numbers)
        self._different.append(np.array([*numbers, *others], np.int32))
        self._bodies.append(np.frombuffer(body.sequence, np.uint32 if body.is_wide else np.uint16))
        self._sentences.append(body.sentences)
        self._slots.append(body.slots)
        self._first_slots.append(words.first_slot)
        self._documents.append(document)

    def vocabulary(self) -> Vocabulary:
        """The terms and forms of all words; each word is looked at once."""
        terms: defaultdict[str, int] = defaultdict()
        terms.default_factory = terms.__len__
        forms: dict[str, int] = {}
        others: dict[int, tuple[int, bytes]] = {}
        term_numbers, form_numbers = [], []
        for word, key in enumerate(self._number_of_word):
            form, term = _form_and_term(key)
            term_numbers.append(terms[term] if term else _NO_TERM)
            if not (form and term):
                form_numbers.append(_NO_TERM)
                continue
            form_numbers.append(forms.setdefault(form, len(forms)))
            if "\1" in key and term != english_stem(form):
                others[word] = (form_numbers[-1], term.encode())
        return Vocabulary(
            np.array(term_numbers, np.int32),
            np.array(form_numbers, np.int32),
            [term.encode() for term in terms],
            [form.encode() for form in forms],
            others,
        )

    def tokens(self, vocabulary: Vocabulary) -> Tokens:
        """All tokens with a term, by term, document and position."""
        runs = self._runs()
        within = counted_from_nought(runs.shown)
        words = self._all_words()[np.repeat(runs.starts, runs.shown) + within]
        terms = vocabulary.term_of_word[words]
        repeated = within >= np.repeat(runs.lengths, runs.shown)
        tokens = Tokens(
            terms,
            np.repeat(runs.documents, runs.shown),
            np.repeat(runs.positions, runs.shown) + within,
            np.repeat(runs.in_title, runs.shown) * IN_TITLE + repeated * REPEATED,
        )
        kept = np.flatnonzero(terms != _NO_TERM)
        return tokens.at(kept[stable_order(terms[kept])])

    def _all_words(self) -> Numbers:
        """The words before all bodies, then those of all bodies."""
        front = np.array(self._front, np.int32)
        if not self._bodies:
            return front
        counts = np.array([len(each) for each in self._different], np.int32)
        sizes = [len(body) for body in self._bodies]
        places = np.concatenate(self._bodies) + np.repeat(np.cumsum(counts) - counts, sizes)
        return np.concatenate((front, np.concatenate(self._different)[places]))

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
                (front[:, 0], np.repeat(np.array(self._documents, np.int32), counts))
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

    def forms(self, vocabulary: Vocabulary) -> dict[bytes, Form]:
        """The written forms, each with how many documents have it."""
        if not self._different:
            return {}
        counts = self._form_counts(vocabulary)
        terms: defaultdict[int, set[bytes]] = defaultdict(set)
        for form, term in vocabulary.others.values():
            terms[form].add(term)
        each = enumerate(zip(vocabulary.forms, counts.tolist(), strict=True))
        return {form: Form(df, tuple(sorted(terms.get(n, ())))) for n, (form, df) in each}

    def _form_counts(self, vocabulary: Vocabulary) -> Numbers:
        count = len(vocabulary.forms)
        words = np.concatenate(self._different)
        forms = vocabulary.form_of_word[words]
        kept = forms != _NO_TERM
        documents = np.repeat(np.arange(len(self._different)), list(map(len, self._different)))[
            kept
        ]
        forms = forms[kept].astype(np.int64)
        known = vocabulary.form_of_word[vocabulary.form_of_word != _NO_TERM]
        # Several spellings in one document may be one form: these are few, and counted apart.
        is_shared = (np.bincount(known, minlength=count) > 1)[forms]
        pairs = np.unique(forms[is_shared] * len(self._different) + documents[is_shared])
        return np.bincount(forms[~is_shared], minlength=count) + np.bincount(
            pairs // len(self._different), minlength=count
        )

    def other_terms(self, vocabulary: Vocabulary) -> Counter[tuple[bytes, bytes]]:
        """In how many documents a form has a term that is not its English stem."""
        found: Counter[tuple[bytes, bytes]] = Counter()
        others = vocabulary.others
        for numbers in self._different if others else ():
            pairs = {others[word] for word in numbers.tolist() if word in others}
            found.update((vocabulary.forms[form], term) for form, term in pairs)
        return found


def _form_and_term(key: str) -> tuple[str, str]:
    lang, separator, spelled = key.rpartition("\1")
    return form_and_term(spelled, lang if separator else "en")
