"""The terms and forms of one document, for builds after a small edit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from plugins.search_index.document_words import Words, form_and_term
from plugins.search_index.lengths import length_code
from plugins.search_index.term_lists import Posting
from plugins.search_index.terms import english_stem

__all__ = ["DocumentPostings", "postings_of"]


@dataclass(frozen=True, slots=True)
class DocumentPostings:
    """What one document gives to the index. `forms` have the terms that are not English stems."""

    postings: dict[bytes, Posting]
    forms: dict[bytes, frozenset[bytes]]
    text_length: int
    title_length: int


def postings_of(words: Words | None) -> DocumentPostings:
    """The postings of a document; of a withdrawn one there are none."""
    if words is None:
        return DocumentPostings({}, {}, 0, 0)
    found = {spelled: form_and_term(spelled, words.lang) for spelled in words.spelled()}
    terms = {spelled: term for spelled, (_, term) in found.items() if term}
    titles = Counter(terms[word] for word in words.title if word in terms)
    positions: dict[str, list[int]] = {}
    frequencies: Counter[str] = Counter()
    for spelled, position, is_repeated in words.tokens():
        if term := terms.get(spelled):
            positions.setdefault(term, []).append(position)
            frequencies[term] += not is_repeated
    lengths = frequencies.total(), titles.total()
    codes = length_code(lengths[0]), length_code(lengths[1])
    postings = {
        term.encode(): Posting(
            frequencies[term], tuple(sorted(each)), codes[0], *_in_title(titles[term], codes[1])
        )
        for term, each in positions.items()
    }
    postings.update((key, Posting(1, (), codes[0])) for key in words.keys)
    return DocumentPostings(postings, _forms(found.values()), *lengths)


def _in_title(titles: int, code: int) -> tuple[int, int]:
    return (titles, code) if titles else (0, 0)


def _forms(found: Iterable[tuple[str, str]]) -> dict[bytes, frozenset[bytes]]:
    forms: dict[bytes, frozenset[bytes]] = {}
    for form, term in found:
        if form and term:
            other = frozenset() if term == english_stem(form) else frozenset((term.encode(),))
            forms[form.encode()] = forms.get(form.encode(), frozenset()) | other
    return forms
