"""How results are ranked: the reference for `theme/static/js/search/rank.js`.

The score of a document is a sum over the query's terms, each taken once, and over
two fields: all text of an explainer, and its title once more at weight 0.3,

    idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average length))
    idf = ln(N / (df + 1)) + 1

with tf the term's frequency in the field, df the number of documents whose field has
it, N the number of all documents, lengths in terms. This is Okapi BM25 (Robertson and
Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3)
with the idf of Whoosh and its habit to sum over fields (`whoosh.scoring.BM25F`), but
with exact lengths. Any term is enough for a match: more words never find less. A larger
weight of titles ranks worse: they are in the text already. Equal scores: newest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log
from typing import Any

from plugins.search_index.words import folded_words

__all__ = ["FIELD_WEIGHTS", "query_terms", "rank"]

K1 = 1.2
B = 0.75
# Put on and taken off, where a word stands in the archive in other forms only.
ENDINGS = ("s", "es", "d", "ed", "ing")
FIELD_WEIGHTS = {"text": 1.0, "title": 0.3}


def rank(index: Mapping[str, Any], query: str) -> list[tuple[int, float]]:
    """Numbers of all documents that have a term of the query, with their scores, best first."""
    scores: dict[int, float] = {}
    for name, weight in FIELD_WEIGHTS.items():
        for term in query_terms(index, query):
            for document, score in _field_scores(index["fields"][name], term):
                scores[document] = scores.get(document, 0.0) + weight * score
    return sorted(scores.items(), key=lambda found: (-found[1], -found[0]))


def query_terms(index: Mapping[str, Any], query: str) -> list[str]:
    """The terms of a query that the archive knows; of stop words only where there are no others."""
    words = list(folded_words(query))
    telling = [word for word in words if word not in index["common"]]
    for some in (telling, words):
        if known := dict.fromkeys(term for word in some if (term := _term_of(index, word))):
            return list(known)
    return []


def _term_of(index: Mapping[str, Any], word: str) -> str:
    """The term of a word; of one that nobody wrote, that of the same with another ending."""
    postings = index["fields"]["text"]["postings"]
    candidates = (index["terms"].get(each, each) for each in _spellings(index, word))
    return next((term for term in candidates if term in postings), "")


def _spellings(index: Mapping[str, Any], word: str) -> Iterator[str]:
    yield word
    if len(word) > 2 and word not in index["common"]:
        yield from (word + ending for ending in ENDINGS)
        yield from (word.removesuffix(ending) for ending in ENDINGS if len(word) > len(ending) + 2)


def _field_scores(field: Mapping[str, Any], term: str) -> Iterator[tuple[int, float]]:
    postings = field["postings"].get(term, [])
    lengths = field["lengths"]
    average = sum(lengths) / len(lengths)
    idf = log(len(lengths) / (len(postings) / 2 + 1)) + 1
    document = 0
    for distance, frequency in zip(postings[::2], postings[1::2], strict=True):
        document += distance
        norm = K1 * (1 - B + B * lengths[document] / average)
        yield document, idf * frequency * (K1 + 1) / (frequency + norm)
