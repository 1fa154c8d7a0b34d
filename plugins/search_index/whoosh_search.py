"""Searching an archive through Whoosh itself, for the terminal: ranked as the page ranks.

docs/search.md says how ("Ranking"). The index is the one that is published; Whoosh looks
at it through `index_reader`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from whoosh.query import Or, Term
from whoosh.query.spans import SpanNear
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from plugins.search_index.forgiving import Lexicon, forgive
from plugins.search_index.index import IndexState
from plugins.search_index.index_reader import KEYS, SEPARATOR, TEXT_FIELD, TITLE, ArchiveReader
from plugins.search_index.numbered import NumberedArchive
from plugins.search_index.query import Phrase, Query, Rule, Word, parse_query, years_of
from plugins.search_index.terms import stop_words

__all__ = ["Answer", "Hit", "Part", "SearchedIndex", "search_index"]

_K1 = 1.2
_B = 0.75
_FIELD_WEIGHTS = {TEXT_FIELD: 1.0, TITLE: 0.3}
_LINKED = 4  # so many words of a text that follow each other have positions that do


@dataclass(frozen=True, slots=True)
class Part:
    """What one term adds to a score: what it is in the query, in which field it was found.

    `terms` are several where they stand for an unknown word; they count as one.
    """

    words: tuple[str, ...]
    terms: tuple[str, ...]
    field: str
    frequency: int
    documents: int
    idf: float
    length: int
    average_length: float
    weight: float
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found, by its number in the index."""

    number: int
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The first hits out of `total`, and what was made of the query.

    terms: what was looked for. instead: unknown words, and the forms that stand for each.
    left_out: stop words. too_common: the query or a quotation is nothing but these.
    """

    hits: tuple[Hit, ...]
    total: int
    terms: frozenset[str]
    newest_first: bool
    instead: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: tuple[str, ...]
    too_common: bool


@dataclass(frozen=True, slots=True)
class SearchedIndex:
    """An index to search: its state, its files by `load`, and the archive it was made of."""

    state: IndexState
    load: Callable[[str], bytes]
    archive: NumberedArchive


def search_index(index: SearchedIndex, text: str, *, limit: int) -> Answer:
    """The documents that have any of the words, best first: as the page answers a query."""
    reader = ArchiveReader(index.state, index.archive.live, index.load)
    stops = frozenset(stop_words(index.archive.site.lang))
    query = parse_query(text, stops)
    lexicon = Lexicon(index.state, index.load, lambda term: reader.find(term) is not None, stops)
    _look_up(query, lexicon)
    with Searcher(reader, weighting=BM25F(B=_B, K1=_K1)) as searcher:
        return _Search(index.archive, searcher, query).answer(limit)


def _look_up(query: Query, lexicon: Lexicon) -> None:
    phrases = (word for phrase in (*query.phrases, *query.excluded) for word in _telling(phrase))
    for word in (*query.words, *phrases):
        word.terms = lexicon.terms_of(word.form, is_stop=word.is_stop)
    forgive(query.words, lexicon)


def _telling(phrase: Phrase) -> list[Word]:
    return [word for word in phrase if not word.is_stop]


@dataclass(frozen=True, slots=True)
class _Unit:
    """Terms that are scored as one, and the words of the query that they stand for."""

    terms: tuple[str, ...]
    words: tuple[str, ...]


def _units(words: Iterable[Word]) -> list[_Unit]:
    """Every term once: first those that were meant, then those that stand for others."""
    known = [word for word in words if not word.instead]
    written: dict[str, dict[str, None]] = {}
    for word in known:
        for term in word.terms:
            written.setdefault(term, {})[word.written] = None
    units = [_Unit((term,), tuple(words_of_it)) for term, words_of_it in written.items()]
    seen = set(written)
    for word in words:
        terms = tuple(term for term in word.terms if word.instead and term not in seen)
        seen.update(terms)
        if terms:
            units.append(_Unit(terms, (word.written,)))
    return units


class _Search:
    """One search, step by step. Sets of documents are by Whoosh's numbers."""

    def __init__(self, archive: NumberedArchive, searcher: Searcher, query: Query) -> None:
        self._archive = archive
        self._reader: ArchiveReader = searcher.reader()
        self._searcher = searcher
        self._query = query
        self._units = _units(query.words)

    def answer(self, limit: int) -> Answer:
        query = self._query
        common = all(word.is_stop and not word.terms for word in query.words)
        total, first = self._newest(limit) if common else self._best(limit)
        return Answer(
            hits=tuple(self._hit(score, document) for score, document in first),
            total=total,
            terms=frozenset(term for unit in self._units for term in unit.terms),
            newest_first=common,
            instead=tuple((word.written, word.instead) for word in query.words if word.instead),
            left_out=tuple(word.written for word in query.left_out),
            too_common=(common and bool(query.words))
            or not all(_telling(phrase) for phrase in query.phrases),
        )

    def _best(self, limit: int) -> tuple[int, list[tuple[float, int]]]:
        wanted = self._wanted()
        if wanted is not None and not wanted:
            return 0, []  # Whoosh takes an empty filter for none
        terms = [
            Term(field, SEPARATOR.join(unit.terms), boost=weight)
            for unit in self._units
            for field, weight in _FIELD_WEIGHTS.items()
        ]
        # With a limit Whoosh takes short cuts to the best: it does not count all that it finds,
        # and can go round in circles where qualities are rounded.
        found = self._searcher.search(Or(terms), limit=None, filter=wanted, mask=self._unwanted())
        return len(found.top_n), list(found.top_n[:limit])

    def _newest(self, limit: int) -> tuple[int, list[tuple[float, int]]]:
        if not (self._query.rules or self._query.excluded):
            return 0, []
        everything = set(range(self._reader.doc_count_all()))
        wanted = self._wanted()
        found = (everything if wanted is None else everything & wanted) - self._unwanted()
        return len(found), [(0.0, document) for document in sorted(found)[:limit]]

    def _wanted(self) -> set[int] | None:
        """The documents with all phrases and all that the rules want; None for any."""
        phrases = filter(_telling, self._query.phrases)
        rules = (rule for rule in self._query.rules if not rule.excludes)
        sets = [*map(self._with_phrase, phrases), *map(self._by_rule, rules)]
        return set.intersection(*sets) if sets else None

    def _unwanted(self) -> set[int]:
        phrases = filter(_telling, self._query.excluded)
        rules = (rule for rule in self._query.rules if rule.excludes)
        return set().union(*map(self._with_phrase, phrases), *map(self._by_rule, rules))

    def _by_rule(self, rule: Rule) -> set[int]:
        match rule.kind:
            case "year":
                numbers = self._archive.in_years(*years_of(rule.value) or (0, 0))
                return set(map(self._reader.document, numbers))
            case "tag":
                return self._documents(Term(KEYS, f"=tag/{self._archive.tag_name(rule.value)}"))
            case "ai":
                return self._documents(Term(KEYS, f"=ai/{rule.value}"))

    def _with_phrase(self, phrase: Phrase) -> set[int]:
        parts = map(_side_by_side, _parts_of(phrase))
        return set.intersection(*map(self._documents, parts))

    def _documents(self, query: Any) -> set[int]:
        return set(self._searcher.docs_for_query(query))

    def _hit(self, score: float, document: int) -> Hit:
        parts = (
            part
            for unit in self._units
            for field in _FIELD_WEIGHTS
            for part in self._part(unit, field, document)
        )
        return Hit(self._reader.number(document), score, tuple(parts))

    def _part(self, unit: _Unit, field: str, document: int) -> Iterator[Part]:
        term = SEPARATOR.join(unit.terms).encode()
        if (field, term) not in self._reader:
            return
        matcher = self._searcher.postings(field, term)
        matcher.skip_to(document)
        if matcher.is_active() and matcher.id() == document:
            yield Part(
                words=unit.words,
                terms=unit.terms,
                field=field,
                frequency=int(matcher.weight()),
                documents=self._reader.doc_frequency(field, term),
                idf=self._searcher.idf(field, term),
                length=self._reader.doc_field_length(document, field),
                average_length=self._searcher.avg_field_length(field),
                weight=_FIELD_WEIGHTS[field],
                score=matcher.score() * _FIELD_WEIGHTS[field],
            )


def _parts_of(phrase: Phrase) -> Iterator[list[tuple[int, Word]]]:
    """The parts of a phrase that can be looked up: places and words without stop words."""
    placed = list(enumerate(phrase))
    for start in range(max(1, len(placed) - _LINKED + 1)):
        part = [
            (place, word) for place, word in placed[start : start + _LINKED] if not word.is_stop
        ]
        if part:
            yield part


def _side_by_side(part: list[tuple[int, Word]]) -> Any:
    """A query for words at these distances."""
    (last, word), *others = part
    query: Any = Term(TEXT_FIELD, SEPARATOR.join(word.terms))
    for place, word in others:
        other = Term(TEXT_FIELD, SEPARATOR.join(word.terms))
        query = SpanNear(query, other, slop=place - last, mindist=place - last)
        last = place
    return query
