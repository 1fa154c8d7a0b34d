"""The head of the index: what a browser reads first (docs/search.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from plugins.search_index.cutting import SHARD_PAGES
from plugins.search_index.documents import Document
from plugins.search_index.facets import tag_list
from plugins.search_index.index import FORMAT, Limits, ListedFacts, Source
from plugins.search_index.index_files import IndexFiles
from plugins.search_index.lengths import length_table
from plugins.search_index.lexicon import Block
from plugins.search_index.records import names_tree
from plugins.search_index.term_shards import Shard
from plugins.search_index.terms import stop_words

__all__ = ["IndexParts", "add_head", "listed_facts"]

_MOST_SHARDS = 256  # that the head itself names

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class IndexParts:
    """What the head leads to."""

    terms: Sequence[Shard]
    forward: Sequence[Block]
    backward: Sequence[Block]
    packs: Sequence[str]
    lengths: bytes
    text_total: int
    title_total: int
    has_other_terms: bool


def listed_facts(source: Source, files: IndexFiles) -> ListedFacts:
    """What the head says of documents besides their words, with the tag list among the files."""
    documents = source.documents
    tags, own = tag_list(documents, source.aliases, files)
    withdrawn = [number for number, document in enumerate(documents) if not document.is_live]
    return ListedFacts(withdrawn, list(_years(documents)), tags, own)


def add_head(parts: IndexParts, source: Source, files: IndexFiles, facts: ListedFacts) -> str:
    """Adds the head and what lies between it and the parts; returns the name of the head."""
    site, count = source.site, len(source.documents)
    table = Limits.of(count).table
    terms = [(shard.first.decode(), shard.name) for shard in parts.terms]
    is_deep = len(terms) > _MOST_SHARDS
    head = {
        "format": FORMAT,
        "count": count,
        "live": count - len(facts.withdrawn),
        "totals": (parts.text_total, parts.title_total),
        "lang": site.lang,
        "stops": " ".join(stop_words(site.lang)),
        "foreign": parts.has_other_terms,
        "lengths": _length_table(parts),
        "shortest": min(_live_lengths(parts, facts), default=0),
        "tables": [
            files.add("lengths", parts.lengths[start : start + table])
            for start in range(0, count, table)
        ],
        "table": table,
        "years": facts.years,
        "sections": [(section.anchor, section.heading) for section in site.sections],
        "terms": list(_pages(parts.terms, files)) if is_deep else terms,
        "deep": is_deep,
        "forms": files.add("forms", _encode(_directory(parts))),
        "records": names_tree(parts.packs, files),
        "tags": facts.tags,
    }
    return files.add("head", _encode(head))


def _live_lengths(parts: IndexParts, facts: ListedFacts) -> Iterable[int]:
    withdrawn = set(facts.withdrawn)
    return (code for number, code in enumerate(parts.lengths) if number not in withdrawn)


def _length_table(parts: IndexParts) -> list[tuple[int, int]]:
    # Titles have codes too, which nobody counts; none is longer than its text.
    return length_table(range(max(parts.lengths, default=0) + 1))


def _directory(parts: IndexParts) -> dict[str, Any]:
    return {
        side: [(block.first.decode(), block.name, block.top.decode(), block.df) for block in blocks]
        for side, blocks in (("forward", parts.forward), ("backward", parts.backward))
    }


def _pages(shards: Sequence[Shard], files: IndexFiles) -> Iterable[tuple[str, str]]:
    keys = [shard.first for shard in shards]
    for start, end in SHARD_PAGES.pieces(keys, [1] * len(keys)):
        page = [(shard.first.decode(), shard.name) for shard in shards[start:end]]
        yield page[0][0], files.add("pages", _encode(page))


def _years(documents: Iterable[Document]) -> Iterable[tuple[int, int]]:
    newest = 0
    for number, document in enumerate(documents):
        year = int(document.day[:4]) if document.is_live else newest
        if year > newest:
            newest = year
            yield year, number
