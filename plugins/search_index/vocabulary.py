"""The vocabulary of an archive: each word's term and form, and how many documents have a form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from plugins.search_index.arrays import Numbers
from plugins.search_index.document_words import form_and_term
from plugins.search_index.lexicon import Form
from plugins.search_index.terms import english_stem, primary_language

__all__ = ["NO_TERM", "Vocabulary"]

NO_TERM = -1


class Vocabulary:
    """Words by number, as they come up; each is looked at once.

    `term_of_word` has the number of each word's term, or NO_TERM; `terms` are by number.
    """

    def __init__(self) -> None:
        self.term_of_word: Numbers = np.zeros(0, np.int32)
        self._number_of_word = _numbering()
        self._number_of_term = _numbering()
        self._number_of_form = _numbering()
        self._form_of_word: Numbers = np.zeros(0, np.int32)
        self._others: dict[int, tuple[int, bytes]] = {}  # of words: form, term not its English stem
        self._form_counts: NDArray[np.intp] = np.zeros(0, np.intp)
        self._other_counts: Counter[tuple[int, bytes]] = Counter()

    @property
    def terms(self) -> list[bytes]:
        """All terms, by their numbers."""
        return [term.encode() for term in self._number_of_term]

    def numbers_in(self, lang: str) -> Callable[[Iterable[str]], list[int]]:
        """What gives words as spelled, in a language, their numbers."""
        language = primary_language(lang)
        number_of = self._number_of_word.__getitem__
        if language == "en":
            return lambda words: [*map(number_of, words)]
        return lambda words: [number_of(f"{language}\1{word}") for word in words]

    def learn(self) -> None:
        """Looks at the words that are new since last time."""
        known = len(self.term_of_word)
        new = [*self._number_of_word][known:] if len(self._number_of_word) > known else []
        term_numbers, form_numbers = [], []
        for word, key in enumerate(new, known):
            form, term = _form_and_term(key)
            term_numbers.append(self._number_of_term[term] if term else NO_TERM)
            form_numbers.append(self._number_of_form[form] if form and term else NO_TERM)
            if form and term and "\1" in key and term != english_stem(form):
                self._others[word] = (form_numbers[-1], term.encode())
        self.term_of_word = np.append(self.term_of_word, np.array(term_numbers, np.int32))
        self._form_of_word = np.append(self._form_of_word, np.array(form_numbers, np.int32))

    def count_forms(self, different: Sequence[NDArray[np.int32]]) -> None:
        """Counts the documents of forms: those of more documents, by their different words."""
        words = np.concatenate(different)
        forms = self._form_of_word[words]
        kept = forms != NO_TERM
        documents = np.repeat(np.arange(len(different)), [len(each) for each in different])[kept]
        forms = forms[kept].astype(np.int64)
        count = len(self._number_of_form)
        known = self._form_of_word[self._form_of_word != NO_TERM]
        # Several spellings in one document may be one form: these are few, and counted apart.
        is_shared = (np.bincount(known, minlength=count) > 1)[forms]
        pairs = np.unique(forms[is_shared] * len(different) + documents[is_shared])
        counts = np.bincount(forms[~is_shared], minlength=count)
        counts += np.bincount(pairs // len(different), minlength=count)
        counts[: len(self._form_counts)] += self._form_counts
        self._form_counts = counts
        for numbers in different if self._others else ():
            known_others = self._others.keys() & set(numbers.tolist())
            self._other_counts.update({self._others[word] for word in known_others})

    def forms(self) -> dict[bytes, Form]:
        """The written forms, each with how many documents have it."""
        counts = np.zeros(len(self._number_of_form), np.intp)
        counts[: len(self._form_counts)] = self._form_counts
        terms: defaultdict[int, set[bytes]] = defaultdict(set)
        for form, term in self._others.values():
            terms[form].add(term)
        numbered = zip(self._number_of_form.items(), counts.tolist(), strict=True)
        return {
            form.encode(): Form(df, tuple(sorted(terms.get(number, ()))))
            for (form, number), df in numbered
        }

    def other_terms(self) -> Counter[tuple[bytes, bytes]]:
        """In how many documents a form has a term that is not its English stem."""
        forms = [*self._number_of_form] if self._other_counts else []
        return Counter(
            {(forms[form].encode(), term): n for (form, term), n in self._other_counts.items()}
        )


def _numbering() -> defaultdict[str, int]:
    """A dictionary that gives what it does not know the next number."""
    numbers: defaultdict[str, int] = defaultdict()
    numbers.default_factory = numbers.__len__
    return numbers


def _form_and_term(key: str) -> tuple[str, str]:
    lang, separator, spelled = key.rpartition("\1")
    return form_and_term(spelled, lang if separator else "en")
