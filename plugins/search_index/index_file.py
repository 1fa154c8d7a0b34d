"""The index: one JSON file that a browser fetches once and ranks by itself.

    format     INDEX_FORMAT; the page's scripts refuse any other
    tags       [label, name in addresses], sorted by name
    documents  [title, address, day, numbers of its tags, AI label, text for snippets,
               language or ""], oldest first; the number of a document is its place here
    fields     "text" (all text of an explainer, its title too) and "title", each with
                 lengths   of each document, in terms
                 postings  term: [document, frequency, ...], each document as the
                           distance from the one before it
    terms      word: term, of all words that are not their own term; a word that is
               neither in here nor a term stands nowhere in the archive
    common     the stop words; they are terms all the same where they are all that some
               title has, and those of a query count only where it has nothing else

All of it is sorted, so the same archive always gives the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from plugins.explainers.site import Site
from plugins.search_index.terms import (
    BodyTerms,
    WordCount,
    common_words,
    count_title,
    count_words,
)

__all__ = ["INDEX_FORMAT", "IndexedExplainer", "index_json"]

INDEX_FORMAT = 1


@dataclass(frozen=True, slots=True)
class IndexedExplainer:
    """What the index holds of an explainer, besides its body. A tag is (label, name)."""

    title: str
    address: str
    date: str
    tags: tuple[tuple[str, str], ...]
    label: str
    lang: str
    summary: str
    body_digest: str


@dataclass(slots=True)
class _Field:
    """Postings as they grow; documents come in their order."""

    lengths: list[int] = field(default_factory=list)
    postings: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, words: Iterable[WordCount]) -> None:
        counts: Counter[str] = Counter()
        for word in words:
            counts[word.term] += word.count
        for term, count in counts.items():
            self.postings.setdefault(term, []).append((len(self.lengths), count))
        self.lengths.append(counts.total())

    def plain(self) -> dict[str, Any]:
        by_term = {term: _distances(found) for term, found in sorted(self.postings.items())}
        return {"lengths": self.lengths, "postings": by_term}


def index_json(documents: Iterable[tuple[IndexedExplainer, BodyTerms]], site: Site) -> bytes:
    """The index of these documents, which come oldest first."""
    kept = tuple(documents)
    text, title = _Field(), _Field()
    terms: dict[str, str] = {}
    for explainer, body in kept:
        title_words = count_title(explainer.title)
        all_words = [*title_words, *_other_words(explainer, body), *body.words]
        title.add(title_words)
        text.add(all_words)
        terms.update((word.word, word.term) for word in all_words)
    index = {
        "format": INDEX_FORMAT,
        **_records(kept, site),
        "fields": {"text": text.plain(), "title": title.plain()},
        "terms": {word: term for word, term in sorted(terms.items()) if word != term},
        "common": common_words(),
    }
    return msgspec.json.encode(index)


def _other_words(explainer: IndexedExplainer, body: BodyTerms) -> Iterable[WordCount]:
    labels = [label for label, _ in explainer.tags]
    if not _opens_with_summary(explainer, body):
        labels.append(explainer.summary)
    return count_words("\n".join(labels))


def _records(kept: tuple[tuple[IndexedExplainer, BodyTerms], ...], site: Site) -> dict[str, Any]:
    used = set(chain.from_iterable(explainer.tags for explainer, _ in kept))
    tags = sorted(used, key=lambda tag: (tag[1], tag[0]))
    numbers = {tag: number for number, tag in enumerate(tags)}
    zone = ZoneInfo(site.timezone)
    documents = [
        (
            explainer.title,
            explainer.address,
            datetime.fromisoformat(explainer.date).astimezone(zone).date().isoformat(),
            [numbers[tag] for tag in explainer.tags],
            explainer.label,
            _snippet_text(explainer, body),
            "" if explainer.lang == site.lang else explainer.lang,
        )
        for explainer, body in kept
    ]
    return {"tags": tags, "documents": documents}


def _snippet_text(explainer: IndexedExplainer, body: BodyTerms) -> str:
    if not explainer.summary or _opens_with_summary(explainer, body):
        return body.opening
    return f"{explainer.summary} {body.opening}".rstrip()


def _opens_with_summary(explainer: IndexedExplainer, body: BodyTerms) -> bool:
    # A summary that the author left out is made of the first sentences; they count once.
    opening = " ".join(body.opening.split())
    return opening.startswith(" ".join(explainer.summary.split()).rstrip("… "))


def _distances(postings: Iterable[tuple[int, int]]) -> list[int]:
    flat: list[int] = []
    previous = 0
    for document, frequency in postings:
        flat += (document - previous, frequency)
        previous = document
    return flat
