"""What Whoosh finds in an index of its own: the reference for the project's.

It is made by Whoosh's writer and read by Whoosh's reader. With the project it shares what
a word is and which term it has; what is counted of a text is said here once more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from whoosh.analysis import Token, Tokenizer
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.query import Or, Term
from whoosh.scoring import BM25F

from plugins.search_index.terms import english_stem, stop_words, term_of
from plugins.search_index.words import fold, spelled_words

__all__ = ["Oracle", "Text"]

_GAP = 1000
_TEXT_PARTS, _LANGUAGE = "\x1d", "\x1e"


@dataclass(frozen=True, slots=True)
class Text:
    """What is searched of an explainer: title, tags, a summary that is not in the body, body."""

    number: int
    lang: str
    title: str
    others: tuple[str, ...]

    def words(self) -> Iterator[list[str]]:
        """The words of each part as spelled."""
        yield from map(spelled_words, (self.title, *self.others))

    def terms(self) -> Iterator[list[str]]:
        """The term of each word of each part; empty for a stop word."""
        title, *others = ([term_of(word, self.lang)[1] for word in part] for part in self.words())
        yield title if any(title) else [*map(fold, spelled_words(self.title))]
        yield from others


class Analyzer(Tokenizer):  # type: ignore[misc]
    """Whoosh's analyzer of a text with its language before it."""

    def __call__(self, value: str, **_: Any) -> Iterator[Token]:
        lang, _, rest = value.partition(_LANGUAGE)
        title, *others = rest.split(_TEXT_PARTS)
        token = Token(positions=True)
        token.boost = 1.0
        start = 0
        for part in Text(0, lang, title, tuple(others)).terms():
            for place, term in enumerate(part):
                if term:
                    token.text, token.pos = term, start + place
                    yield token
            start += len(part) + _GAP


class Oracle:
    """An archive as Whoosh has it."""

    def __init__(self, texts: Sequence[Text], lang: str = "en") -> None:
        self.texts = texts
        self._stops = frozenset(stop_words(lang))
        self._terms_of_form: defaultdict[str, set[str]] = defaultdict(set)
        for text in texts:
            for word in chain.from_iterable(text.words()):
                form, term = term_of(word, text.lang)
                if term:
                    self._terms_of_form[form].add(term)
        analyzer = Analyzer()
        schema = Schema(number=STORED, text=TEXT(analyzer), title=TEXT(analyzer))
        index = RamStorage().create_index(schema)
        writer = index.writer(limitmb=256)
        for text in texts:
            title = f"{text.lang}{_LANGUAGE}{text.title}"
            whole = _TEXT_PARTS.join((title, *text.others))
            writer.add_document(number=text.number, title=title, text=whole)
        writer.commit(optimize=True)
        self.searcher = index.searcher(weighting=BM25F(B=0.75, K1=1.2))

    def terms(self, query: str) -> set[str]:
        """The terms of a query that is words and nothing else, in the index or not."""
        forms = list(dict.fromkeys(self._forms(query)))
        telling = [form for form in forms if form not in self._stops]
        found: set[str] = set()
        for form in telling or forms:
            stem = english_stem(form)
            found.add(stem if telling else form)
            found |= self._terms_of_form.get(form, set()) - {stem}
        return found

    def knows(self, query: str) -> bool:
        """Whether the archive has each word that counts, so that nothing is to be forgiven."""
        forms = set(self._forms(query)) - self._stops
        return all(map(self._knows_form, forms))

    def _knows_form(self, form: str) -> bool:
        terms = {english_stem(form)} | self._terms_of_form.get(form, set())
        return any(("text", term) in self.searcher.reader() for term in terms)

    def has_telling(self, text: str) -> bool:
        """Whether it has words that are no stop words."""
        return any(form not in self._stops for form in self._forms(text))

    def with_phrase(self, phrase: str) -> set[int]:
        """The documents that have the words side by side, read word by word.

        Of longer phrases than four words, each part of four.
        """
        wanted = [
            None if form in self._stops else {english_stem(form)} | self._terms_of_form[form]
            for form in self._forms(phrase)
        ]
        return {text.number for text in self.texts if _has_phrase([*text.terms()], wanted)}

    def _forms(self, text: str) -> list[str]:
        return [*filter(None, map(fold, spelled_words(text)))]

    def scores(self, query: str) -> dict[int, float]:
        """The score of each document that is found."""
        terms = sorted(self.terms(query))
        fields = [("text", 1.0), ("title", 0.3)]
        wanted = Or([Term(field, term, boost) for term in terms for field, boost in fields])
        hits = self.searcher.search(wanted, limit=None)
        return {hit["number"]: hit.score for hit in hits}


def _has_phrase(parts: list[list[str]], wanted: list[set[str] | None]) -> bool:
    windows = [wanted[at : at + 4] for at in range(max(1, len(wanted) - 3))]
    return all(any(_stands_in(part, window) for part in parts) for window in windows)


def _stands_in(part: list[str], wanted: list[set[str] | None]) -> bool:
    if not any(wanted):
        return True
    last = max(place for place, terms in enumerate(wanted) if terms)
    return any(
        all(part[start + at] in terms for at, terms in enumerate(wanted) if terms)
        for start in range(-_first(wanted), len(part) - last)
    )


def _first(wanted: list[set[str] | None]) -> int:
    return next(place for place, terms in enumerate(wanted) if terms)
