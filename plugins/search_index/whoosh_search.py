"""Searching an archive through Whoosh itself, for the terminal.

The index is made in memory for one query and forgotten. Of each text it keeps the
query's terms; all other words become one filler. That leaves every number that BM25
looks at as it is (how often a term stands where, in how many documents, how long
they are), and costs a fifth of a whole index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from whoosh.analysis import Filter, Token
from whoosh.fields import STORED, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.highlight import ContextFragmenter, NullFormatter, highlight
from whoosh.query import Or, Term
from whoosh.scoring import BM25F

from plugins.explainers.archive import Archive
from plugins.explainers.model import Body, Explainer
from plugins.search_index.analysis import english_analyzer
from plugins.search_index.ranking import FIELD_WEIGHTS, K1, B

__all__ = ["Found", "search_archive"]

_FILLER = "\x00"  # in no word
_SNIPPET = 160


@dataclass(frozen=True, slots=True)
class Found:
    """An explainer that a search found."""

    explainer: Explainer
    score: float
    snippet: str


def search_archive(
    archive: Archive, body: Callable[[str], Body], words: str, *, limit: int
) -> list[Found]:
    """The listed explainers that have any of the words, best first.

    `body` gives the body with a digest.
    """
    terms, analyzer = _analyzed(words)
    if not terms:
        return []
    found = _ranked(archive, body, analyzer | _OnlyTerms(terms), limit)
    return [
        Found(explainer, score, _snippet(body(explainer.body_digest).text, terms, analyzer))
        for explainer, score in found
    ]


class _OnlyTerms(Filter):  # type: ignore[misc]  # Whoosh has no types
    def __init__(self, terms: frozenset[str]) -> None:
        self.terms = terms

    def __call__(self, tokens: Iterable[Token]) -> Iterator[Token]:
        for token in tokens:
            if token.text not in self.terms:
                token.text = _FILLER
            yield token


def _analyzed(words: str) -> tuple[frozenset[str], Any]:
    """The terms of the query; if it has stop words alone, these."""
    for analyzer in (english_analyzer(), english_analyzer(common_words=True)):
        terms = frozenset(token.text for token in analyzer(words))
        if terms:
            break
    return terms, analyzer


def _ranked(
    archive: Archive, body: Callable[[str], Body], analyzer: Any, limit: int
) -> list[tuple[Explainer, float]]:
    terms = sorted(analyzer.items[-1].terms)
    searcher = _index(archive, body, analyzer).searcher(weighting=BM25F(B=B, K1=K1))
    query = Or(
        [
            Term(field, term, boost=weight)
            for field, weight in FIELD_WEIGHTS.items()
            for term in terms
        ]
    )
    with searcher:
        # Whoosh's short cut to the best can go round in circles when a boosted term's
        # quality is rounded, and an archive in memory does not need it.
        results = searcher.search(query, limit=limit, optimize=False)
        return [(archive.explainers[hit["number"]], hit.score) for hit in results]


def _index(archive: Archive, body: Callable[[str], Body], analyzer: Any) -> Any:
    # No positions: nobody asks for phrases, and they are half of the work.
    text = TEXT(analyzer=analyzer, phrase=False)
    schema = Schema(number=STORED, text=text, title=text)
    index = RamStorage().create_index(schema)
    writer = index.writer(limitmb=256)
    # Newest first: that is then the order of equal scores, as in the page.
    for number, explainer in reversed(tuple(enumerate(archive.explainers))):
        tags = [tag.label for tag in archive.tags_of(explainer)]
        parts = [explainer.title, *tags, body(explainer.body_digest).text]
        writer.add_document(number=number, title=explainer.title, text="\n".join(parts))
    writer.commit()
    return index


def _snippet(text: str, terms: frozenset[str], analyzer: Any) -> str:
    fragmenter = ContextFragmenter(maxchars=_SNIPPET, surround=_SNIPPET // 3)
    passage = highlight(text, terms, analyzer, fragmenter, NullFormatter(), top=1)
    return " ".join((passage or text[:_SNIPPET]).split())
